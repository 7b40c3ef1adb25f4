import { is400Number, normaliseNumber } from '../domain/number-400.js';
import { compareCodes, compareEntityNames, compareNames, matchResult } from './compare.js';
import type { Dossier } from './dossier.js';
import { findLetter, onSheet } from './find-sheet.js';
import { agentIsSomebodyElse } from './people.js';
import { fail, notApplicable, pass, unreadable, type CheckResult } from './result.js';
import { fieldEvidence, fieldOn, type Sheet } from './sheet.js';

const LETTER = { zh: '授权委托书', en: 'authorisation letter' };

/** Runs a check on the letter, unless none is needed. */
export function onLetter(dossier: Dossier, check: (sheet: Sheet) => CheckResult): CheckResult[] {
  if (!agentIsSomebodyElse(dossier.declared)) {
    return [
      notApplicable({
        zh: '经办人就是法定代表人，不需要授权委托书。',
        en: 'The agent is the legal representative; no authorisation letter is needed.',
      }),
    ];
  }
  return [onSheet(findLetter(dossier), LETTER, 'authorisation_letter', check)];
}

/** `letter.entity_matches`: the name and, where they stand in it, USCC and legal representative. */
export function checkLetterEntity(dossier: Dossier): CheckResult[] {
  const { entity, legalRepresentative } = dossier.declared;
  const what = { zh: '授权委托书上的单位信息', en: 'The entity named in the authorisation letter' };
  return onLetter(dossier, (sheet) =>
    matchResult(
      what,
      ['LETTER_SCOPE_MISMATCH'],
      [
        { sheet, field: 'entityName', expected: entity.name, compare: compareEntityNames(dossier.facts.otherNames) },
        { sheet, field: 'uscc', expected: entity.uscc, compare: compareCodes, optional: true },
        {
          sheet,
          field: 'legalRepresentative',
          expected: entity.legalRepresentative ?? legalRepresentative?.name,
          compare: compareNames,
          optional: true,
        },
      ],
    ),
  );
}

/** `letter.agent_matches`: name and ID number. */
export function checkLetterAgent(dossier: Dossier): CheckResult[] {
  const { agent } = dossier.declared;
  const what = { zh: '授权委托书上的经办人信息', en: 'The agent named in the authorisation letter' };
  return onLetter(dossier, (sheet) =>
    matchResult(
      what,
      ['LETTER_SCOPE_MISMATCH'],
      [
        { sheet, field: 'agentName', expected: agent?.name, compare: compareNames },
        { sheet, field: 'agentIdNumber', expected: agent?.idNumber, compare: compareCodes },
      ],
    ),
  );
}

/** `letter.number_matches`: the letter names every number of the application; further ones do not matter. */
export function checkLetterNumbers(dossier: Dossier): CheckResult[] {
  return onLetter(dossier, (sheet) => {
    const reading = fieldOn(sheet, 'numbers');
    const proof = [fieldEvidence(sheet, 'numbers', dossier.declared.numbers.join(','))];
    const written = (reading.value ?? '').split(/[,，、;；]/u).map((part) => normaliseNumber(part) ?? part.trim());
    if (reading.verdict !== 'read' || !written.every(is400Number)) {
      return unreadable(
        {
          zh: '授权委托书上的 400 号码没有读准，由审核员对照原图确认。',
          en: 'The 400 numbers in the authorisation letter could not be read with certainty; a reviewer will compare the picture.',
        },
        [],
        proof,
      );
    }
    if (dossier.declared.numbers.every((number) => written.includes(number))) {
      return pass(
        {
          zh: '授权委托书列明了本次申请的全部号码。',
          en: 'The authorisation letter names every number of this application.',
        },
        proof,
      );
    }
    return fail(
      {
        zh: '授权委托书没有列明本次申请的全部号码，请重新出具。',
        en: 'The authorisation letter does not name every number of this application; please issue it again.',
      },
      ['LETTER_SCOPE_MISMATCH'],
      proof,
    );
  });
}
