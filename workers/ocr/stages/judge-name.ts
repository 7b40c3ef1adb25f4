import { mayLackCharacter } from '../fields/flow.js';
import { fold } from '../fields/fold.js';
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

const isWritten = (char: string): boolean => /[\p{Script=Han}〇A-Za-z0-9]/u.test(char);

/** Brackets, dots and blanks are folded in comparison, so their certainty does not count. */
const written = (chars: readonly ReadChar[]): ReadChar[] => chars.filter((c) => isWritten(c.char));
