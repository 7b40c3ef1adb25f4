import { mayLackCharacter, textOf } from '../fields/flow.js';
import { fold } from '../fields/fold.js';
import { endsAsOrganisation } from '../fields/parse.js';
import { STAND_INS } from '../fields/stand-ins.js';
import type { ReadChar } from '../paddle/recognise.js';
import { THRESHOLDS } from './judge-thresholds.js';
import type { Evidence } from './look-again.js';

/**
 * Whether every character of a name on which both looks of reader A agree can be believed: others read it alike in the same
 * place, and it is as certain as their number demands; and no ink on the page is left without a character.
 */
export function isSureName(e: Evidence): boolean {
  if (e.second === null || e.draft.parts.some(mayLackCharacter)) return false;
  const first = written(e.first.chars);
  const second = written(e.second.chars);
  if (first.length === 0 || first.length !== second.length) return false;
  const older = e.older === null ? null : written(e.older.chars);
  const other = Array.from(fold(e.other?.text ?? '')).filter(isWritten);
  return first.every((c, i) => {
    const again = second[i];
    if (again?.char !== c.char) return false;
    const seen = { char: c.char, certainty: Math.min(c.p, again.p), given: e.draft.shape === 'person' && i > 0 };
    const byOther = other.length === first.length ? other[i] === c.char.toUpperCase() : null;
    if (older === null) return isSureAlone(seen, byOther);
    const elder = older.length === first.length ? older[i] : undefined;
    return isSureBeside(seen.certainty, elder?.char === c.char ? elder.p : null, byOther === true);
  });
}

/** @param older how certain the older network is of the same character; null when it reads another */
function isSureBeside(certainty: number, older: number | null, byOther: boolean): boolean {
  if (older === null) return byOther && certainty > THRESHOLDS.character;
  if (byOther) return certainty > THRESHOLDS.agreed;
  return certainty > THRESHOLDS.characterOlder && older > THRESHOLDS.agreed;
}

interface Seen {
  readonly char: string;
  readonly certainty: number;
  /** Stands in a given name, where rare characters are. */
  readonly given: boolean;
}

/** Where reader A has no older network beside it. @param byOther null when reader B's characters cannot be put beside A's */
function isSureAlone({ char, certainty, given }: Seen, byOther: boolean | null): boolean {
  // Several stand-ins are surnames (漆, 法).
  if (given && STAND_INS.has(char)) return certainty > THRESHOLDS.standIn;
  if (byOther === null) return certainty > THRESHOLDS.character;
  return certainty > (byOther ? THRESHOLDS.characterTwice : THRESHOLDS.characterDisputed);
}

/** What may follow a name in its own box without belonging to it. */
const AFTER_NAME = /^(?:\((?:盖章|公章|章|签章|签字|签名|加盖公章)\)?|先生|女士|同志)?[^\p{Script=Han}A-Z0-9]*$/u;
/** A type of entity in a line of its own is the next field, not the end of the name. */
const TYPE = /^(?:有限责任公司|股份有限公司|个体工商户|普通合伙企业|有限合伙企业|个人独资企业|农民专业合作社|其他)/u;

/**
 * Whether a name is all there and nothing more: every character beside its label belongs to it, nothing that could be its end
 * stands under it, and an organisation's ends like one. Characters may be certain although the cut is wrong.
 */
export function isWholeName({ draft, first, second }: Evidence, value: string): boolean {
  const seen = second?.value === value && first.value !== value ? second : first;
  const [text, name] = [fold(seen.text), fold(value)];
  const at = text.indexOf(name);
  if (at < 0 || !AFTER_NAME.test(text.slice(at + name.length))) return false;
  if (draft.shape === 'person') return true;
  return endsAsOrganisation(name) && !draft.parts.slice(1).some((part) => TYPE.test(textOf(part)));
}

const isWritten = (char: string): boolean => /[\p{Script=Han}〇A-Za-z0-9]/u.test(char);

/** Brackets, dots and blanks are folded in comparison, so their certainty does not count. */
const written = (chars: readonly ReadChar[]): ReadChar[] => chars.filter((c) => isWritten(c.char));
