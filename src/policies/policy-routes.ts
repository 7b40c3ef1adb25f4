import { z } from 'zod';
import { staffNumbers } from '../accounts/user-queries.js';
import type { PolicyKey } from '../checks/policy.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { etagOf, expectedVersion } from '../http/if-match.js';
import { callerOf, route, type Route } from '../http/route.js';
import { policyHistory, policySettings } from './policy-queries.js';
import { policyChangeList, policyList, policyView, setPolicyBody } from './policy-schemas.js';
import { isPolicyKey, POLICY_KEYS } from './policy-table.js';
import { viewChange, viewPolicy } from './policy-view.js';
import { setPolicy } from './set-policy.js';

const params = z.object({ key: z.string() });

/** What this installation decides for itself: what it is now, since when, why, and where the default comes from. */
export function policyRoutes(deps: Deps): Route[] {
  const one = async (key: PolicyKey) => {
    const { settings } = await policySettings(deps);
    const setting = settings[key];
    const view = viewPolicy(key, setting, await staffNumbers(deps, setting === undefined ? [] : [setting.by]));
    return { status: 200, body: view, headers: etagOf(view) };
  };
  return [
    route({
      method: 'get',
      path: '/policies',
      operation: 'listPolicies',
      tag: 'policies',
      access: 'policy.read',
      summary: 'Every policy: value, default, limits, source, and whether it is a rule or our choice',
      replies: { 200: policyList },
      errors: [],
      handle: async () => {
        const { version, settings } = await policySettings(deps);
        const names = await staffNumbers(
          deps,
          Object.values(settings).map(({ by }) => by),
        );
        const items = POLICY_KEYS.map((key) => viewPolicy(key, settings[key], names));
        return { status: 200, body: { version, rulesVersion: deps.policy.rulesVersion, items } };
      },
    }),
    route({
      method: 'get',
      path: '/policies/:key',
      operation: 'getPolicy',
      tag: 'policies',
      access: 'policy.read',
      summary: 'One policy',
      params,
      replies: { 200: policyView },
      errors: [],
      handle: (input) => one(known(input.params.key)),
    }),
    route({
      method: 'patch',
      path: '/policies/:key',
      operation: 'setPolicy',
      tag: 'policies',
      access: 'policy.edit',
      summary: 'Sets a policy for a reason; counts in every process within two seconds, undone by setting it back',
      params,
      body: setPolicyBody,
      replies: { 200: policyView },
      errors: ['VALIDATION_FAILED', 'STALE', 'CONFLICT'],
      handle: async (input) => {
        const key = known(input.params.key);
        const { value, reason } = input.body;
        await setPolicy(deps, callerOf(input), key, { value, reason, expected: expectedVersion(input.request) });
        return one(key);
      },
    }),
    route({
      method: 'get',
      path: '/policies/:key/history',
      operation: 'getPolicyHistory',
      tag: 'policies',
      access: 'policy.read',
      summary: 'Who changed a policy, when, from what to what, and why; newest first',
      params,
      replies: { 200: policyChangeList },
      errors: [],
      handle: async (input) => {
        const rows = await policyHistory(deps, known(input.params.key));
        const names = await staffNumbers(
          deps,
          rows.map(({ actor }) => actor.id),
        );
        return { status: 200, body: { items: rows.map((row) => viewChange(row, names)) } };
      },
    }),
  ];
}

/** @throws DomainError NOT_FOUND */
function known(key: string): PolicyKey {
  if (!isPolicyKey(key)) throw new DomainError('NOT_FOUND');
  return key;
}
