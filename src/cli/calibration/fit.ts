import { CLASS_NAMES, classOf, FIELD_CLASSES } from './field-class.js';
import { isExact, type Observation } from './observation.js';
import { upperBound } from './bounds.js';

interface Point {
  readonly confidence: number;
  readonly right: boolean;
  readonly read: boolean;
}

/** Even and odd seeds: one half to fit on, the other to report on. */
const inFitHalf = ({ seed }: Observation): boolean => Number(/\d+$/.exec(seed)?.[0] ?? 0) % 2 === 0;

/**
 * For each class of field: the lowest confidence from which on nothing was wrong in the fitting half, and what the other
 * half says about that threshold beside the verdicts in use. It fits the reader's own figure only: rules of agreement
 * live in the reader.
 */
export function fitTable(observations: readonly Observation[]): string {
  const rows = FIELD_CLASSES.map((fieldClass) => {
    const points = (half: boolean): Point[] =>
      observations
        .filter((o) => inFitHalf(o) === half)
        .flatMap((o) =>
          Object.entries(o.fields)
            .filter(([name, field]) => classOf(name, o.kinds) === fieldClass && field.value !== null)
            .map(([name, field]) => ({
              confidence: field.confidence,
              right: isExact(name, field, fieldClass),
              read: field.verdict === 'read',
            })),
        );
    const fitted = points(true);
    const held = points(false);
    const highestWrong = Math.max(0, ...fitted.filter((p) => !p.right).map((p) => p.confidence));
    const above = held.filter((p) => p.confidence > highestWrong);
    const read = held.filter((p) => p.read);
    return `| ${CLASS_NAMES[fieldClass]} | ${fitted.length} | > ${highestWrong.toFixed(4)} | ${held.length} | ${summary(above, held.length)} | ${summary(read, held.length)} |`;
  });
  return [
    '| values | fitted on | confidence | reported on | that threshold alone: taken, wrong, bound | verdicts in use: taken, wrong, bound |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function summary(taken: readonly Point[], of: number): string {
  const wrong = taken.filter((p) => !p.right).length;
  const share = of === 0 ? 0 : (100 * taken.length) / of;
  return `${share.toFixed(0)} %, ${wrong}, ≤ ${(100 * upperBound(wrong, taken.length)).toFixed(2)} %`;
}
