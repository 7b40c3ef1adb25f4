import type { Paper } from './application-kinds.js';
import type { Declared } from './application.js';

export interface ChangeRule {
  /** A member of what is declared, changed as a whole. */
  readonly member: string;
  /** What proves it. */
  readonly papers: readonly Paper[];
}

const REPRESENTATIVE: readonly Paper[] = ['entity_paper', 'legal_representative_card'];

/** What can change about a number in service and what proves each change (issue 5.3): only that is asked. */
export const CHANGE_RULES: readonly ChangeRule[] = [
  { member: 'entity.name', papers: ['entity_paper'] },
  { member: 'entity.uscc', papers: ['entity_paper'] },
  { member: 'entity.type', papers: ['entity_paper'] },
  { member: 'entity.legalRepresentative', papers: REPRESENTATIVE },
  { member: 'entity.address', papers: ['entity_paper'] },
  { member: 'entity.contact', papers: [] },
  { member: 'legalRepresentative', papers: REPRESENTATIVE },
  { member: 'agent', papers: ['agent_card'] },
  { member: 'purpose', papers: [] },
  { member: 'industry', papers: [] },
  { member: 'landingNumbers', papers: [] },
  { member: 'multiNumberReason', papers: [] },
];

export interface DeclaredChange {
  readonly member: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What differs between the register and what is declared now, in the order of the rules. */
export function changesBetween(before: Declared, after: Declared): DeclaredChange[] {
  return CHANGE_RULES.map(({ member }) => ({
    member,
    before: memberOf(before, member),
    after: memberOf(after, member),
  })).filter((change) => textOf(change.before) !== textOf(change.after));
}

export function changeRulesOf(members: readonly string[]): ChangeRule[] {
  return CHANGE_RULES.filter(({ member }) => members.includes(member));
}

function memberOf(declared: Declared, member: string): unknown {
  return member.split('.').reduce<unknown>((value, key) => (isObject(value) ? (value[key] ?? null) : null), declared);
}

/** Members in one order, so that who wrote them first does not count; absent and empty are the same. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
