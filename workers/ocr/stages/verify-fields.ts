import type { FieldReading } from '../../../src/domain/ocr-fields.js';
import type { Draft, Shape } from '../fields/draft.js';
import { judgeField, judgeNumbers, type JudgeContext } from './judge.js';
import { THRESHOLDS } from './judge-thresholds.js';
import { lookAtDigits } from './look-at-digits.js';
import {
  firstLook,
  inkGoesOn,
  isUnderSeal,
  otherLook,
  secondLook,
  type Evidence,
  type LookContext,
} from './look-again.js';

/** Values that decide checks get all looks; long text one, and reader A's others when that is doubtful. */
const CRITICAL: ReadonlySet<Shape> = new Set<Shape>([
  'uscc',
  'idNumber',
  'date',
  'until',
  'person',
  'entity',
  'numbers',
  'word',
]);
/** Digits that nothing but a reader vouches for: a stamp over them counts. */
const NO_CHECK_DIGIT: ReadonlySet<Shape> = new Set<Shape>(['date', 'until', 'numbers']);
/** A field found in more places is judged by the first of them; of labels for long text only the preferred one counts. */
const MOST_PLACES: Partial<Record<Shape, number>> = { numbers: 40, text: 1, entity: 3, uscc: 3 };

/** Stage 6: look again at every value that matters, with the other reader too, and give each field its verdict. */
export async function verifyFields(
  drafts: readonly Draft[],
  look: LookContext,
  context: JudgeContext,
): Promise<Map<string, FieldReading>> {
  const byField = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const known = byField.get(draft.field) ?? [];
    if (!known.some((k) => samePlace(k, draft))) byField.set(draft.field, [...known, draft]);
  }
  const fields = new Map<string, FieldReading>();
  for (const [field, places] of byField) {
    const shape = places[0]?.shape ?? 'text';
    const evidences: Evidence[] = [];
    for (const draft of usable(places).slice(0, MOST_PLACES[shape] ?? 2)) {
      look.signal?.throwIfAborted();
      evidences.push(await gather(draft, look));
    }
    const reading = shape === 'numbers' ? judgeNumbers(evidences, context) : judgeField(shape, evidences, context);
    if (reading !== null) fields.set(field, reading);
  }
  return fields;
}

/** Places whose first reading already holds a value come first; the others are kept only when there is none. */
function usable(places: readonly Draft[]): readonly Draft[] {
  const holding = places.filter((d) => firstLook(d).value !== null);
  return holding.length > 0 ? holding : places;
}

const samePlace = (a: Draft, b: Draft): boolean =>
  a.parts.length === b.parts.length &&
  a.parts.every((p, i) => {
    const q = b.parts[i];
    return q !== undefined && p.line === q.line && Math.abs(p.from - q.from) <= 1 && p.to === q.to;
  });

/** What has no form of its own by which its end is known. */
const OPEN_ENDED: ReadonlySet<Shape> = new Set<Shape>(['person', 'entity', 'text']);

async function gather(found: Draft, look: LookContext): Promise<Evidence> {
  const isCut = OPEN_ENDED.has(found.shape) && inkGoesOn(found, look);
  const draft = isCut ? { ...found, doubtful: true } : found;
  const first = firstLook(draft);
  const { recognise, recogniseOlder } = look.engines;
  const critical = CRITICAL.has(draft.shape);
  const stamped = NO_CHECK_DIGIT.has(draft.shape) && isUnderSeal(draft, look);
  if (!critical && first.certainty > THRESHOLDS.text)
    return { draft, first, second: null, older: null, other: null, stamped };
  const [second, older, other] = await Promise.all([
    look.without.has('secondLook') ? null : secondLook(draft, look, recognise),
    recogniseOlder === null || look.without.has('olderNetwork') ? null : secondLook(draft, look, recogniseOlder),
    critical ? otherLook(draft, look) : null,
  ]);
  const digits =
    other === null || !IS_DATE.has(draft.shape) ? null : await lookAtDigits(draft, [first, second, older], other, look);
  return { draft, first, second, older, other: digits ?? other, stamped };
}

const IS_DATE: ReadonlySet<Shape> = new Set<Shape>(['date', 'until']);
