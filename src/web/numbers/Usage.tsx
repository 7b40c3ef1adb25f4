import type { NumberStatus } from '../../domain/number-status.js';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { numberTexts } from './texts.ts';
import './usage.css';

export type Counts = Readonly<Partial<Record<NumberStatus, number>>>;

/** What a bar tells apart: nine states are more than an eye can. */
const PARTS = {
  working: ['working'],
  suspended: ['suspended'],
  underWay: ['reserved', 'pending', 'assigned'],
  resting: ['disconnected', 'quarantined'],
  unavailable: ['unavailable'],
  spare: ['spare'],
} as const satisfies Record<string, readonly NumberStatus[]>;
type Part = keyof typeof PARTS;

export function totalOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** @returns how many numbers are in the states of a part */
export function inPart(counts: Counts, part: Part): number {
  return PARTS[part].reduce((sum, status) => sum + (counts[status] ?? 0), 0);
}

/** How many numbers stand how: a bar, and the same in words below it. */
export function Usage({ counts }: { readonly counts: Counts }) {
  const texts = useTexts(numberTexts);
  const format = useFormat();
  const total = totalOf(counts);
  const parts = (Object.keys(PARTS) as Part[])
    .map((part) => ({ part, count: inPart(counts, part) }))
    .filter(({ count }) => count > 0);
  return (
    <div className="usage">
      <div className="usage-bar" aria-hidden="true">
        {parts.map(({ part, count }) => (
          // What is there stays visible, however few they are.
          <span key={part} className={part} style={{ flexGrow: Math.max(count, total / 200) }} />
        ))}
      </div>
      <ul className="usage-legend">
        {parts.map(({ part, count }) => (
          <li key={part} className={part}>
            {texts.parts[part]} <span className="number">{format.count(count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
