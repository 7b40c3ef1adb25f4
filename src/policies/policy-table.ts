import type { PolicyKey } from '../checks/policy.js';
import { DOSSIER_POLICIES } from './dossier-policies.js';
import { HOUSE_POLICIES } from './house-policies.js';
import { LIFECYCLE_POLICIES } from './lifecycle-policies.js';
import type { PolicyRow } from './policy-row.js';
import { REVIEW_POLICIES } from './review-policies.js';

/**
 * Every policy there is, in the order in which people see them. Total by its type: a key of `Policy` without a row does not
 * compile. To add one: its member and default in checks/policy.ts (and `CHECK_POLICIES` if the checks look at it), its row
 * in one of the four tables, then read `deps.policy.KEY` where it counts.
 */
export const POLICY_TABLE: Readonly<Record<PolicyKey, PolicyRow>> = {
  ...REVIEW_POLICIES,
  ...DOSSIER_POLICIES,
  ...LIFECYCLE_POLICIES,
  ...HOUSE_POLICIES,
};

export const POLICY_KEYS = Object.keys(POLICY_TABLE) as PolicyKey[];

export function isPolicyKey(key: string): key is PolicyKey {
  return Object.hasOwn(POLICY_TABLE, key);
}
