import { parseCitizenId, type CitizenId } from '../domain/citizen-id.js';
import { onEachCard, type Card } from './cards.js';
import type { Dossier } from './dossier.js';
import { otherNumber } from './id-number.js';
import { hasCitizenNumber, type Person } from './people.js';
import { fail, pass, unreadable, type CheckResult } from './result.js';
import { fieldEvidence, readValue, type Sheet } from './sheet.js';

/** `id.birth_matches`: the printed birth date and the one inside the same card's number. */
export function checkBirth(dossier: Dossier): CheckResult[] {
  const what = { zh: '出生日期', en: 'birth date' };
  return onEachCard(dossier, 'front', (sheet, person) =>
    withinCard(dossier, sheet, person, { field: 'birth', what, inNumber: ({ birth }) => birth }),
  );
}

const SEX: Readonly<Record<CitizenId['sex'], string>> = { male: '男', female: '女' };

/** `id.sex_matches`: the printed sex and the 17th digit of the same card's number. */
export function checkSex(dossier: Dossier): CheckResult[] {
  const what = { zh: '性别', en: 'sex' };
  return onEachCard(dossier, 'front', (sheet, person) =>
    withinCard(dossier, sheet, person, { field: 'sex', what, inNumber: ({ sex }) => SEX[sex] }),
  );
}

interface WithinCard {
  readonly field: 'birth' | 'sex';
  readonly what: { readonly zh: string; readonly en: string };
  readonly inNumber: (number: CitizenId) => string | null;
}

/** Both from the card, both certain: only then is a difference one (contract: *What is compared*). */
function withinCard(
  dossier: Dossier,
  sheet: Sheet,
  person: Person,
  { field, what, inNumber }: WithinCard,
): CheckResult {
  const proof = [fieldEvidence(sheet, field), fieldEvidence(sheet, 'idNumber')];
  if (!hasCitizenNumber(person.idType)) return otherNumber(person, proof);
  const printed = readValue(sheet, field);
  const number = parseCitizenId(readValue(sheet, 'idNumber') ?? '', dossier.today);
  const expected = number === null ? null : inNumber(number);
  const { label } = person;
  if (printed === null || expected === null) {
    return unreadable(
      {
        zh: `${label.zh}证件上的${what.zh}或号码没有读准，由审核员对照原图确认。`,
        en: `The ${what.en} or the number on the ${label.en}'s identity document could not be read with certainty; a reviewer will compare the picture.`,
      },
      [],
      proof,
    );
  }
  const compared = [fieldEvidence(sheet, field, expected), fieldEvidence(sheet, 'idNumber')];
  if (printed.trim() !== expected) {
    return fail(
      {
        zh: `${label.zh}证件上的${what.zh}与证件号码不一致，请重新上传清晰的证件照片。`,
        en: `The ${what.en} on the ${label.en}'s identity document does not fit its number; please upload a clear picture of the document.`,
      },
      ['ID_INVALID'],
      compared,
    );
  }
  return pass(
    {
      zh: `${label.zh}证件上的${what.zh}与号码一致。`,
      en: `The ${what.en} on the ${label.en}'s identity document fits its number.`,
    },
    compared,
  );
}

/** The person's birth date: from the declared number when it is a right one, else as printed and certain. */
export function birthOf(dossier: Dossier, { person, front }: Card): string | null {
  const declared =
    hasCitizenNumber(person.idType) && person.idNumber !== undefined
      ? parseCitizenId(person.idNumber, dossier.today)
      : null;
  if (declared?.valid === true) return declared.birth;
  return front.state === 'found' ? readValue(front.sheet, 'birth') : null;
}
