import { defaultCarrier, findNumbers } from '../../domain/number-400.js';
import type { Carrier } from '../../domain/number-status.js';

export interface PastedRange {
  /** The line as it was pasted, from 1. */
  readonly line: number;
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly carrier: Carrier;
}
export type LineFault = 'NO_NUMBER' | 'MORE_THAN_TWO' | 'RANGE_REVERSED' | 'NO_CARRIER' | 'OVERLAPS';
export interface PastedFault {
  readonly line: number;
  readonly text: string;
  readonly fault: LineFault;
}

/** What a line may call its carrier. */
const CARRIER_NAMES: readonly (readonly [name: RegExp, carrier: Carrier])[] = [
  [/联通|unicom|\bCU\b/iu, 'CU'],
  [/移动|mobile|\bCM\b/iu, 'CM'],
  [/电信|telecom|\bCT\b/iu, 'CT'],
];
/**
 * `400-123-0000 ~ 9999`: an end written by its last four digits, directly behind the whole number and a sign of a range.
 * What goes on after the four is a date or another number.
 */
const SHORT_END = /^\s*(?:-|[~至到–—]{1,2})\s*([0-9]{4})(?![0-9-]|\s*[-–—./]\s*[0-9]|\s*年)/u;

/**
 * Ranges as people paste them from a sheet or an approval: one a line, two numbers however written (or the last four digits
 * of the second), the carrier by name or else by the prefix. Blank lines count for nothing.
 */
export function readRanges(pasted: string): { readonly ranges: PastedRange[]; readonly faults: PastedFault[] } {
  const ranges: PastedRange[] = [];
  const faults: PastedFault[] = [];
  for (const [index, whole] of pasted.split(/\r?\n/u).entries()) {
    const text = whole.trim();
    if (text === '') continue;
    const read = readLine(text);
    const at = { line: index + 1, text };
    if (typeof read === 'string') faults.push({ ...at, fault: read });
    else if (ranges.some(({ from, to }) => read.from <= to && read.to >= from))
      faults.push({ ...at, fault: 'OVERLAPS' });
    else ranges.push({ ...at, ...read });
  }
  return { ranges, faults };
}

function readLine(text: string): Pick<PastedRange, 'from' | 'to' | 'carrier'> | LineFault {
  // A dash between two numbers must not be taken for one inside of a number.
  const found = findNumbers(text.replace(/[~～至到—–,，;；\t]|(?<=[0-9]{4})-(?=\s*400)/gu, ' / '));
  const [from, second, ...more] = found;
  if (from === undefined) return 'NO_NUMBER';
  if (more.length > 0) return 'MORE_THAN_TWO';
  const to = second ?? endOf(from, text);
  if (to < from) return 'RANGE_REVERSED';
  const named = CARRIER_NAMES.find(([name]) => name.test(text))?.[1];
  const usual = defaultCarrier(from);
  const carrier = named ?? (usual.confident ? usual.carrier : null);
  return carrier === null ? 'NO_CARRIER' : { from, to, carrier };
}

/** The end that stands behind the one whole number, else that number itself: a block of one. */
function endOf(from: string, text: string): string {
  const plain = text.normalize('NFKC');
  const whole = new RegExp(Array.from(from).join('[^0-9]{0,4}'), 'u').exec(plain);
  if (whole === null) return from;
  const short = SHORT_END.exec(plain.slice(whole.index + whole[0].length))?.[1];
  return short === undefined ? from : from.slice(0, 6) + short;
}
