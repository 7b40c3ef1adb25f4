import { daysBetween, isAfter, isInForce } from '../domain/chinese-date.js';
import { judgeCompanySeal } from './company-seal.js';
import { readDate } from './dates.js';
import type { Dossier } from './dossier.js';
import { onLetter } from './letter.js';
import { fail, pass, unreadable, warn, type CheckResult } from './result.js';
import { fieldEvidence, fieldOn, isLegible, sheetEvidence } from './sheet.js';

/**
 * `letter.in_force`: signed, not in the future, not past its end; without an end date it is good for
 * `policy.letterValidDays` and a person looks after that.
 */
export function checkLetterInForce(dossier: Dossier): CheckResult[] {
  return onLetter(dossier, (sheet) => {
    const { today, policy } = dossier;
    const signedOn = readDate(sheet, 'signedOn');
    const until = readDate(sheet, 'validUntil');
    const signedProof = [fieldEvidence(sheet, 'signedOn', today)];
    const untilProof = [fieldEvidence(sheet, 'validUntil', today)];
    if (signedOn !== null && isAfter(signedOn, today)) {
      return fail(
        {
          zh: '授权委托书的签署日期晚于今天，请更正后重新出具。',
          en: 'The authorisation letter is dated in the future; please issue it again with the right date.',
        },
        ['LETTER_INCOMPLETE'],
        signedProof,
      );
    }
    if (until !== null && !isInForce(until, today)) {
      return fail(
        {
          zh: '授权委托书已过有效期，请重新出具。',
          en: 'The authorisation letter has expired; please issue a new one.',
        },
        ['LETTER_EXPIRED'],
        untilProof,
      );
    }
    if (signedOn === null) {
      return unreadable(
        {
          zh: '授权委托书的签署日期没有读准，由审核员确认。',
          en: 'The date of signature could not be read with certainty; a reviewer will look.',
        },
        [],
        signedProof,
      );
    }
    if (until === null && fieldOn(sheet, 'validUntil').verdict !== 'missing') {
      return unreadable(
        {
          zh: '授权委托书的有效期没有读准，由审核员确认。',
          en: 'The end of validity could not be read with certainty; a reviewer will look.',
        },
        [],
        untilProof,
      );
    }
    if (until === null && daysBetween(signedOn, today) > policy.letterValidDays) {
      return warn(
        {
          zh: `授权委托书没有写明期限，且签署已超过 ${policy.letterValidDays} 天，由审核员判断。`,
          en: `The authorisation letter has no end date and was signed more than ${policy.letterValidDays} days ago; a reviewer decides.`,
        },
        ['LETTER_EXPIRED'],
        signedProof,
      );
    }
    return pass({ zh: '授权委托书在有效期内。', en: 'The authorisation letter is in force.' }, [
      ...signedProof,
      ...(until === null ? [] : untilProof),
    ]);
  });
}

/** `letter.seal`: the letter bears the company seal of the declared entity. */
export function checkLetterSeal(dossier: Dossier): CheckResult[] {
  return onLetter(dossier, (sheet) => {
    const judged = judgeCompanySeal(dossier, sheet, { zh: '授权委托书', en: 'authorisation letter' });
    if (judged !== null) return judged;
    if (!isLegible(sheet)) {
      return unreadable(
        {
          zh: '授权委托书看不清，无法判断是否盖章，由审核员查看。',
          en: 'The authorisation letter is not clear enough to say whether it bears a seal; a reviewer will look.',
        },
        ['SEAL_UNCLEAR'],
        [sheetEvidence(sheet, 'seal')],
      );
    }
    return fail(
      {
        zh: '授权委托书上没有看到公章，请加盖公章后上传彩色扫描件或照片。',
        en: 'No company seal was found on the authorisation letter; please stamp it and upload a colour scan or photograph.',
      },
      ['SEAL_MISSING'],
      [sheetEvidence(sheet, 'seal')],
    );
  });
}
