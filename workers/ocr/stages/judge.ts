import type { FieldReading, Verdict } from '../../../src/domain/ocr-fields.js';
import { isValidUscc, hasValidOrganisationPart } from '../../../src/domain/uscc.js';
import { parseCitizenId } from '../../../src/domain/citizen-id.js';
import { boundsOf, mapQuad, type Homography } from '../image/geometry.js';
import { mayLackCharacter, quadOfPart } from '../fields/flow.js';
import type { Shape } from '../fields/draft.js';
import { sameName } from '../fields/fold.js';
import { isSureName, isWholeName } from './judge-name.js';
import { THRESHOLDS } from './judge-thresholds.js';
import type { Evidence, Look } from './look-again.js';

export interface JudgeContext {
  readonly page: number;
  /** From the upright page to the page as given. */
  readonly toGiven: Homography;
  readonly qr: readonly string[];
  /** `YYYY-MM-DD`, Beijing. */
  readonly today: string;
}

interface Judged {
  readonly value: string;
  readonly verdict: Verdict;
  readonly confidence: number;
  readonly evidence: Evidence;
}

/** The reading of one field from all the places where it was found; null when none held a value. */
export function judgeField(shape: Shape, evidences: readonly Evidence[], context: JudgeContext): FieldReading | null {
  const judged = evidences.flatMap((e) => judgeOne(shape, e, context));
  // Of mentions that are all doubtful the clearest counts.
  const best = judged.find((j) => j.verdict === 'read') ?? [...judged].sort((a, b) => b.confidence - a.confidence)[0];
  if (best === undefined) return null;
  const rivals = judged.filter((j) => j.verdict === 'read' && !sameValue(shape, j.value, best.value));
  const verdict = rivals.length > 0 ? 'unsure' : best.verdict;
  const candidates = [...new Set(judged.flatMap((j) => valuesOf(j.evidence)))].filter((v) => v !== best.value);
  return {
    value: best.value,
    confidence: round(best.confidence),
    verdict,
    box: boxOf(best.evidence, context.toGiven),
    page: context.page,
    ...(candidates.length > 0 ? { candidates: candidates.slice(0, 4) } : {}),
  };
}

/** Every number mentioned; `read` only when each mention is. */
export function judgeNumbers(evidences: readonly Evidence[], context: JudgeContext): FieldReading | null {
  const readings = evidences.flatMap((e) => judgeOne('numbers', e, context));
  const first = readings[0];
  if (first === undefined) return null;
  const numbers = [...new Set(readings.flatMap((r) => r.value.split(',')))];
  const isUnread = (e: Evidence): boolean => !readings.some((r) => r.evidence === e);
  const doubtful =
    evidences.some(isUnread) ||
    numbers.some((n) => !readings.some((r) => r.value.split(',').includes(n) && r.verdict === 'read'));
  return {
    value: numbers.join(','),
    confidence: round(Math.min(...readings.map((r) => r.confidence))),
    verdict: doubtful ? 'unsure' : 'read',
    box: boxOf(first.evidence, context.toGiven),
    page: context.page,
  };
}

const valuesOf = (e: Evidence): string[] =>
  [e.first.value, e.second?.value, e.older?.value, e.other?.value].filter((v) => v !== null && v !== undefined);

/** The value that most looks show; of equally many the earlier look's. */
function mostSeen(shape: Shape, e: Evidence): string | null {
  const values = valuesOf(e);
  const votes = values.map((value) => values.filter((v) => sameValue(shape, v, value)).length);
  return values[votes.indexOf(Math.max(...votes))] ?? null;
}

const sameValue = (shape: Shape, a: string, b: string): boolean =>
  shape === 'person' || shape === 'entity' || shape === 'text' ? sameName(a, b) : a === b;

function judgeOne(shape: Shape, e: Evidence, context: JudgeContext): Judged[] {
  const value = mostSeen(shape, e);
  if (value === null) return [];
  const certainty = Math.min(e.first.certainty, e.second?.certainty ?? 1);
  const once = agrees(shape, e.first, value) || agrees(shape, e.second, value);
  // A value that only the wider second look shows has been seen once.
  const twice = agrees(shape, e.first, value) && agrees(shape, e.second, value);
  const older = agrees(shape, e.older, value);
  const other = agrees(shape, e.other, value);
  // Networks with other weights err elsewhere (docs/ocr.md, *Independence*).
  const byThree = once && older && other;
  /** Reader A alone is believed when it is certain and the older network, where there is one, does not contradict it. */
  const alone = (limit: number): boolean => twice && certainty > limit && (older || e.older === null);
  const make = (verdict: Verdict, v = value): Judged[] => [{ value: v, verdict, confidence: certainty, evidence: e }];
  // A code is known by its length and check digit, wherever it was cut.
  const isOpen = e.draft.doubtful === true && shape !== 'uscc' && shape !== 'idNumber';
  const read = (yes: boolean): Judged[] => make(yes && !isOpen ? 'read' : 'unsure');
  switch (shape) {
    case 'uscc':
      return judgeUscc(value, e, context, make);
    case 'idNumber': {
      const isValid = (v: string): boolean => parseCitizenId(v, context.today)?.valid === true;
      const valid = valuesOf(e).find(isValid);
      if (valid !== undefined) return make(seenBy(e, valid) >= 2 ? 'read' : 'unsure', valid);
      return read(twice && other && certainty > THRESHOLDS.invalidCode);
    }
    case 'date':
    case 'until':
    case 'numbers':
      // A seal over a digit can hide it or make another of it without a trace in the rest: reader B must see the same.
      if (!other && (e.stamped || isHeld(e.other) || e.draft.parts.some(mayLackCharacter))) return read(false);
      if (looksFor(e, value).some((look) => isOddlyWritten(look.text))) return read(false);
      return read(
        byThree || (twice && (other || older)) || alone(THRESHOLDS.digits) || (other && certainty > THRESHOLDS.digits),
      );
    case 'person':
    case 'entity':
      return read((byThree || (twice && isSureName(e))) && isWholeName(e, value));
    case 'word':
      return read(twice && certainty > (other || older ? THRESHOLDS.agreed : THRESHOLDS.character));
    case 'text':
      // A single character is half of a label (类 · 型), not a text.
      return read(
        value.length > 1 && (certainty > THRESHOLDS.text || (twice && older && certainty > THRESHOLDS.textTwice)),
      );
  }
}

/** 2024-03-1 may have been 18, 2024年2月09日 12月: nobody writes one of the two with a nought and the other without. */
const isOddlyWritten = (text: string): boolean =>
  /[年.\-/]0[0-9][月.\-/][0-9](?![0-9])|[年.\-/][0-9][月.\-/]0[0-9]/u.test(text.trim());

/** Reader A's looks that show the value. */
const looksFor = (e: Evidence, value: string): Look[] =>
  [e.first, e.second].flatMap((look) => (look !== null && look.value === value ? look : []));

/** How many looks show the value. */
const seenBy = (e: Evidence, value: string): number => valuesOf(e).filter((v) => v === value).length;

const isHeld = (look: Look | null): boolean => look?.value != null;

const agrees = (shape: Shape, look: Look | null, value: string): boolean =>
  look?.value != null && sameValue(shape, look.value, value);

/** A code that passes both check digits unedited and is seen twice is right; the QR may stand in for the second look. */
function judgeUscc(
  value: string,
  e: Evidence,
  context: JudgeContext,
  make: (verdict: Verdict, value?: string) => Judged[],
): Judged[] {
  const valid = valuesOf(e).find(isValidUscc);
  if (valid === undefined) {
    const sure =
      [e.first, e.second, e.other].every((look) => look?.value === value) && e.first.certainty > THRESHOLDS.invalidCode;
    return make(sure ? 'read' : 'unsure');
  }
  const seen = seenBy(e, valid);
  const inQr = context.qr.some((text) => text.toUpperCase().includes(valid));
  const alone = hasValidOrganisationPart(valid) && !context.qr.some((text) => /[0-9A-Z]{18}/.test(text));
  return make(seen >= 2 || inQr || (alone && seen === 1 && valid === value) ? 'read' : 'unsure', valid);
}

function boxOf(e: Evidence, toGiven: Homography): readonly [number, number, number, number] {
  const corners = e.draft.parts.flatMap((part) => [...mapQuad(toGiven, quadOfPart(part))]);
  const b = boundsOf(corners);
  const x = Math.max(0, Math.round(b.x));
  const y = Math.max(0, Math.round(b.y));
  return [x, y, Math.round(b.x + b.width) - x, Math.round(b.y + b.height) - y];
}

const round = (n: number): number => Math.round(n * 10_000) / 10_000;
