import type { TextLine } from '../stages/read-lines.js';
import { middle, partOf, rectOfPart, sameRow, type Part } from './flow.js';
import { LABEL_WIDTH, type Label } from './labels.js';

/** The parts of the page that hold a label's value, in reading order; empty when there is none. */
export function valueOf(label: Label, labels: readonly Label[], lines: readonly TextLine[]): Part[] {
  const inline = inlineValue(label, labels);
  const beside = besideValue(label, labels, lines);
  const first = inColumn(inline, label, labels, lines) ?? inColumn(beside, label, labels, lines) ?? inline ?? beside;
  if (first === null) {
    const below = label.spec.below === true ? belowValue(label, labels, lines) : [];
    return below.length > 0 ? below : (cellValue(label, labels, lines) ?? []);
  }
  const parts = [first, ...rowRest(first, labels, lines)];
  return label.spec.wraps === true ? [...parts, ...wrapped(label, first, labels, lines)] : parts;
}

function inlineValue(label: Label, labels: readonly Label[]): Part | null {
  const next = labels.find((l) => l.line === label.line && l.from >= label.to);
  const to = next?.from ?? label.line.chars.length;
  return to > label.to ? { line: label.line, from: label.to, to } : null;
}

/** So many other values, and this share of them, must begin alike before there is a column. */
const COLUMN_ROWS = 3;
const COLUMN_SHARE = 0.75;
/** Columns of a page that was set upright lean no more than this. */
const COLUMN_LEAN = 0.12;
/** Values of a column begin within so many heights of a line. */
const ALIGNED = 0.4;
/** A character whose centre is so many heights left of a column is not its own. */
const OUTSIDE_CENTRE = 0.25;

/** Without characters left of the column in which the form's values begin: a seal's letters beside a label are no value. */
function inColumn(part: Part | null, label: Label, labels: readonly Label[], lines: readonly TextLine[]): Part | null {
  // Between two labels of one line stands a value in any case.
  if (part === null || part.to < part.line.chars.length) return part;
  const left = valueColumn(label, labels, lines);
  const { line } = part;
  if (left === null || rectOfPart(part).x > left - 0.8 * line.height) return part;
  const centre = (i: number): number => line.rect.x + line.rect.width * (line.chars[i]?.at ?? 1);
  let { from } = part;
  while (from < part.to && centre(from) < left - OUTSIDE_CENTRE * line.height) from += 1;
  if (from === part.to) return null;
  // The column's own text begins where the column does.
  return from > part.from && centre(from) < left + line.height ? { ...part, from } : part;
}

/** Where the values of the labels under and above this one begin, at the height of this one; null where they do not agree. */
function valueColumn(label: Label, labels: readonly Label[], lines: readonly TextLine[]): number | null {
  const starts = labels
    .filter((l) => l !== label && l.from === 0 && Math.abs(l.rect.x - label.rect.x) < 1.5 * label.line.height)
    .flatMap((l) => {
      const beside = inlineValue(l, labels) === null ? besideValue(l, labels, lines) : null;
      return beside === null ? [] : [{ x: beside.line.rect.x, y: middle(beside.line) }];
    });
  const leans = starts.flatMap((a, i) => starts.slice(i + 1).map((b) => (b.x - a.x) / (b.y - a.y)));
  const columns = [0, ...leans.filter((lean) => Math.abs(lean) < COLUMN_LEAN)].map((lean) => {
    const expected = starts.map((s) => s.x + lean * (middle(label.line) - s.y)).sort((a, b) => a - b);
    const left = expected[expected.length >> 1] ?? 0;
    return { left, rows: expected.filter((x) => Math.abs(x - left) < ALIGNED * label.line.height).length };
  });
  const best = columns.reduce((a, b) => (b.rows > a.rows ? b : a));
  return best.rows < COLUMN_ROWS || best.rows < COLUMN_SHARE * starts.length ? null : best.left;
}

const labelAtStart = (line: TextLine, labels: readonly Label[]): boolean =>
  labels.some((l) => l.line === line && l.from === 0);

/** The part of a line before its first inline label. */
function beforeLabels(line: TextLine, labels: readonly Label[]): Part {
  const first = labels.filter((l) => l.line === line).sort((a, b) => a.from - b.from)[0];
  return first ? { line, from: 0, to: first.from } : partOf(line);
}

function besideValue(label: Label, labels: readonly Label[], lines: readonly TextLine[]): Part | null {
  const right = label.rect.x + label.rect.width;
  const beside = lines
    .filter((l) => l !== label.line && sameRow(l, label.line) && l.rect.x > label.rect.x + label.rect.width / 2)
    // Boxes are grown a little, so a value's box may begin inside its label's.
    .filter((l) => l.rect.x + l.rect.width / 2 > right)
    .sort((a, b) => a.rect.x - b.rect.x)[0];
  if (!beside || labelAtStart(beside, labels)) return null;
  return afterLabel(beforeLabels(beside, labels), label);
}

/** Without the label's own last characters, where the value's box begins inside its label's. */
function afterLabel(part: Part, label: Label): Part {
  const { line } = part;
  const right = label.rect.x + label.rect.width;
  const words = label.line.text.slice(0, label.to);
  let { from } = part;
  const inLabel = (i: number): boolean => line.rect.x + line.rect.width * (line.chars[i]?.at ?? 1) < right;
  while (from < part.to - 1 && inLabel(from) && words.includes(line.chars[from]?.char ?? ' ')) from += 1;
  return { ...part, from };
}

/**
 * The lines of a table's cell beside a label that is centred on them, so that none stands in its row: to its right, and
 * nearer to it than to any other label of its column.
 */
function cellValue(label: Label, labels: readonly Label[], lines: readonly TextLine[]): Part[] | null {
  const column = labels.filter(
    (l) => l.rect.x < label.rect.x + label.rect.width && label.rect.x < l.rect.x + l.rect.width,
  );
  const away = (from: Label, line: TextLine): number => Math.abs(middle(from.line) - middle(line));
  const right = label.rect.x + label.rect.width;
  const cell = lines
    .filter((l) => l.rect.x > right - 0.5 * l.height && !labelAtStart(l, labels))
    .filter((l) => away(label, l) < 1.6 * label.line.height)
    .filter((l) => column.every((other) => other === label || away(other, l) > away(label, l)))
    .sort((a, b) => middle(a) - middle(b));
  if (cell.length === 0) return null;
  const left = Math.min(...cell.map((l) => l.rect.x));
  return cell.filter((l) => l.rect.x < left + 1.3 * l.height).map(partOf);
}

/** The line under a label that fills its box, beginning where the label begins (cards in two languages). */
function belowValue(label: Label, labels: readonly Label[], lines: readonly TextLine[]): Part[] {
  const below = lines
    .filter(
      (l) => l.rect.y > label.rect.y + 0.5 * label.line.height && l.rect.y < label.rect.y + 2.6 * label.line.height,
    )
    .filter((l) => Math.abs(l.rect.x - label.rect.x) < 1.2 * l.height && !labelAtStart(l, labels))
    .sort((a, b) => (sameRow(a, b) ? a.rect.x - b.rect.x : a.rect.y - b.rect.y))[0];
  return below === undefined ? [] : [partOf(below)];
}

/** Further boxes of the same value in its row: close by and not a label. */
function rowRest(first: Part, labels: readonly Label[], lines: readonly TextLine[]): Part[] {
  const parts: Part[] = [];
  let last = first;
  if (last.to < last.line.chars.length) return parts;
  for (;;) {
    const end = last.line.rect.x + last.line.rect.width;
    const next = lines
      .filter((l) => l !== last.line && sameRow(l, last.line) && l.rect.x > last.line.rect.x)
      .filter((l) => l.rect.x - end < 1.3 * last.line.height && l.rect.x > end - last.line.height)
      .sort((a, b) => a.rect.x - b.rect.x)[0];
    if (!next || labelAtStart(next, labels)) return parts;
    last = beforeLabels(next, labels);
    parts.push(last);
    if (last.to < last.line.chars.length) return parts;
  }
}

/** Lines below the first that begin under it: the value's own wrapped lines. */
function wrapped(label: Label, first: Part, labels: readonly Label[], lines: readonly TextLine[]): Part[] {
  const parts: Part[] = [];
  const left = rectOfPart(first).x;
  const column = columnOf(first.line, left, labels, lines);
  const right = Math.max(...[first.line, ...column].map(endOf));
  const most = Math.max(...[first.line, ...column].map((l) => l.chars.length));
  const pitch = rowPitch(label, labels);
  let above = first.line;
  for (;;) {
    const isFull = rowEnd(above, lines) >= right - FULL * above.height || above.chars.length >= most - 1;
    const next = lines
      .filter((l) => middle(l) > middle(above) + 0.5 * above.height)
      .filter((l) => l.rect.y - (above.rect.y + above.rect.height) < 1.1 * above.height)
      .filter((l) => startsUnder(l, left, label, first))
      .sort((a, b) => a.rect.y - b.rect.y)[0];
    if (!next || labelAtStart(next, labels) || belongsToOther(next, label, labels, lines)) return parts;
    // A line that fills its column, by width or by number of characters, goes on in the next; any line does that stands
    // closer to the next than the rows of the form stand.
    if (!isFull && !(middle(next) - middle(above) < TIGHT * pitch)) return parts;
    const part = beforeLabels(next, labels);
    parts.push(part, ...rowRest(part, labels, lines));
    above = next;
  }
}

/** Lines of one value stand closer than this share of the distance between the rows of a form. */
const TIGHT = 0.85;

/** The distance between the rows of a form: the median between labels one under the other; 0 where there are too few to tell. */
function rowPitch(label: Label, labels: readonly Label[]): number {
  const rows = labels
    .filter((l) => l.from === 0 && Math.abs(l.rect.x - label.rect.x) < label.line.height)
    .map((l) => middle(l.line))
    .sort((a, b) => a - b);
  const steps = rows.slice(1).map((y, i) => y - (rows[i] ?? 0));
  const own = steps.filter((step) => step > 0.5 * label.line.height).sort((a, b) => a - b);
  return own.length < 2 ? 0 : (own[own.length >> 1] ?? 0);
}

/** A further paper on the page, or a note at its foot, is so many heights away and no part of the column. */
const COLUMN_GAP = 5;

/** The lines above and below `line` that begin at `left`, none far from the next. */
function columnOf(
  line: TextLine,
  left: number,
  labels: readonly Label[],
  lines: readonly TextLine[],
): readonly TextLine[] {
  const aligned = lines.filter((l) => Math.abs(l.rect.x - left) < 1.5 * l.height && !labelAtStart(l, labels));
  const near = (from: TextLine, to: TextLine): boolean => middle(to) - middle(from) < COLUMN_GAP * from.height;
  const below = aligned.filter((l) => middle(l) > middle(line)).sort((a, b) => middle(a) - middle(b));
  const above = aligned.filter((l) => middle(l) < middle(line)).sort((a, b) => middle(b) - middle(a));
  const down = below.findIndex((l, i) => !near(below[i - 1] ?? line, l));
  const up = above.findIndex((l, i) => !near(l, above[i - 1] ?? line));
  return [...above.slice(0, up < 0 ? above.length : up), ...below.slice(0, down < 0 ? below.length : down)];
}

/**
 * Whether a line that no label claims stands right under a value, so that it may be the value's end: the line above only
 * was too short to be sure.
 */
export function mayGoOn(
  label: Label,
  parts: readonly Part[],
  labels: readonly Label[],
  lines: readonly TextLine[],
): boolean {
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined) return false;
  const left = rectOfPart(first).x;
  if (parts.some((part) => rowBreaksOff(part, parts, labels, lines))) return true;
  return lines.some(
    (l) =>
      parts.every((part) => part.line !== l) &&
      middle(l) > middle(last.line) + 0.5 * last.line.height &&
      l.rect.y - (last.line.rect.y + last.line.rect.height) < 0.9 * last.line.height &&
      startsUnder(l, left, label, first) &&
      !labelAtStart(l, labels) &&
      !belongsToOther(l, label, labels, lines),
  );
}

/** Whether print follows a part in its row that no label explains: what stood between them was not found. */
function rowBreaksOff(
  part: Part,
  parts: readonly Part[],
  labels: readonly Label[],
  lines: readonly TextLine[],
): boolean {
  if (part.to < part.line.chars.length) return false;
  const next = lines
    .filter((l) => parts.every((p) => p.line !== l) && sameRow(l, part.line) && l.rect.x > endOf(part.line))
    .sort((a, b) => a.rect.x - b.rect.x)[0];
  return (
    next !== undefined &&
    next.chars.length > 1 &&
    next.rect.x - endOf(part.line) < BREAK * part.line.height &&
    !labels.some((l) => l.line === next)
  );
}

/** Another column is farther away than this, in heights. */
const BREAK = 6;

/** A line with less room than this at its end, in heights, is full. */
const FULL = 2.4;
const endOf = (line: TextLine): number => line.rect.x + line.rect.width;

/** Where the boxes of a line's row end that follow it closely. */
function rowEnd(line: TextLine, lines: readonly TextLine[]): number {
  const next = lines.find(
    (l) => sameRow(l, line) && l.rect.x > line.rect.x && l.rect.x - endOf(line) < 1.3 * line.height,
  );
  return next === undefined ? endOf(line) : rowEnd(next, lines);
}

/** Under the value's left edge; or, where label and value share a line that fills the page, under the label's. */
function startsUnder(line: TextLine, left: number, label: Label, first: Part): boolean {
  const near = (x: number): boolean => Math.abs(line.rect.x - x) < 1.3 * line.height;
  return near(left) || (first.line === label.line && near(label.rect.x));
}

/** A label of the same column stands in this line's row, also one that we do not know: the line is that label's value. */
function belongsToOther(line: TextLine, label: Label, labels: readonly Label[], lines: readonly TextLine[]): boolean {
  const inColumn = lines.some(
    (l) =>
      l !== line &&
      sameRow(l, line) &&
      l.rect.x + l.rect.width < line.rect.x &&
      Math.abs(l.rect.x - label.rect.x) < 0.8 * label.line.height,
  );
  return (
    inColumn ||
    labels.some(
      (other) =>
        other !== label &&
        sameRow(other.line, line) &&
        other.rect.x + other.rect.width < line.rect.x + line.height &&
        // A spread label may be known by its last character only.
        other.rect.x > label.rect.x - LABEL_WIDTH * line.height,
    )
  );
}
