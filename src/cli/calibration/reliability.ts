import { TIERS, type Tier } from '../specimens/camera.js';
import { upperBound } from './bounds.js';
import { CLASS_NAMES, classOf, FIELD_CLASSES, type FieldClass } from './field-class.js';
import { isExact, type Observation } from './observation.js';

export interface Tally {
  /** Values printed. */
  n: number;
  exact: number;
  /** Right and `read`. */
  read: number;
  /** `read` but wrong, or `read` where nothing is printed: what must never happen. */
  wrong: number;
}

export type Tallies = ReadonlyMap<`${Tier}/${FieldClass}`, Tally>;

/** Counts by tier and class of field. */
export function tally(observations: readonly Observation[]): Tallies {
  const tallies = new Map<`${Tier}/${FieldClass}`, Tally>();
  for (const { tier, kinds, fields } of observations) {
    for (const [name, field] of Object.entries(fields)) {
      const fieldClass = classOf(name, kinds);
      const key = `${tier}/${fieldClass}` as const;
      const counts = tallies.get(key) ?? { n: 0, exact: 0, read: 0, wrong: 0 };
      const exact = isExact(name, field, fieldClass);
      if (field.truth !== null) counts.n += 1;
      if (exact) counts.exact += 1;
      if (field.verdict === 'read') counts[exact ? 'read' : 'wrong'] += 1;
      tallies.set(key, counts);
    }
  }
  return tallies;
}

const percent = (part: number, of: number, digits = 1): string =>
  of === 0 ? '–' : `${((100 * part) / of).toFixed(digits)} %`;

/** The table of the docs. @returns Markdown without a final newline */
export function reliabilityTable(observations: readonly Observation[]): string {
  const tallies = tally(observations);
  const line = (tier: string, what: string, { n, exact, read, wrong }: Tally): string =>
    `| ${tier} | ${what} | ${n} | ${percent(exact, n)} | ${percent(read, n)} | ${wrong} of ${read + wrong} | ≤ ${percent(upperBound(wrong, read + wrong), 1, 2)} |`;
  const rows = TIERS.flatMap((tier) => [
    ...FIELD_CLASSES.flatMap((fieldClass) => {
      const counts = tallies.get(`${tier}/${fieldClass}`);
      return counts === undefined ? [] : [line(tier, CLASS_NAMES[fieldClass], counts)];
    }),
    line(tier, '**all critical**', sum(tallies, [tier])),
  ]);
  return [
    '| tier | values | n | exact | `read` and right | `read` but wrong | 95 % upper bound |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    line('all', '**all critical**', sum(tallies, TIERS)),
  ].join('\n');
}

/** Everything but `other`. */
function sum(tallies: Tallies, tiers: readonly Tier[]): Tally {
  const total = { n: 0, exact: 0, read: 0, wrong: 0 };
  for (const tier of tiers) {
    for (const fieldClass of FIELD_CLASSES) {
      const counts = fieldClass === 'other' ? undefined : tallies.get(`${tier}/${fieldClass}`);
      if (counts === undefined) continue;
      total.n += counts.n;
      total.exact += counts.exact;
      total.read += counts.read;
      total.wrong += counts.wrong;
    }
  }
  return total;
}

/** Kind, turn, seals and codes of whole documents. */
export function documentTable(observations: readonly Observation[]): string {
  const rows = TIERS.map((tier) => {
    const own = observations.filter((o) => o.tier === tier);
    const of = (keep: (o: Observation) => boolean, among: (o: Observation) => boolean = () => true): string => {
      const base = own.filter(among);
      return `${base.filter(keep).length} of ${base.length}`;
    };
    const seconds = own.map((o) => o.ms / 1000).sort((a, b) => a - b)[own.length >> 1] ?? 0;
    return `| ${tier} | ${own.length} | ${of((o) => o.kindRead !== null && o.kinds.includes(o.kindRead))} | ${of((o) => o.rotation === o.rotationRead)} | ${of(
      (o) => o.qr.read,
      (o) => o.qr.printed !== null,
    )} | ${of((o) => o.error !== null)} | ${seconds.toFixed(1)} |`;
  });
  return [
    '| tier | documents | kind | turn | QR | failed | median seconds |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
