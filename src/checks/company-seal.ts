import type { SealReading } from '../domain/ocr-fields.js';
import { compareNames } from './compare.js';
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
  const own = named.filter(({ text }) => compareNames(text ?? '', expected) === 'same');
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
  if (named.some(({ text }) => compareNames(text ?? '', expected) !== 'different')) {
    return unreadable(
      {
        zh: `${paper.zh}上印章的名称与填写的只有写法之别，由审核员确认。`,
        en: `The name on the seal of the ${paper.en} is written differently; a reviewer will confirm.`,
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

const isRead = ({ confidence, verdict }: SealReading): boolean => verdict === 'read' && confidence >= MIN_CONFIDENCE;
