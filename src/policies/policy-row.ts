import type { PolicyShape } from './policy-shape.js';

/** How sure the source is (domain.md: *Confidence*); `own` is nobody's but ours. */
export const WEIGHTS = ['H', 'M-H', 'M', 'L-M', 'L', 'own'] as const;
export type Weight = (typeof WEIGHTS)[number];

export const GROUPS = [
  'review',
  'dossier',
  'entity',
  'reservation',
  'lifecycle',
  'complaint',
  'retention',
  'house',
] as const;
export type PolicyGroup = (typeof GROUPS)[number];

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** One policy as data. */
export interface PolicyRow {
  readonly group: PolicyGroup;
  readonly shape: PolicyShape;
  /** `rule`: its limits are law or a carrier's rule and cannot be loosened here; `choice`: each installation decides. */
  readonly standing: 'rule' | 'choice';
  /** Where the default, or the rule, comes from. */
  readonly source: Bilingual & { readonly weight: Weight };
  readonly name: Bilingual;
  readonly about: Bilingual;
}

type Integer = Extract<PolicyShape, { type: 'integer' }>;

/** @param limits least and most that may be set */
export function integer(unit: Integer['unit'], ...[least, most]: [least: number, most: number]): Integer {
  return { type: 'integer', unit, least, most };
}

export const OWN = {
  weight: 'own',
  zh: '没有外部依据，由本单位决定',
  en: 'No outside source: our own choice',
} as const;
