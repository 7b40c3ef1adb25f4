import { compareCodes, compareNames } from './compare.js';
import type { Dossier } from './dossier.js';
import { bundleSheets, findSheet, onSheet, type Found } from './find-sheet.js';
import { peopleOf, type Person } from './people.js';
import { evidence, type CheckResult } from './result.js';
import { fieldOn, type Sheet } from './sheet.js';

/** A person with the two sides of their identity document. */
export interface Card {
  readonly person: Person;
  readonly front: Found;
  readonly back: Found;
}

/** One card for each person whose identity document the dossier must hold. */
export function cardsOf(dossier: Dossier): Card[] {
  const people = peopleOf(dossier.declared);
  const needFront = people.filter((person) => ownSheet(dossier, person, 'front').state !== 'found');
  const fronts = assignFronts(needFront, bundleSheets(dossier, 'id_front'));
  const needBack = people.filter((person) => ownSheet(dossier, person, 'back').state !== 'found');
  const backs = assignBacks(needBack, fronts, bundleSheets(dossier, 'id_back'));
  return people.map((person) => ({
    person,
    front: ownSheet(dossier, person, 'front', fronts.get(person)),
    back: ownSheet(dossier, person, 'back', backs.get(person)),
  }));
}

function ownSheet(dossier: Dossier, person: Person, side: 'front' | 'back', bundled?: Sheet): Found {
  const { both, front, back } = person.kinds;
  // Sides uploaded the wrong way round are still both there: the page decides, the claimed side only comes first.
  const claimed = side === 'front' ? [...front, ...both, ...back] : [...back, ...both, ...front];
  const expected = side === 'front' ? [...front, ...both] : [...back, ...both];
  const found = findSheet(dossier, claimed, [side === 'front' ? 'id_front' : 'id_back'], () => bundled);
  if (found.state === 'found' || found.state === 'absent') return found;
  // The other side alone says nothing about this one: only a document claimed to hold it can be waited for or illegible.
  const promised = dossier.documents.some((document) => expected.includes(document.kind) || document.kind === 'bundle');
  return promised ? found : { state: 'absent' };
}

/** Portrait sides in bundles go to the person whose number they bear, else whose name, else in order. */
function assignFronts(people: readonly Person[], sheets: readonly Sheet[]): Map<Person, Sheet> {
  const assigned = new Map<Person, Sheet>();
  const left = () => sheets.filter((sheet) => ![...assigned.values()].includes(sheet));
  const give = (fits: (person: Person, sheet: Sheet) => boolean) => {
    for (const person of people) {
      const sheet = assigned.has(person) ? undefined : left().find((candidate) => fits(person, candidate));
      if (sheet !== undefined) assigned.set(person, sheet);
    }
  };
  // Any reading may say whose card it probably is; whether it matches is judged later, on certain readings only.
  give((person, sheet) => likely(sheet, 'idNumber', person.idNumber, (a, b) => compareCodes(a, b) === 'same'));
  give((person, sheet) => likely(sheet, 'name', person.name, (a, b) => compareNames(a, b) === 'same'));
  give(() => true);
  return assigned;
}

function likely(
  sheet: Sheet,
  field: string,
  expected: string | undefined,
  same: (a: string, b: string) => boolean,
): boolean {
  const { value } = fieldOn(sheet, field);
  return value !== null && expected !== undefined && same(value, expected);
}

/** The emblem side names nobody: it belongs to the portrait side next to it, else to whoever is left, in order. */
function assignBacks(
  people: readonly Person[],
  fronts: ReadonlyMap<Person, Sheet>,
  sheets: readonly Sheet[],
): Map<Person, Sheet> {
  const assigned = new Map<Person, Sheet>();
  const left = () => sheets.filter((sheet) => ![...assigned.values()].includes(sheet));
  const inOrder = [...people].sort((a, b) => pageOf(fronts.get(a)) - pageOf(fronts.get(b)));
  for (const person of inOrder) {
    const front = fronts.get(person);
    const next = [...left()].sort((a, b) => distance(front, a) - distance(front, b))[0];
    if (next !== undefined) assigned.set(person, next);
  }
  return assigned;
}

function pageOf(sheet: Sheet | undefined): number {
  return sheet?.page ?? Number.MAX_SAFE_INTEGER;
}

/** Pages between the two sides; a page after the portrait side is a little nearer than the same number before it. */
function distance(front: Sheet | undefined, back: Sheet): number {
  if (front === undefined || front.document.id !== back.document.id) return Number.MAX_SAFE_INTEGER;
  const pages = pageOf(back) - pageOf(front);
  return pages > 0 ? pages : 0.5 - pages;
}

/** Runs a check on one side of every person's card; the evidence tells whose it is. */
export function onEachCard(
  dossier: Dossier,
  side: 'front' | 'back',
  check: (sheet: Sheet, person: Person) => CheckResult,
): CheckResult[] {
  return cardsOf(dossier).map((card) => onCard(card, side, (sheet) => check(sheet, card.person)));
}

function onCard({ person, ...card }: Card, side: 'front' | 'back', check: (sheet: Sheet) => CheckResult): CheckResult {
  const paper =
    side === 'front'
      ? { zh: `${person.label.zh}证件人像面`, en: `portrait side of the ${person.label.en}'s identity document` }
      : { zh: `${person.label.zh}证件国徽面`, en: `emblem side of the ${person.label.en}'s identity document` };
  return onSheet(card[side], paper, person.kinds[side][0] ?? side, check);
}

/** Evidence that names a person where there is no document to point at. */
export function personEvidence(person: Person, field: 'idNumber' | 'name') {
  return evidence({ field: `${person.role}.${field}`, read: null, expected: person[field] ?? null });
}
