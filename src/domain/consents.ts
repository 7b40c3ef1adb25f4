import type { Party } from './application-kinds.js';

/** `silent`: its time to object ran out. `overruled`: a senior reviewer weighed the objection and found it wanting. */
export const CONSENT_ANSWERS = ['open', 'given', 'refused', 'silent', 'overruled'] as const;
export type ConsentAnswer = (typeof CONSENT_ANSWERS)[number];

/** Grounds on which a party may refuse. Money between reseller and holder is none: it has its own courts (issue 5.3). */
export const OBJECTION_GROUNDS = {
  holder_did_not_ask: { counts: true, zh: '使用单位并未提出申请', en: 'The holder did not ask for this' },
  wrong_holder: { counts: true, zh: '申请单位不是该号码的使用单位', en: 'The applicant is not the holder' },
  wrong_number: { counts: true, zh: '号码填写错误', en: 'The number is wrong' },
  not_wanted: { counts: true, zh: '不同意', en: 'Does not agree' },
  money_dispute: { counts: false, zh: '费用纠纷', en: 'A dispute about money' },
  contract_term: { counts: false, zh: '合同未到期', en: 'The contract has not ended' },
} as const;
export type ObjectionGround = keyof typeof OBJECTION_GROUNDS;
export const OBJECTION_GROUND_CODES = Object.keys(OBJECTION_GROUNDS) as [ObjectionGround, ...ObjectionGround[]];

/** Parties whose silence consents, and after how many working days. The others must speak. */
export const SILENCE_CONSENTS_AFTER: Partial<Record<Party, number>> = { losing_reseller: 2 };

/** Parties asked only once an application is approved: until they object they hold up nothing. */
export const ASKED_AFTER_APPROVAL: readonly Party[] = ['old_contact'];

/** Whether this answer stands in the way of an approval. */
export function standsInTheWay({ party, answer }: { readonly party: Party; readonly answer: ConsentAnswer }): boolean {
  if (answer === 'open') return !ASKED_AFTER_APPROVAL.includes(party);
  return answer === 'refused';
}
