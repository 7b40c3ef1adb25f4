import { sliceQuad, type TextLine } from '../stages/read-lines.js';
import { boundsOf, type Quad, type Rect } from '../image/geometry.js';
import type { ReadChar } from '../paddle/recognise.js';

/** A piece of one line: characters `from`…`to` (exclusive). */
export interface Part {
  readonly line: TextLine;
  readonly from: number;
  readonly to: number;
}

export const partOf = (line: TextLine): Part => ({ line, from: 0, to: line.chars.length });
export const textOf = (part: Part): string => part.line.text.slice(part.from, part.to);
export const charsOf = (part: Part): readonly ReadChar[] => part.line.chars.slice(part.from, part.to);
export const quadOfPart = (part: Part): Quad => sliceQuad(part.line, part.from, part.to);
export const rectOfPart = (part: Part): Rect => boundsOf(quadOfPart(part));

/** Whether a character may be missing in the part or at its edges: ink without a character. */
export function mayLackCharacter(part: Part): boolean {
  const { chars, stray } = part.line;
  const left = part.from === 0 ? -Infinity : (chars[part.from - 1]?.at ?? 0);
  const right = part.to >= chars.length ? Infinity : (chars[part.to]?.at ?? 1);
  return stray.some((at) => at > left && at < right);
}

/** The text of all parts; a blank is kept only between two Latin letters (JOHN SMITH). */
export function joinParts(parts: readonly Part[]): string {
  let out = '';
  for (const part of parts) {
    for (let i = part.from; i < part.to; i += 1) {
      const char = part.line.text[i] ?? '';
      const blank = part.line.gaps[i] === true && i > part.from;
      out += blank && /[A-Za-z.,]$/.test(out) && /[A-Za-z]/.test(char) ? ` ${char}` : char;
    }
  }
  return out;
}

/** Running text over several lines, in reading order, that remembers where each character stands. */
export interface Flow {
  readonly text: string;
  readonly refs: readonly { readonly line: TextLine; readonly index: number }[];
}

/** Join lines row by row, left to right. */
export function flowOf(lines: readonly TextLine[]): Flow {
  const rows: TextLine[][] = [];
  for (const line of [...lines].sort((a, b) => middle(a) - middle(b))) {
    const row = rows.find((r) => r.some((other) => sameRow(line, other)));
    if (row) row.push(line);
    else rows.push([line]);
  }
  const ordered = rows.flatMap((row) => row.sort((a, b) => a.rect.x - b.rect.x));
  const refs = ordered.flatMap((line) => line.chars.map((_, index) => ({ line, index })));
  return { text: ordered.map((line) => line.text).join(''), refs };
}

/** The text of parts one after the other. */
export function flowOfParts(parts: readonly Part[]): Flow {
  const refs = parts.flatMap((part) =>
    part.line.chars.slice(part.from, part.to).map((_, i) => ({ line: part.line, index: part.from + i })),
  );
  return { text: refs.map((r) => r.line.chars[r.index]?.char ?? '').join(''), refs };
}

export const middle = (line: TextLine): number => line.rect.y + line.rect.height / 2;

/** Side by side: their middles are closer than half a line. */
export function sameRow(a: TextLine, b: TextLine): boolean {
  return Math.abs(middle(a) - middle(b)) < 0.55 * Math.max(a.height, b.height);
}

/** The parts of lines that hold characters `from`…`to` (exclusive) of the running text. */
export function partsOf(flow: Flow, from: number, to: number): Part[] {
  const parts: Part[] = [];
  for (const ref of flow.refs.slice(from, to)) {
    const last = parts.at(-1);
    if (last?.line === ref.line && last.to === ref.index) parts[parts.length - 1] = { ...last, to: ref.index + 1 };
    else parts.push({ line: ref.line, from: ref.index, to: ref.index + 1 });
  }
  return parts;
}
