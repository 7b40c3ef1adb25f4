import type { Deps } from '../deps.js';
import { applicationModel, type ApplicationRow } from './application-model.js';
import { settleApplication } from './settle-application.js';

/** Submitted and not decided: what is a draft, or with its applicant, is evaluated when it is submitted anyway. */
const WAITING = ['processing', 'in_review', 'awaiting_second_approval'] as const;

type Stale = Pick<ApplicationRow, '_id' | 'revision'>;

/** Applications that wait for a decision and were evaluated under other rules than those of now. Decided ones never are. */
export async function evaluatedUnderOtherRules(
  deps: Pick<Deps, 'db' | 'policy'>,
  { limit, after }: { readonly limit: number; readonly after: Record<string, unknown> },
): Promise<Stale[]> {
  return applicationModel(deps.db)
    .find(
      {
        status: { $in: [...WAITING] },
        evaluation: { $ne: null },
        'evaluation.rulesVersion': { $ne: deps.policy.rulesVersion },
        ...after,
      },
      { revision: 1 },
    )
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Stale[]>();
}

/** Running it twice changes nothing: the same inputs under the same rules are kept once. */
export function reevaluate(deps: Deps, { _id, revision }: Stale): Promise<void> {
  return settleApplication(deps, _id.toHexString(), revision);
}
