import { mayLackCharacter, textOf } from '../fields/flow.js';
import { fold } from '../fields/fold.js';
import { endsAsOrganisation } from '../fields/parse.js';
import { STAND_INS } from '../fields/stand-ins.js';
import type { ReadChar } from '../paddle/recognise.js';
import { THRESHOLDS } from './judge-thresholds.js';
import type { Evidence } from './look-again.js';

/**
 * Whether every character of a name on which both looks of reader A agree can be believed: certain by itself, or less
 * certain but read alike by reader B in the same place; and no ink on the page is left without a character.
 */
export function isSureName(e: Evidence): boolean {
  if (e.second === null || e.draft.parts.some(mayLackCharacter)) return false;
  const first = written(e.first.chars);
  const second = written(e.second.chars);
  if (first.length === 0 || first.length !== second.length) return false;
  const other = Array.from(fold(e.other?.text ?? '')).filter(isWritten);
  const aligned = other.length === first.length;
  return first.every((c, i) => {
    const again = second[i];
    if (again?.char !== c.char) return false;
    const certainty = Math.min(c.p, again.p);
    // Rare characters stand in given names; several stand-ins are surnames (漆, 法).
    if (e.draft.shape === 'person' && i > 0 && STAND_INS.has(c.char)) return certainty > THRESHOLDS.standIn;
    if (!aligned) return certainty > THRESHOLDS.character;
    return certainty > (other[i] === c.char.toUpperCase() ? THRESHOLDS.characterTwice : THRESHOLDS.characterDisputed);
  });
}

/** What may follow a name in its own box without belonging to it. */
const AFTER_NAME = /^(?:\((?:盖章|公章|章|签章|签字|签名|加盖公章)\)?|先生|女士|同志)?[^\p{Script=Han}A-Z0-9]*$/u;
/** A type of entity in a line of its own is the next field, not the end of the name. */
const TYPE = /^(?:有限责任公司|股份有限公司|个体工商户|普通合伙企业|有限合伙企业|个人独资企业|农民专业合作社|其他)/u;

/**
 * Whether a name is all there and nothing more: every character beside its label belongs to it, nothing that could be its end
 * stands under it, and an organisation's ends like one. Characters may be certain although the cut is wrong.
 */
export function isWholeName({ draft, first }: Evidence, value: string): boolean {
  const [text, name] = [fold(first.text), fold(value)];
  const at = text.indexOf(name);
  if (at < 0 || !AFTER_NAME.test(text.slice(at + name.length))) return false;
  if (draft.shape === 'person') return true;
  return endsAsOrganisation(name) && !draft.parts.slice(1).some((part) => TYPE.test(textOf(part)));
}

const isWritten = (char: string): boolean => /[\p{Script=Han}〇A-Za-z0-9]/u.test(char);

/** Brackets, dots and blanks are folded in comparison, so their certainty does not count. */
const written = (chars: readonly ReadChar[]): ReadChar[] => chars.filter((c) => isWritten(c.char));
