import { foldName, sameName } from '../domain/names.js';
import type { ReasonCode } from '../domain/reason-codes.js';
import { fail, notApplicable, pass, unreadable, warn, type CheckResult, type Text } from './result.js';
import { fieldEvidence, fieldOn, type Sheet } from './sheet.js';

/** `former`: a name the entity had before, so an old paper may bear it. `variant`: the same but for simplified and traditional characters, width or case: only a person may wave it through. */
export type Likeness = 'same' | 'variant' | 'former' | 'different';

/** One field of a paper and the declared value it has to agree with. */
export interface Comparison {
  readonly sheet: Sheet;
  readonly field: string;
  /** Undefined when nothing was declared: then there is nothing to compare (`dossier.complete` asks for it). */
  readonly expected: string | undefined;
  readonly compare: (read: string, expected: string) => Likeness;
  /** A field that need not stand on the paper is skipped when it is missing. */
  readonly optional?: boolean;
}

type Verdict = Likeness | 'unsure' | 'undeclared' | 'skipped';

function judge({ sheet, field, expected, compare, optional = false }: Comparison): Verdict {
  const reading = fieldOn(sheet, field);
  if (expected === undefined || expected.trim() === '') return 'undeclared';
  if (reading.value === null || reading.verdict === 'missing') return optional ? 'skipped' : 'unsure';
  // Only a promised reading may speak for or against the applicant (contract: What is compared).
  return reading.verdict === 'read' ? compare(reading.value, expected) : 'unsure';
}

/**
 * The result of comparing what is printed with what is declared: one certain difference fails; one doubt goes to a
 * person; a difference of character set warns; `pass` only when everything that is there was read and is the same.
 */
export function matchResult(
  what: Text,
  reasons: readonly ReasonCode[],
  comparisons: readonly Comparison[],
): CheckResult {
  const judged = comparisons.map((comparison) => ({ comparison, verdict: judge(comparison) }));
  const proof = (...wanted: Verdict[]) =>
    judged
      .filter(({ verdict }) => wanted.includes(verdict))
      .map(({ comparison: { sheet, field, expected } }) => fieldEvidence(sheet, field, expected ?? null));

  const different = proof('different');
  if (different.length > 0) {
    const message = {
      zh: `${what.zh}与填写的不一致，请核对后更正填写内容，或更换材料。`,
      en: `${what.en} differs from what was declared; please correct the declaration or replace the document.`,
    };
    return fail(message, reasons, different);
  }
  const unsure = proof('unsure');
  if (unsure.length > 0) {
    const message = {
      zh: `${what.zh}没有读准，由审核员对照原图确认。`,
      en: `${what.en} could not be read with certainty; a reviewer will compare the picture.`,
    };
    return unreadable(message, [], unsure);
  }
  const variant = proof('variant');
  if (variant.length > 0) {
    const message = {
      zh: `${what.zh}与填写的只有简繁体、全半角或大小写之别，由审核员确认。`,
      en: `${what.en} differs from the declaration only in character set, width or case; a reviewer will confirm.`,
    };
    return warn(message, reasons, variant);
  }
  const former = proof('former');
  if (former.length > 0) {
    const message = {
      zh: `${what.zh}是该单位登记过的其他名称，由审核员确认。`,
      en: `${what.en} bears another name this entity has or had in the register; a reviewer will confirm.`,
    };
    return warn(message, reasons, former);
  }
  const same = proof('same');
  if (same.length === 0) {
    const message = {
      zh: `没有填写可与${what.zh}核对的内容。`,
      en: `Nothing was declared to compare with ${lowerFirst(what.en)}.`,
    };
    return notApplicable(message, proof('undeclared'));
  }
  return pass({ zh: `${what.zh}与填写的一致。`, en: `${what.en} agrees with the declaration.` }, same);
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Names as printed, folded (domain.md §6). Latin names that differ in case only are for a person. */
export function compareNames(read: string, expected: string): Likeness {
  const likeness = sameName(read, expected);
  const sameLetters = foldName(read).toLowerCase() === foldName(expected).toLowerCase();
  return likeness === 'different' && sameLetters ? 'variant' : likeness;
}

/** The same for an entity, whose older papers bear its older names. */
export function compareEntityNames(others: readonly string[]): (read: string, expected: string) => Likeness {
  return (read, expected) => {
    const likeness = compareNames(read, expected);
    const former = likeness === 'different' && others.some((name) => compareNames(read, name) === 'same');
    return former ? 'former' : likeness;
  };
}

/** Codes are compared in upper case, without the blanks people put between groups. */
export function compareCodes(read: string, expected: string): Likeness {
  return foldCode(read) === foldCode(expected) ? 'same' : 'different';
}

/** Upper case (so `x` → `X` in ID numbers), no blanks. */
export function foldCode(code: string): string {
  return code.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
}
