import type { SealReading } from '../domain/ocr-fields.js';
import { foldName } from '../domain/names.js';
import type { Dossier } from './dossier.js';
import { fail, pass, unreadable, type CheckResult, type Text } from './result.js';
import { sealsOn, sheetEvidence, type Sheet } from './sheet.js';

/** A seal the finder is less sure of than this is for a person to judge. */
const MIN_CONFIDENCE = 0.5;

/**
 * Whether a paper bears the seal of the declared entity. Only a ring that was read with certainty passes or fails; the
 * registration authority's seal counts for nothing (contract: *What is compared*). Null when there is no seal at all.
 */
export function judgeCompanySeal(dossier: Dossier, sheet: Sheet, paper: Text): CheckResult | null {
  const expected = dossier.declared.entity.name ?? '';
  const seals = sealsOn(sheet).filter(({ type }) => type !== 'authority');
  if (seals.length === 0) return null;
  const proof = seals.map((seal) => ({
    ...sheetEvidence(sheet, 'seal'),
    box: seal.box,
    page: seal.page,
    read: seal.text ?? null,
    expected: expected === '' ? null : expected,
  }));
  const named = seals.filter((seal) => isRead(seal));
  const own = named.filter(({ text }) => bare(text ?? '') === bare(expected));
  if (own.some(({ type }) => type === 'company')) {
    return pass({ zh: `${paper.zh}上盖有该单位的公章。`, en: `The ${paper.en} bears the entity's seal.` }, proof);
  }
  // One that cannot be read may be the right one.
  const isClear = named.length === seals.length && named.every(({ type }) => type !== 'unknown');
  if (!isClear || expected === '') {
    return unreadable(
      {
        zh: `${paper.zh}上的印章未能读准，由审核员查看。`,
        en: `The seal on the ${paper.en} could not be read with certainty; a reviewer will look.`,
      },
      ['SEAL_UNCLEAR'],
      proof,
    );
  }
  if (own.length > 0) {
    return fail(
      {
        zh: `${paper.zh}上盖的不是公章（例如财务章、合同章或部门章），请加盖单位公章。`,
        en: `The ${paper.en} bears another seal than the company seal, such as one for finance, contracts or a department; please add the company seal.`,
      },
      ['SEAL_WRONG_TYPE'],
      proof,
    );
  }
  if (named.some(({ text }) => sharedShare(bare(text ?? ''), bare(expected)) > NEARLY)) {
    return unreadable(
      {
        zh: `${paper.zh}上印章的名称与填写的相近但不相同，由审核员确认。`,
        en: `The name on the seal of the ${paper.en} is close to the declared one but not the same; a reviewer will confirm.`,
      },
      ['SEAL_UNCLEAR'],
      proof,
    );
  }
  return fail(
    {
      zh: `${paper.zh}上印章的名称与填写的单位不一致，请加盖该单位的公章。`,
      en: `The seal on the ${paper.en} names another entity than was declared; please use the seal of the entity itself.`,
    },
    ['SEAL_NAME_MISMATCH'],
    proof,
  );
}

/** Names that share so much differ perhaps only by a letter lost in the ring: a person looks. */
const NEARLY = 0.5;

/** Brackets are small on a ring and often lost. */
const bare = (name: string): string => foldName(name).replace(/[()（）]/gu, '');

/** Twice the longest common subsequence over both lengths, 0…1. */
function sharedShare(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const letter of a) {
    const next = [0];
    for (let j = 0; j < b.length; j += 1) {
      next.push(letter === b[j] ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    }
    row = next;
  }
  return (2 * (row[b.length] ?? 0)) / Math.max(1, a.length + b.length);
}

const isRead = ({ confidence, verdict }: SealReading): boolean => verdict === 'read' && confidence >= MIN_CONFIDENCE;
