import { isValidUscc } from '../domain/uscc.js';
import { foldCode } from './compare.js';
import type { Dossier } from './dossier.js';
import { onLicence } from './licence.js';
import { fail, notApplicable, pass, unreadable, type CheckResult } from './result.js';
import { fieldEvidence, readValue, sheetEvidence, type Sheet } from './sheet.js';

/** Shape of a USCC (GB 32100-2015; letter prefixes exist) standing alone in a longer text. */
const USCC_IN_TEXT = /(?<![0-9A-Z])[1-9AGJNQY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])/gu;

/**
 * `licence.qr_matches`: a USCC in the QR is the licence's own printed one. The text is opaque and never opened; only a
 * code with a right check digit counts as one, any 18 characters could look alike.
 */
export function checkLicenceQr(dossier: Dossier): CheckResult[] {
  return onLicence(dossier, (sheet) => {
    const codes = codesInQr(sheet);
    const first = codes[0];
    if (first === undefined) {
      return notApplicable(
        {
          zh: '证照上没有读到含统一社会信用代码的二维码。',
          en: 'No QR code with a unified social credit code was read on the licence.',
        },
        [sheetEvidence(sheet, 'qr')],
      );
    }
    const printed = readValue(sheet, 'uscc');
    const proof = [
      { ...sheetEvidence(sheet, 'qr'), read: first, expected: printed },
      fieldEvidence(sheet, 'uscc', first),
    ];
    if (printed === null) {
      return unreadable(
        {
          zh: '证照上的统一社会信用代码没有读准，无法与二维码核对，由审核员确认。',
          en: 'The printed code could not be read with certainty, so it cannot be compared with the QR; a reviewer will look.',
        },
        [],
        proof,
      );
    }
    if (codes.includes(foldCode(printed))) {
      return pass(
        {
          zh: '二维码与证照上的统一社会信用代码一致。',
          en: 'The QR code agrees with the printed unified social credit code.',
        },
        proof,
      );
    }
    return fail(
      {
        zh: '二维码中的统一社会信用代码与证照上的不一致，请上传本单位证照的原件照片。',
        en: 'The QR code names another unified social credit code than the licence itself; please upload a picture of your own original licence.',
      },
      ['USCC_MISMATCH'],
      proof,
    );
  });
}

function codesInQr(sheet: Sheet): string[] {
  const texts = sheet.document.extraction?.qr ?? [];
  return texts.flatMap((text) => text.toUpperCase().match(USCC_IN_TEXT) ?? []).filter(isValidUscc);
}
