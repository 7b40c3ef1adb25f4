import { agentIsLegalRepresentative, type Declared, type DeclaredPerson, type IdType } from '../domain/application.js';
import type { DocumentKind } from '../domain/ocr-fields.js';
import { compareNames, foldCode } from './compare.js';
import type { Text } from './result.js';

export type Role = 'legalRepresentative' | 'agent';

/** A natural person whose identity document the dossier must hold. */
export interface Person {
  readonly role: Role;
  readonly label: Text;
  readonly name: string | undefined;
  readonly idNumber: string | undefined;
  readonly idType: IdType;
  /** The kinds under which this person's document may be uploaded: both sides on one page, front, back. */
  readonly kinds: {
    readonly both: readonly DocumentKind[];
    readonly front: readonly DocumentKind[];
    readonly back: readonly DocumentKind[];
  };
}

const LABELS: Readonly<Record<Role, Text>> = {
  legalRepresentative: { zh: '法定代表人（负责人、经营者）', en: 'legal representative' },
  agent: { zh: '经办人', en: 'agent' },
};

/**
 * Whether the agent is somebody else, who needs an ID and an authorisation letter of their own. A claim to *be* the
 * legal representative does not count when the two declared numbers or names differ: it would do away with the letter.
 */
export function agentIsSomebodyElse(declared: Declared): boolean {
  const own = declared.agent?.idNumber;
  const theirs = declared.legalRepresentative?.idNumber;
  if (own !== undefined && theirs !== undefined && foldCode(own) !== foldCode(theirs)) return true;
  const names = [declared.agent?.name, declared.legalRepresentative?.name];
  if (agentIsLegalRepresentative(declared)) return differ(names);
  // The same number written `x` and `X` is the same person, unless the applicant says otherwise.
  const same = own !== undefined && theirs !== undefined;
  return !(same && declared.agent?.isLegalRepresentative === undefined);
}

function differ([one, other]: readonly (string | undefined)[]): boolean {
  return one !== undefined && other !== undefined && compareNames(one, other) === 'different';
}

/** The legal representative and, when somebody else, the agent. */
export function peopleOf(declared: Declared): Person[] {
  const legalRepresentative = person('legalRepresentative', declared.legalRepresentative, [
    'legal_representative_id',
    'legal_representative_id_front',
    'legal_representative_id_back',
  ]);
  const agent = person('agent', declared.agent, ['agent_id', 'agent_id_front', 'agent_id_back']);
  if (agentIsSomebodyElse(declared)) return [legalRepresentative, agent];
  // One person, one card: it does not matter under which of the two names it was uploaded.
  const { both, front, back } = legalRepresentative.kinds;
  const kinds = {
    both: [...both, ...agent.kinds.both],
    front: [...front, ...agent.kinds.front],
    back: [...back, ...agent.kinds.back],
  };
  return [{ ...legalRepresentative, kinds }];
}

function person(
  role: Role,
  declared: Partial<DeclaredPerson> | undefined,
  [both, front, back]: readonly [DocumentKind, DocumentKind, DocumentKind],
): Person {
  return {
    role,
    label: LABELS[role],
    name: declared?.name,
    idNumber: declared?.idNumber,
    idType: declared?.idType ?? 'resident_id',
    kinds: { both: [both], front: [front], back: [back] },
  };
}

/** A passport has one page that matters; every card has two sides. */
export function hasTwoSides(idType: IdType): boolean {
  return idType !== 'passport';
}

/** Types whose number follows GB 11643; the last two of the contract's list do not, and a person looks. */
export function hasCitizenNumber(idType: IdType): boolean {
  return idType !== 'mainland_travel_permit' && idType !== 'passport';
}
