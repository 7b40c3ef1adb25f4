import type { FieldReading } from '../../../src/domain/ocr-fields.js';
import { fold, sameName } from '../fields/fold.js';
import type { SealText } from './read-seals.js';

/** Shorter names may agree by chance. */
const MIN_LETTERS = 5;
/** The fields that hold the name of whoever sets the seal. */
const NAMES = ['entityName', 'name'] as const;

/**
 * A name on a seal's ring and the same name in print are two independent readings of one fact: where they agree letter by
 * letter both are right. Disagreement changes nothing, because it may be what the checks must find.
 */
export function letSealVouch(
  fields: Readonly<Record<string, FieldReading>>,
  seals: readonly SealText[],
): { fields: Record<string, FieldReading>; seals: SealText[] } {
  const vouched: Record<string, FieldReading> = { ...fields };
  const read = seals.map((seal): SealText => {
    for (const field of NAMES) {
      const reading = vouched[field];
      const name = [reading?.value, ...(reading?.candidates ?? [])].find(
        (value) => value != null && value.length >= MIN_LETTERS && seal.texts.some((text) => sameRing(text, value)),
      );
      if (reading === undefined || name == null) continue;
      if (reading.verdict === 'unsure') {
        const others = [reading.value, ...(reading.candidates ?? [])].filter((c) => c !== null && c !== name);
        vouched[field] = { ...reading, value: name, verdict: 'read', candidates: others.filter((c) => c !== null) };
      }
      return { ...seal, text: name, verdict: 'read' };
    }
    return seal;
  });
  return { fields: vouched, seals: read };
}

/** Brackets are small on a ring and often lost. */
const sameRing = (ring: string, name: string): boolean => sameName(withoutBrackets(ring), withoutBrackets(name));
const withoutBrackets = (text: string): string => fold(text).replace(/[()]/g, '');
