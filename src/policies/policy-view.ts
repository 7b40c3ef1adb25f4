import canonicalize from 'canonicalize';
import type { z } from 'zod';
import { DEFAULT_POLICY, type PolicyKey } from '../checks/policy.js';
import type { EventRow } from '../events/event-model.js';
import type { PolicySetting } from './policy-model.js';
import type { policyChange, policyView } from './policy-schemas.js';
import { POLICY_TABLE } from './policy-table.js';

type Names = Readonly<Record<string, string>>;

export function viewPolicy(
  key: PolicyKey,
  setting: PolicySetting | undefined,
  names: Names,
): z.input<typeof policyView> {
  const byDefault = DEFAULT_POLICY[key];
  const value = setting === undefined ? byDefault : setting.value;
  return {
    key,
    ...POLICY_TABLE[key],
    default: byDefault,
    value,
    changed: canonicalize(value) !== canonicalize(byDefault),
    version: setting?.version ?? 0,
    changedAt: setting?.at.toISOString() ?? null,
    changedBy: setting === undefined ? null : (names[setting.by] ?? null),
  };
}

export function viewChange(row: EventRow, names: Names): z.input<typeof policyChange> {
  return {
    version: row.version,
    at: row.recordedAt.toISOString(),
    by: names[row.actor.id] ?? null,
    reason: row.reason,
    from: row.before?.['value'],
    to: row.after?.['value'],
  };
}
