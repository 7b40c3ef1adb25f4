import type { FieldReading } from '../../../src/domain/ocr-fields.js';
import type { Draft, Shape } from '../fields/draft.js';
import { judgeField, judgeNumbers, type JudgeContext } from './judge.js';
import { firstLook, otherLook, secondLook, type Evidence, type LookContext } from './look-again.js';

/** Values that decide checks get all three looks; long text gets one. */
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

async function gather(draft: Draft, look: LookContext): Promise<Evidence> {
  const first = firstLook(draft);
  if (!CRITICAL.has(draft.shape)) return { draft, first, second: null, other: null };
  const [second, other] = await Promise.all([secondLook(draft, look), otherLook(draft, look)]);
  return { draft, first, second, other };
}
