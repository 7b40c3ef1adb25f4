import { isInForce } from '../domain/chinese-date.js';
import { termEnd } from './dates.js';
import { judgeCompanySeal } from './company-seal.js';
import type { Dossier } from './dossier.js';
import { onLicence } from './licence.js';
import { fail, notApplicable, pass, unreadable, warn, type CheckResult } from './result.js';
import { fieldEvidence, fieldOn, isLegible, sealsOn, sheetEvidence } from './sheet.js';

/**
 * `licence.in_force`: the printed term has not ended. A licence need not print one (实施细则 art. 23); a certificate
 * does, so there a missing term is for a person.
 */
export function checkLicenceInForce(dossier: Dossier): CheckResult[] {
  return onLicence(dossier, (sheet) => {
    const term = fieldOn(sheet, 'term');
    const proof = [fieldEvidence(sheet, 'term', dossier.today)];
    const noTerm = term.verdict === 'missing' && sheet.kind === 'business_licence' && isLegible(sheet);
    if (noTerm) {
      return pass(
        { zh: '执照没有载明营业期限（新版执照不要求）。', en: 'The licence prints no term; newer licences need none.' },
        proof,
      );
    }
    const until = term.verdict === 'read' ? termEnd(term.value ?? '') : null;
    if (until === null) {
      return unreadable(
        {
          zh: '证照的有效期没有读准，由审核员对照原图确认。',
          en: 'The term of the licence could not be read with certainty; a reviewer will compare the picture.',
        },
        [],
        proof,
      );
    }
    if (!isInForce(until, dossier.today)) {
      return fail(
        {
          zh: '证照已过有效期，请换领后上传新证。',
          en: 'The licence has expired; please renew it and upload the new one.',
        },
        ['LICENCE_EXPIRED'],
        proof,
      );
    }
    return pass({ zh: '证照在有效期内。', en: 'The licence is in force.' }, proof);
  });
}

/**
 * `licence.seal`: a copy bears the company's seal. The registration authority's red seal is on every licence, so on a
 * colour picture a seal proves nothing. On a black-and-white copy the authority's seal is grey: a red one was put on
 * after copying.
 */
export function checkLicenceSeal(dossier: Dossier): CheckResult[] {
  const { policy } = dossier;
  return onLicence(dossier, (sheet) => {
    const seals = sealsOn(sheet);
    const proof = [
      sheetEvidence(sheet, 'seal'),
      ...seals.map(({ box, page }) => ({ ...sheetEvidence(sheet, 'seal'), box, page })),
    ].slice(seals.length > 0 ? 1 : 0);
    if (sheet.document.colour) {
      if (policy.colourLicenceNeedsNoSeal) {
        return notApplicable(
          {
            zh: '证照为彩色原件照片，不要求加盖公章。',
            en: 'The licence is a colour picture of the original and needs no company seal.',
          },
          proof,
        );
      }
    }
    const judged = judgeCompanySeal(dossier, sheet, { zh: '证照', en: 'licence' });
    if (judged !== null) return judged;
    if (!isLegible(sheet)) {
      return unreadable(
        {
          zh: '证照看不清，无法判断是否盖章，由审核员查看。',
          en: 'The licence is not clear enough to say whether it bears a seal; a reviewer will look.',
        },
        ['SEAL_UNCLEAR'],
        proof,
      );
    }
    return unstamped(policy.unstampedCopy, proof);
  });
}

function unstamped(severity: 'fail' | 'warn', proof: CheckResult['evidence']): CheckResult {
  const message = {
    zh: '证照复印件上没有看到公章，请盖章后上传彩色扫描件，或上传原件的彩色照片。',
    en: 'No company seal was found on the copy of the licence; please stamp it and upload a colour scan, or upload a colour photograph of the original.',
  };
  return severity === 'fail' ? fail(message, ['UNSTAMPED_COPY'], proof) : warn(message, ['UNSTAMPED_COPY'], proof);
}
