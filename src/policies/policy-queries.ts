import type { Deps } from '../deps.js';
import type { PolicyKey } from '../checks/policy.js';
import { eventsOf } from '../events/event-queries.js';
import type { EventRow } from '../events/event-model.js';
import { policyModel, type PolicySetting, type PolicyStateRow } from './policy-model.js';

/** What was ever set, by key, and the version of the whole. */
export async function policySettings(
  deps: Pick<Deps, 'db'>,
): Promise<{ readonly version: number; readonly settings: Readonly<Record<string, PolicySetting>> }> {
  const row = await policyModel(deps.db).findOne({ _id: 'policy' }).lean<PolicyStateRow>();
  return { version: row?.version ?? 0, settings: row?.values ?? {} };
}

/** Changes of one policy, newest first. */
export async function policyHistory(deps: Pick<Deps, 'db'>, key: PolicyKey): Promise<EventRow[]> {
  return (await eventsOf(deps.db, 'policy', key, ['policy.changed'])).reverse();
}
