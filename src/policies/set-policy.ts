import type { z } from 'zod';
import canonicalize from 'canonicalize';
import type { Principal } from '../accounts/principal.js';
import { requireWholeView } from '../accounts/require-whole-view.js';
import { CHECK_POLICIES, DEFAULT_POLICY, type PolicyKey } from '../checks/policy.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction, isDuplicateKey } from '../platform/mongo.js';
import { policyModel, type PolicySetting, type PolicyStateRow } from './policy-model.js';
import { valueSchema } from './policy-shape.js';
import { POLICY_TABLE } from './policy-table.js';

export interface PolicyChange {
  readonly value: unknown;
  readonly reason: string;
  /** The version that was looked at; null: whatever it is. */
  readonly expected: number | null;
}

/**
 * Sets one policy, effective at once here and within two seconds in every other process. Setting what is set already changes
 * nothing and leaves no event.
 * @throws DomainError FORBIDDEN (scoped) | VALIDATION_FAILED (`value` outside the limits) | STALE | CONFLICT
 */
export async function setPolicy(
  deps: Deps,
  principal: Principal,
  key: PolicyKey,
  { value: given, reason, expected }: PolicyChange,
): Promise<void> {
  requireWholeView(principal);
  const checked = valueSchema(POLICY_TABLE[key].shape).safeParse(given);
  if (!checked.success) throw outOfLimits(checked.error);
  const value: unknown = checked.data;
  try {
    await inTransaction(deps.db, async () => {
      const row = await policyModel(deps.db).findOne({ _id: 'policy' }).lean<PolicyStateRow>();
      const before = row?.values[key];
      if (expected !== null && expected !== (before?.version ?? 0)) throw new DomainError('STALE');
      const old = before === undefined ? DEFAULT_POLICY[key] : before.value;
      if (canonicalize(old) === canonicalize(value)) return;
      await keep(deps, row, key, {
        value,
        version: (before?.version ?? 0) + 1,
        by: principal.actorId,
        at: deps.clock.now(),
      });
      await recordEvent(deps, {
        type: 'policy.changed',
        subjects: [{ kind: 'policy', id: key }],
        actor: actorOf(principal),
        resellerId: null,
        reason,
        before: { value: old },
        after: { value },
        version: (before?.version ?? 0) + 1,
      });
    });
  } catch (error) {
    // The very first change of two people at once.
    if (isDuplicateKey(error)) throw new DomainError('CONFLICT');
    throw error;
  }
  await deps.policies.refresh();
}

async function keep(deps: Deps, row: PolicyStateRow | null, key: PolicyKey, setting: PolicySetting): Promise<void> {
  const version = (row?.version ?? 0) + 1;
  const judged = (CHECK_POLICIES as readonly PolicyKey[]).includes(key);
  const checksVersion = judged ? version : (row?.checksVersion ?? 0);
  if (row === null) {
    await policyModel(deps.db).insertMany([{ _id: 'policy', version, checksVersion, values: { [key]: setting } }]);
    return;
  }
  const changed = await policyModel(deps.db).updateOne(
    { _id: 'policy', version: row.version },
    { $set: { version, checksVersion, [`values.${key}`]: setting } },
  );
  if (changed.modifiedCount !== 1) throw new DomainError('CONFLICT');
}

function outOfLimits(error: z.ZodError): DomainError {
  return new DomainError('VALIDATION_FAILED', {
    errors: error.issues.map(({ code, path, message }) => ({
      path: ['value', ...path].join('.'),
      code: code.toUpperCase(),
      message,
    })),
  });
}
