import { isAfter, isInForce } from '../domain/chinese-date.js';
import { validityLengthPlausible } from '../domain/citizen-id.js';
import { cardsOf, onEachCard } from './cards.js';
import { readDate } from './dates.js';
import type { Dossier } from './dossier.js';
import { birthOf } from './id-consistency.js';
import { fail, notApplicable, pass, unreadable, warn, type CheckResult } from './result.js';
import { fieldEvidence } from './sheet.js';

/** `id.in_force`: the card is valid today, its last day included; `长期` never ends. */
export function checkIdInForce(dossier: Dossier): CheckResult[] {
  const { today } = dossier;
  return onEachCard(dossier, 'back', (sheet, { label }) => {
    const from = readDate(sheet, 'validFrom');
    const until = readDate(sheet, 'validUntil');
    const proof = [fieldEvidence(sheet, 'validFrom'), fieldEvidence(sheet, 'validUntil', today)];
    if (until !== null && !isInForce(until, today)) {
      return fail(
        {
          zh: `${label.zh}的证件已过有效期，请上传在有效期内的证件。`,
          en: `The ${label.en}'s identity document has expired; please upload a valid one.`,
        },
        ['ID_EXPIRED'],
        proof,
      );
    }
    if (from !== null && isAfter(from, today)) {
      return fail(
        {
          zh: `${label.zh}的证件尚未生效，请核对。`,
          en: `The ${label.en}'s identity document is not valid yet; please check it.`,
        },
        ['ID_INVALID'],
        proof,
      );
    }
    // The start may be blurred: what matters is that the end is certain.
    if (until === null) {
      return unreadable(
        {
          zh: `${label.zh}证件的有效期没有读准，由审核员对照原图确认。`,
          en: `The validity of the ${label.en}'s identity document could not be read with certainty; a reviewer will compare the picture.`,
        },
        [],
        proof,
      );
    }
    return pass({ zh: `${label.zh}的证件在有效期内。`, en: `The ${label.en}'s identity document is valid.` }, proof);
  });
}

/** `id.validity_length`: 5, 10, 20 years or 长期 by age at issue (居民身份证法 art. 5); resident identity cards only. */
export function checkValidityLength(dossier: Dossier): CheckResult[] {
  const cards = cardsOf(dossier);
  return onEachCard(dossier, 'back', (sheet, person) => {
    const { label } = person;
    const proof = [fieldEvidence(sheet, 'validFrom'), fieldEvidence(sheet, 'validUntil')];
    if (person.idType !== 'resident_id') {
      return notApplicable(
        {
          zh: `${label.zh}的证件不适用居民身份证有效期规则。`,
          en: `The validity rule of resident identity cards does not apply to the ${label.en}'s document.`,
        },
        proof,
      );
    }
    const from = readDate(sheet, 'validFrom');
    const until = readDate(sheet, 'validUntil');
    const card = cards.find((candidate) => candidate.person.role === person.role);
    const birth = card === undefined ? null : birthOf(dossier, card);
    if (from === null || until === null || birth === null) {
      return unreadable(
        {
          zh: `${label.zh}证件的有效期或出生日期没有读准，由审核员确认。`,
          en: `Validity or birth date of the ${label.en}'s identity document could not be read with certainty; a reviewer will look.`,
        },
        [],
        proof,
      );
    }
    if (!validityLengthPlausible(from, until, birth)) {
      return warn(
        {
          zh: `${label.zh}证件的有效期长度与签发时年龄不符，由审核员核对。`,
          en: `The length of validity of the ${label.en}'s identity document does not fit the age at issue; a reviewer will look.`,
        },
        ['ID_INVALID'],
        proof,
      );
    }
    return pass(
      {
        zh: `${label.zh}证件的有效期长度与年龄相符。`,
        en: `The length of validity of the ${label.en}'s identity document fits the age at issue.`,
      },
      proof,
    );
  });
}
