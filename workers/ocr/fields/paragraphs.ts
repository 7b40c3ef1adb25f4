import type { TextLine } from '../stages/read-lines.js';
import { middle, sameRow, type Part } from './flow.js';

/** Running text with `\n` where a paragraph ends and `\t` at a wide gap inside a row; each character knows its place. */
export interface Paragraphs {
  readonly text: string;
  readonly refs: readonly ({ readonly line: TextLine; readonly index: number } | null)[];
}

/**
 * Join the lines of a letter: a row goes on in the next when it reaches the right margin (or is long and indented) and the
 * next one starts at the left margin; any other row ends its paragraph.
 */
export function paragraphsOf(lines: readonly TextLine[]): Paragraphs {
  const rows = rowsOf(lines);
  const body = rows.filter((row) => row.reduce((n, l) => n + l.chars.length, 0) >= 12);
  const full = body.length > 0 ? body : rows;
  const left = Math.min(...full.map(startOf));
  // A signature stands far to the right and may pass the margin of the text.
  const right = Math.max(...full.filter((row) => startOf(row) < left + 4 * heightOf(row)).map(endOf));
  let text = '';
  const refs: Paragraphs['refs'][number][] = [];
  const mark = (char: string): void => {
    text += char;
    refs.push(null);
  };
  rows.forEach((row, i) => {
    row.forEach((line, k) => {
      const before = row[k - 1];
      if (before && line.rect.x - (before.rect.x + before.rect.width) > 2.5 * line.height) mark('\t');
      text += line.text;
      // A character outside the basic plane is two code units of the text.
      line.chars.forEach((c, index) => [...Array(c.char.length).keys()].forEach(() => refs.push({ line, index })));
    });
    if (!goesOn(row, rows[i + 1], left, right)) mark('\n');
  });
  return { text, refs };
}

/** How titles of letters and forms end. */
const TITLE = /(?:书|单|表|函|证明|协议)$/u;

/** Whether the paragraph of `row` continues in the next row. */
function goesOn(row: readonly TextLine[], next: readonly TextLine[] | undefined, left: number, right: number): boolean {
  const start = row[0];
  const follower = next?.[0];
  if (start === undefined || follower === undefined) return false;
  const height = start.height;
  // A headline is no part of the text below it; a box of one or two characters says nothing about its size.
  const isShort = follower.chars.length < 3 && next?.length === 1;
  if (!isShort && Math.max(height, follower.height) > 1.35 * Math.min(height, follower.height)) return false;
  if (follower.rect.x > left + 1.2 * height || follower.rect.y - start.rect.y > 3 * height) return false;
  const end = endOf(row);
  const text = row.map((l) => l.text).join('');
  // A headline no larger than the text stands in the middle, far from both margins.
  if (start.rect.x > left + 4.5 * height && end < right - 2.4 * height && TITLE.test(text)) return false;
  // A number or a date cut in two by the margin goes on in any case.
  if (/[0-9]{3}$/.test(text) && /^[0-9]{1,12}[0-9Xx]?[）),，。\p{Script=Han}]/u.test(follower.text)) return true;
  if (/[0-9]{4}年[0-9]{0,2}月?[0-9]{0,2}$/.test(text) && /^[0-9年月日]/.test(follower.text)) return true;
  const indented = start.rect.x > follower.rect.x + 1.2 * height;
  const long = end - left > 0.7 * (right - left);
  return end > right - 2.4 * height || (indented && long && !/[。；;：:！!]$/.test(text));
}

function rowsOf(lines: readonly TextLine[]): TextLine[][] {
  const rows: TextLine[][] = [];
  for (const line of [...lines].sort((a, b) => middle(a) - middle(b))) {
    const row = rows.find((r) => r.some((other) => sameRow(line, other)));
    if (row) row.push(line);
    else rows.push([line]);
  }
  return rows.map((row) => row.sort((a, b) => a.rect.x - b.rect.x));
}

const startOf = (row: readonly TextLine[]): number => row[0]?.rect.x ?? 0;
const heightOf = (row: readonly TextLine[]): number => row[0]?.height ?? 0;
const endOf = (row: readonly TextLine[]): number => Math.max(...row.map((l) => l.rect.x + l.rect.width));

/** The parts of lines that hold the text's code units `from`…`to` (exclusive). */
export function placesOf(paragraphs: Paragraphs, from: number, to: number): Part[] {
  const parts: Part[] = [];
  for (const ref of paragraphs.refs.slice(from, to)) {
    if (ref === null) continue;
    const last = parts.at(-1);
    if (last?.line === ref.line && ref.index < last.to) continue;
    if (last?.line === ref.line && last.to === ref.index) parts[parts.length - 1] = { ...last, to: ref.index + 1 };
    else parts.push({ line: ref.line, from: ref.index, to: ref.index + 1 });
  }
  return parts;
}
