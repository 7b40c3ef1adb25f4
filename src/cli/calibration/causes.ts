import { classOf } from './field-class.js';
import { isExact, type Observation } from './observation.js';

interface Cause {
  readonly what: string;
  readonly example: string;
}

/** What went wrong with one document, one entry a fault. */
function causesOf(o: Observation): Cause[] {
  const about = `${o.seed} (${o.tier}, ${o.picture.longSide} px, skew ${o.picture.skew}°, tilt ${o.picture.tilt}°, blur ${o.picture.blur}, copies ${o.picture.copies})`;
  if (o.error !== null) return [{ what: `FAILED ${o.variant}: ${o.error}`, example: about }];
  const causes: Cause[] = [];
  if (o.kindRead === null || !o.kinds.includes(o.kindRead))
    causes.push({ what: `kind: ${o.variant} seen as ${String(o.kindRead)}`, example: about });
  if (o.rotation !== o.rotationRead)
    causes.push({ what: `turn: ${o.variant}`, example: `${about} ${o.rotation} read ${o.rotationRead}` });
  for (const [name, field] of Object.entries(o.fields)) {
    const fieldClass = classOf(name, o.kinds);
    if (isExact(name, field, fieldClass)) {
      if (field.verdict !== 'read' && fieldClass !== 'other')
        causes.push({
          what: `right but unsure: ${o.variant} ${name}`,
          example: `${about} ${String(field.value)} (${field.confidence})`,
        });
      continue;
    }
    const how =
      field.verdict === 'read'
        ? fieldClass === 'other'
          ? 'read but wrong (text)'
          : 'READ BUT WRONG'
        : field.verdict === 'missing'
          ? 'missing'
          : 'wrong, unsure';
    causes.push({
      what: `${how}: ${o.variant} ${name}${field.truth === null ? ' (not printed)' : ''}`,
      example: `${about} printed ${String(field.truth)} got ${String(field.value)}`,
    });
  }
  return causes;
}

const ORDER = ['FAILED', 'READ BUT WRONG', 'read but wrong', 'kind', 'turn', 'wrong', 'missing', 'right'];
const EXAMPLES = 4;

/** Markdown: faults grouped by cause, the worst and most frequent first, a few examples each. */
export function causesReport(observations: readonly Observation[]): string {
  const groups = new Map<string, string[]>();
  for (const { what, example } of observations.flatMap(causesOf))
    groups.set(what, [...(groups.get(what) ?? []), example]);
  const rank = (what: string): number => ORDER.findIndex((start) => what.startsWith(start));
  const sorted = [...groups].sort((a, b) => rank(a[0]) - rank(b[0]) || b[1].length - a[1].length);
  return sorted
    .map(([what, examples]) =>
      [`- **${examples.length}× ${what}**`, ...examples.slice(0, EXAMPLES).map((e) => `  - ${e}`)].join('\n'),
    )
    .join('\n');
}
