import type { Evidence } from '../domain/checks.js';
import { parseCitizenId } from '../domain/citizen-id.js';
import { cardsOf, onEachCard, personEvidence } from './cards.js';
import { compareCodes, compareNames, matchResult } from './compare.js';
import type { Dossier } from './dossier.js';
import { hasCitizenNumber, type Person } from './people.js';
import { fail, notApplicable, pass, unreadable, warn, type CheckResult } from './result.js';
import { fieldEvidence } from './sheet.js';

/** `id.number_checksum`: the declared number follows GB 11643: check digit and a birth date that exists. */
export function checkNumberChecksum(dossier: Dossier): CheckResult[] {
  return cardsOf(dossier).map(({ person, front }) => {
    const proof = [
      front.state === 'found'
        ? fieldEvidence(front.sheet, 'idNumber', person.idNumber)
        : personEvidence(person, 'idNumber'),
    ];
    const { label, idNumber, idType } = person;
    if (idNumber === undefined)
      return notApplicable(
        { zh: `没有填写${label.zh}的证件号码。`, en: `No ID number of the ${label.en} was declared.` },
        proof,
      );
    if (!hasCitizenNumber(idType)) return otherNumber(person, proof);
    const number = parseCitizenId(idNumber, dossier.today);
    if (number === null && idType === 'foreign_permanent_resident') {
      // Cards before December 2023 bear 15 characters without this arithmetic.
      return unreadable(
        {
          zh: `${label.zh}的永久居留身份证号码为旧式，由审核员核对。`,
          en: `The ${label.en}'s permanent resident number is of the old form; a reviewer will compare it.`,
        },
        [],
        proof,
      );
    }
    if (number?.valid !== true) {
      return fail(
        {
          zh: `${label.zh}的证件号码不符合编码规则，请逐位核对后更正。`,
          en: `The ${label.en}'s ID number does not follow the coding rule; please check each character and correct it.`,
        },
        ['ID_INVALID'],
        proof,
      );
    }
    if (!number.regionKnown || number.kind !== idType) {
      return warn(
        {
          zh: `${label.zh}的证件号码地区码少见或与证件类型不符，由审核员核对。`,
          en: `The ${label.en}'s ID number has an unusual region code or does not fit the kind of document; a reviewer will compare it.`,
        },
        ['ID_INVALID'],
        proof,
      );
    }
    return pass(
      { zh: `${label.zh}的证件号码校验通过。`, en: `The ${label.en}'s ID number passes its check digit.` },
      proof,
    );
  });
}

/** `id.number_matches` */
export function checkIdNumber(dossier: Dossier): CheckResult[] {
  return onEachCard(dossier, 'front', (sheet, person) => {
    const what = {
      zh: `${person.label.zh}证件上的号码`,
      en: `The number on the ${person.label.en}'s identity document`,
    };
    return softened(
      person,
      matchResult(
        what,
        ['ID_NAME_MISMATCH'],
        [{ sheet, field: 'idNumber', expected: person.idNumber, compare: compareCodes }],
      ),
    );
  });
}

/** `id.name_matches` */
export function checkIdName(dossier: Dossier): CheckResult[] {
  return onEachCard(dossier, 'front', (sheet, person) => {
    const what = { zh: `${person.label.zh}证件上的姓名`, en: `The name on the ${person.label.en}'s identity document` };
    return softened(
      person,
      matchResult(what, ['ID_NAME_MISMATCH'], [{ sheet, field: 'name', expected: person.name, compare: compareNames }]),
    );
  });
}

/** The reader knows citizens' cards only: on a passport or travel permit a difference is for a person to judge. */
function softened(person: Person, result: CheckResult): CheckResult {
  if (hasCitizenNumber(person.idType) || result.status !== 'fail') return result;
  return unreadable(
    {
      zh: `${person.label.zh}的证件由审核员对照原图核对。`,
      en: `A reviewer will compare the ${person.label.en}'s document with the declaration.`,
    },
    [],
    result.evidence,
  );
}

/** For documents to which GB 11643 does not apply. */
export function otherNumber({ label }: Person, proof: readonly Evidence[]): CheckResult {
  return notApplicable(
    {
      zh: `${label.zh}的证件号码不适用公民身份号码规则，由审核员核对。`,
      en: `The rule of citizen ID numbers does not apply to the ${label.en}'s document; a reviewer will compare it.`,
    },
    proof,
  );
}
