import type { Deps } from '../deps.js';
import type { Language } from '../http/problem.js';
import type { LookUp } from '../lookup/look-up.js';
import type { PublicRecord } from '../lookup/lookup-schemas.js';
import { liveAssignmentsOf } from '../registry/number-queries.js';

/**
 * A legal entity as a holder that lookup shows for one of its numbers, or null: what lookup answers 404 for (sandbox
 * numbers among it), RDAP does too.
 */
export async function findHolder(
  deps: Deps,
  lookUp: LookUp,
  uscc: string,
  language: Language,
): Promise<PublicRecord['holder']> {
  for (const { number } of await liveAssignmentsOf(deps, uscc)) {
    const answer = await lookUp(number, { language });
    if (answer.found && answer.record.holder?.uscc === uscc) return answer.record.holder;
  }
  return null;
}
