import type { TextLine } from '../stages/read-lines.js';
import type { Draft, Shape } from './draft.js';
import { partOf, type Part } from './flow.js';
import { mayGoOn, valueOf } from './label-values.js';
import { findLabels, type Label, type LabelSpec } from './labels.js';
import { parseDate, parseEntity, parseIdNumber, parsePerson, parseText, parseUntil, parseUscc } from './parse.js';

/** A field of a printed form: its labels in order of preference and what its value is. */
export interface FieldSpec {
  readonly field: string;
  readonly shape: Shape;
  readonly labels: readonly string[];
  readonly wraps?: boolean;
  readonly inline?: boolean;
  readonly below?: boolean;
  readonly parse?: (text: string) => string | null;
}

const PARSERS: Record<Shape, (text: string) => string | null> = {
  uscc: parseUscc,
  idNumber: parseIdNumber,
  date: parseDate,
  until: parseUntil,
  person: parsePerson,
  entity: parseEntity,
  numbers: parseText,
  word: parseText,
  text: parseText,
};

export const parserOf = (spec: FieldSpec): ((text: string) => string | null) => spec.parse ?? PARSERS[spec.shape];

/** Read the fields of a form by their labels; `stops` are labels whose values nobody wants but which end others. */
export function labelledFields(
  lines: readonly TextLine[],
  specs: readonly FieldSpec[],
  stops: readonly string[],
): { drafts: Draft[]; labels: Label[] } {
  const labelSpecs: LabelSpec[] = specs.flatMap((spec) =>
    spec.labels.map((words) => ({
      field: spec.field,
      words: [words],
      wraps: spec.wraps ?? false,
      inline: spec.inline ?? false,
      below: spec.below ?? false,
    })),
  );
  const labels = findLabels(lines, [...labelSpecs, { field: null, words: stops }]);
  const drafts = specs.flatMap((spec) => {
    const parse = parserOf(spec);
    return spec.labels.flatMap((words): Draft[] =>
      labels
        .filter((l) => l.spec.field === spec.field && l.spec.words[0] === words)
        .flatMap((label) => {
          const parts = valueOf(label, labels, lines);
          if (parts.length === 0) return [];
          const doubtful = isTrimmed(label, parts) || (spec.wraps === true && mayGoOn(label, parts, labels, lines));
          return [{ field: spec.field, shape: spec.shape, parts, parse, doubtful }];
        }),
    );
  });
  return { drafts, labels };
}

/** Whether characters before the value's column were left out, which is a guess unless they are the label's own. */
const isTrimmed = (label: Label, [first]: readonly Part[]): boolean => {
  if (first === undefined || first.line === label.line) return first !== undefined && first.from > label.to;
  const left = Array.from(first.line.text.slice(0, first.from));
  return left.some((char) => !label.line.text.slice(0, label.to).includes(char));
};

/** Lines anywhere on the page whose text `parse` accepts: codes are known by their shape, with or without a label. */
export function shapedFields(
  lines: readonly TextLine[],
  field: string,
  shape: Shape,
  parse: (text: string) => string | null,
): Draft[] {
  return lines.flatMap((line): Draft[] => {
    const part: Part = partOf(line);
    return parse(line.text) === null ? [] : [{ field, shape, parts: [part], parse }];
  });
}
