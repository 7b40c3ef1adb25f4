import type { DocumentKind } from './ocr-fields.js';
import { entityTypeOf } from './uscc.js';
import type { EntityKind } from './uscc-types.js';

/** Types of entity that may be asked for different papers; each stands for the kinds of `uscc-types.ts` below it. */
export const ENTITY_CLASSES = {
  all: [],
  company: ['company', 'cooperative', 'rural_collective'],
  sole_trader: ['sole_trader'],
  institution: ['government', 'institution', 'mass_organisation', 'trade_union'],
  association: ['association', 'private_non_enterprise', 'foundation'],
  law_firm: ['law_firm', 'notary', 'legal_services', 'forensic_institution', 'arbitration'],
} as const satisfies Record<string, readonly EntityKind[]>;
export type EntityClass = keyof typeof ENTITY_CLASSES;

/** Papers an installation may ask for beside those that are always needed. */
export const OPTIONAL_DOCUMENTS = [
  'acceptance_form',
  'commitment_letter',
  'multi_number_proof',
  'industry_licence',
] as const satisfies readonly DocumentKind[];
export type OptionalDocument = (typeof OPTIONAL_DOCUMENTS)[number];

/** Signed at the carrier's counter: an installation says which of them may follow until acceptance. */
export const COUNTER_DOCUMENTS = [
  'acceptance_form',
  'commitment_letter',
] as const satisfies readonly OptionalDocument[];

export type RequiredDocuments = Readonly<Partial<Record<EntityClass, readonly OptionalDocument[]>>>;

/** What is asked of the entity with this code, in the order of `OPTIONAL_DOCUMENTS`; an unknown type: what is asked of all. */
export function documentsRequiredOf(required: RequiredDocuments, uscc: string | undefined): OptionalDocument[] {
  const kind = entityTypeOf(uscc ?? '');
  const classes = (Object.keys(ENTITY_CLASSES) as EntityClass[]).filter(
    (name) => name === 'all' || (ENTITY_CLASSES[name] as readonly EntityKind[]).some((member) => member === kind),
  );
  return OPTIONAL_DOCUMENTS.filter((paper) => classes.some((name) => required[name]?.includes(paper) === true));
}
