import { ageOn } from '../domain/citizen-id.js';
import type { DocumentKind } from '../domain/ocr-fields.js';
import { cardsOf, personEvidence, type Card } from './cards.js';
import type { Dossier } from './dossier.js';
import { birthOf } from './id-consistency.js';
import { hasTwoSides } from './people.js';
import { evidence, fail, notApplicable, pass, pending, unreadable, warn, type CheckResult } from './result.js';
import { fieldEvidence, KEY_FIELDS, readValue, sheetEvidence, sheetsOf } from './sheet.js';

/** Civil Code arts. 17–18: full capacity at 18; from 16 on only who lives on their own work, which a person judges. */
const ADULT_AGE = 18;
const WORKING_AGE = 16;

/** `id.adult` */
export function checkAdult(dossier: Dossier): CheckResult[] {
  return cardsOf(dossier).map((card) => {
    const { person, front } = card;
    const { label } = person;
    const proof = [front.state === 'found' ? fieldEvidence(front.sheet, 'birth') : personEvidence(person, 'idNumber')];
    const birth = birthOf(dossier, card);
    if (birth === null) {
      if (front.state === 'pending') return pending([evidence({ documentId: front.documentId })]);
      return unreadable(
        {
          zh: `无法确定${label.zh}的出生日期，由审核员核对。`,
          en: `The birth date of the ${label.en} could not be established; a reviewer will look.`,
        },
        [],
        proof,
      );
    }
    const age = ageOn(birth, dossier.today);
    if (age >= ADULT_AGE) return pass({ zh: `${label.zh}已成年。`, en: `The ${label.en} is of age.` }, proof);
    if (age >= WORKING_AGE)
      return warn(
        { zh: `${label.zh}未满 18 周岁，由审核员核对。`, en: `The ${label.en} is under 18; a reviewer will look.` },
        ['ID_INVALID'],
        proof,
      );
    return fail(
      {
        zh: `${label.zh}未满 16 周岁，不能办理，请更换人员。`,
        en: `The ${label.en} is under 16 and cannot act; please name somebody else.`,
      },
      ['ID_INVALID'],
      proof,
    );
  });
}

/** `id.sides_present`: both sides of each card; one side uploaded twice counts once. */
export function checkSides(dossier: Dossier): CheckResult[] {
  return cardsOf(dossier).map((card) => {
    const { person, front, back } = card;
    const { label } = person;
    const waiting = [front, back].find((side) => side.state === 'pending');
    if (waiting !== undefined) return pending([evidence({ documentId: waiting.documentId })]);
    if (front.state === 'absent' && back.state === 'absent') {
      return notApplicable(
        { zh: `没有${label.zh}的证件可核对。`, en: `There is no identity document of the ${label.en} to compare.` },
        [evidence({ field: person.kinds.front[0] ?? null })],
      );
    }
    if (!hasTwoSides(person.idType) && front.state === 'found') {
      return notApplicable(
        { zh: `${label.zh}的证件没有两面。`, en: `The ${label.en}'s identity document has no two sides.` },
        [sheetEvidence(front.sheet)],
      );
    }
    const proof = [front, back].flatMap((side) => sideEvidence(side));
    if (front.state === 'found' && back.state === 'found') {
      return pass(
        { zh: `${label.zh}的证件两面齐全。`, en: `Both sides of the ${label.en}'s identity document are there.` },
        proof,
      );
    }
    if (front.state === 'absent' || back.state === 'absent' || sameSideTwice(dossier, card)) {
      return fail(
        {
          zh: `${label.zh}的证件缺少一面，请上传人像面和国徽面。`,
          en: `One side of the ${label.en}'s identity document is missing; please upload portrait and emblem side.`,
        },
        ['ID_SIDE_MISSING'],
        proof,
      );
    }
    return unreadable(
      {
        zh: `${label.zh}的证件有一面没有识别出来，由审核员查看。`,
        en: `One side of the ${label.en}'s identity document was not recognised; a reviewer will look.`,
      },
      [],
      proof,
    );
  });
}

/**
 * A document uploaded as one side shows, with certainty, the other. One uploaded as both sides may hold a side that was
 * merely not recognised, so it never counts here.
 */
function sameSideTwice({ documents }: Dossier, { person, front, back }: Card): boolean {
  const shows = (side: Card['front'], claimed: readonly DocumentKind[], other: 'id_front' | 'id_back') =>
    side.state === 'illegible' &&
    documents
      .filter(({ id, kind }) => id === side.documentId && claimed.includes(kind))
      .flatMap(sheetsOf)
      .some((sheet) => sheet.kind === other && KEY_FIELDS[other].some((field) => readValue(sheet, field) !== null));
  return shows(front, person.kinds.front, 'id_back') || shows(back, person.kinds.back, 'id_front');
}

function sideEvidence(side: Card['front']) {
  if (side.state === 'found') return [sheetEvidence(side.sheet)];
  return side.state === 'absent' ? [] : [evidence({ documentId: side.documentId })];
}
