import type { DocumentKind } from '../../domain/ocr-fields.js';
import type { Application, Check } from './applications.ts';

export const STEPS = ['entity', 'people', 'purpose', 'documents', 'submit'] as const;
export type Step = (typeof STEPS)[number];

export function isStep(name: string): name is Step {
  return STEPS.some((step) => step === name);
}

const OF_KIND: Readonly<Partial<Record<DocumentKind, Step>>> = {
  business_licence: 'entity',
  entity_certificate: 'entity',
  legal_representative_id: 'people',
  legal_representative_id_front: 'people',
  legal_representative_id_back: 'people',
  agent_id: 'people',
  agent_id_front: 'people',
  agent_id_back: 'people',
  multi_number_proof: 'purpose',
  industry_licence: 'purpose',
};

const OF_MEMBER: Readonly<Record<string, Step>> = {
  entity: 'entity',
  legalRepresentative: 'people',
  agent: 'people',
  purpose: 'purpose',
  industry: 'purpose',
  landingNumbers: 'purpose',
  multiNumberReason: 'purpose',
};

const OF_CHECK: Readonly<Record<string, Step>> = {
  licence: 'entity',
  entity: 'entity',
  id: 'people',
  person: 'people',
  contact: 'people',
  purpose: 'purpose',
  landing: 'purpose',
};

/** Where a kind of document or a member (`entity.name`) is dealt with. */
export function stepOfTarget(name: string): Step {
  return OF_KIND[name as DocumentKind] ?? OF_MEMBER[name.split('.')[0] ?? ''] ?? 'documents';
}

/** Where a failing check is dealt with: an incomplete dossier at the first thing that is missing. */
export function stepOf(check: Check): Step {
  const field = check.evidence[0]?.field;
  if (check.code === 'dossier.complete' && field != null) return stepOfTarget(field);
  return OF_CHECK[check.code.split('.')[0] ?? ''] ?? 'documents';
}

/** The step that a request of the reviewer is about: the members it names before the documents. */
export function stepOfRequest({ members, documentKinds }: Application['requests'][number]): Step {
  const [target] = [...members, ...documentKinds];
  return target === undefined ? 'entity' : stepOfTarget(target);
}
