import type { TextLine } from '../stages/read-lines.js';
import { rectOfPart, sameRow, type Part } from './flow.js';
import type { Rect } from '../image/geometry.js';

/** A printed label and the field whose value stands to its right or below it. */
export interface LabelSpec {
  /** Field name, or null for a label that only ends its neighbours' values. */
  readonly field: string | null;
  /** The words as printed, blanks left out. */
  readonly words: readonly string[];
  /** The value may go on in the lines below. */
  readonly wraps?: boolean;
  /** The value may stand in the line below (cards in two languages). */
  readonly below?: boolean;
  /** Also looked for inside a line (性别男民族汉 in one box). */
  readonly inline?: boolean;
}

/** A label found on the page: characters `from`…`to` of its line. */
export interface Label extends Part {
  readonly spec: LabelSpec;
  readonly rect: Rect;
}

/** Find every label. A label split over boxes (名 · 称) is put together; one wrong character in four or more is forgiven. */
export function findLabels(lines: readonly TextLine[], specs: readonly LabelSpec[]): Label[] {
  const whole = wholeLabels(lines, specs);
  return [...whole, ...loneLetters(lines, specs, whole)];
}

/** Edges of labels of one column differ by less than so many heights. */
const ALIGNED = 0.5;

/**
 * Of a label of two letters set wide apart only one was found (所 of 住 · 所): it stands where at least two other labels of its
 * column begin or end, and no other field of these letters was found.
 */
function loneLetters(lines: readonly TextLine[], specs: readonly LabelSpec[], whole: readonly Label[]): Label[] {
  const edges = whole.filter((l) => l.from === 0 && l.to > 2);
  const isEdge = (of: (rect: Rect) => number, line: TextLine): boolean =>
    edges.filter((l) => Math.abs(of(l.rect) - of(line.rect)) < ALIGNED * line.height).length >= 2;
  const left = (rect: Rect): number => rect.x;
  const right = (rect: Rect): number => rect.x + rect.width;
  return lines.flatMap((line) => {
    if (line.chars.length !== 1 || whole.some((l) => l.line === line)) return [];
    const found = specs.filter(
      ({ field, words }) =>
        !whole.some((l) => l.spec.field === field) &&
        words.some(
          (w) =>
            w.length === 2 &&
            ((w.endsWith(line.text) && isEdge(right, line)) || (w.startsWith(line.text) && isEdge(left, line))),
        ),
    );
    const spec = found[0];
    if (spec === undefined || found.some((f) => f.field !== spec.field)) return [];
    return [{ line, from: 0, to: 1, spec, rect: line.rect }];
  });
}

function wholeLabels(lines: readonly TextLine[], specs: readonly LabelSpec[]): Label[] {
  return lines.flatMap((line) => {
    const found: Label[] = [];
    for (const spec of specs) {
      const at = spec.inline === true ? inlineAt(line, spec) : trailingAt(line, spec);
      const whole = at === null ? startOf(line, spec) : at.to;
      const split = whole === null ? splitLabel(line, lines, spec) : null;
      const end = whole ?? split?.to;
      if (end === undefined) continue;
      const part = { line, from: at?.from ?? 0, to: withColon(line.text, end) };
      found.push({ ...part, spec, rect: split === null ? rectOfPart(part) : around(split.head, rectOfPart(part)) });
    }
    return longestOf(found);
  });
}

const around = (a: Rect, b: Rect): Rect => {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
};

/** The label with its colon; on cards in two languages with its English half, however that was read. */
function withColon(text: string, end: number): number {
  if (/^[/／][A-Za-z0-9.,'’%]*$/.test(text.slice(end))) return text.length;
  return /[：:；;]/.test(text[end] ?? '') ? end + 1 : end;
}

/** Where the label at the start of the line ends. */
function startOf(line: TextLine, spec: LabelSpec): number | null {
  const offset = /^[（(]?[0-9一二三四五六七八九十]{0,2}[)）、.．·•*]?/.exec(line.text)?.[0].length ?? 0;
  let end: number | null = null;
  for (const words of spec.words) {
    for (const start of offset > 0 ? [0, offset] : [0]) {
      if (!nearly(line.text.slice(start, start + words.length), words)) continue;
      end = Math.max(end ?? 0, start + words.length);
    }
  }
  return end;
}

function inlineAt(line: TextLine, spec: LabelSpec): { from: number; to: number } | null {
  for (const words of spec.words) {
    const from = line.text.indexOf(words);
    if (from >= 0) return { from, to: from + words.length };
  }
  return null;
}

/** The next column's label so near that the detector took it into a value's box: at the end of the line, after a gap. */
function trailingAt(line: TextLine, spec: LabelSpec): { from: number; to: number } | null {
  const to = line.chars.length;
  for (const words of spec.words) {
    const from = to - words.length;
    if (words.length < 3 || from < 2 || !line.text.endsWith(words)) continue;
    const steps = line.chars.slice(1).map((c, i) => c.at - (line.chars[i]?.at ?? 0));
    if ((steps[from - 1] ?? 0) > TRAILING_GAP * median(steps)) return { from, to };
  }
  return null;
}

/** So much wider than between its characters is the gap before another column's label. */
const TRAILING_GAP = 1.35;

/** Equal, or for four and more characters equal but for one. */
function nearly(text: string, words: string): boolean {
  if (text === words) return true;
  if (words.length < 4 || text.length !== words.length) return false;
  return Array.from(words).filter((c, i) => c !== text[i]).length === 1;
}

/** A label spread over its column is at most so many heights of a line wide. */
export const LABEL_WIDTH = 7;

/** A label's beginning in boxes of their own: where it starts, and how far into this line the label reaches. */
interface SplitLabel {
  readonly to: number;
  readonly head: Rect;
}

/** `名` or `经营` in a box of its own with `称…` or `者…` to its right: the label ends in the second box. */
function splitLabel(line: TextLine, lines: readonly TextLine[], spec: LabelSpec): SplitLabel | null {
  for (const words of spec.words) {
    for (let to = 1; to < words.length; to += 1) {
      const tail = words.slice(-to);
      // Of two letters the second that stands alone may be misread (栋 for 称).
      if (!line.text.startsWith(tail) && !(words.length === 2 && line.chars.length === 1)) continue;
      const head = boxesBefore(line, words.slice(0, -to), lines);
      if (head !== null) return { to, head };
    }
  }
  return null;
}

/** The box, or the two boxes, of the same row to the left of `line` that together read `words`. */
function boxesBefore(line: TextLine, words: string, lines: readonly TextLine[]): Rect | null {
  const near = lines.filter(
    (other) =>
      sameRow(line, other) &&
      other.rect.x < line.rect.x &&
      line.rect.x - other.rect.x < LABEL_WIDTH * line.height &&
      words.endsWith(other.text),
  );
  for (const other of near) {
    if (other.text === words) return other.rect;
    const first = boxesBefore(other, words.slice(0, -other.text.length), lines);
    if (first !== null) return first;
  }
  return null;
}

/** Of labels that overlap in one line the longest counts. */
function longestOf(found: readonly Label[]): Label[] {
  const kept: Label[] = [];
  for (const label of [...found].sort((a, b) => b.to - b.from - (a.to - a.from))) {
    if (!kept.some((k) => label.from < k.to && k.from < label.to)) kept.push(label);
  }
  return kept.sort((a, b) => a.from - b.from);
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
