import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import type { NumberRow } from '../registry/number-model.js';

/** The event of a step in a dispute about a number; inside the caller's transaction. */
export async function recordDispute(
  deps: Deps,
  principal: Principal,
  row: NumberRow,
  type: string,
  facts: Record<string, unknown>,
  reason: string | null = null,
): Promise<void> {
  await recordEvent(deps, {
    type,
    subjects: [{ kind: 'number', id: row._id }],
    actor: actorOf(principal),
    resellerId: row.resellerId,
    reason,
    after: { status: row.status, ...facts },
    version: row.version,
  });
}
