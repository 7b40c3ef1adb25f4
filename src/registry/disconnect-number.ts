import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { endService } from './end-service.js';
import { numberModel, type NumberRow } from './number-model.js';

/**
 * Ends a number's service (销户): see end-service.ts; the public sees the last holder.
 * @param reason why, as holder and reseller are told; no personal data
 * @throws DomainError NUMBER_NOT_WORKING
 */
export async function disconnectNumber(
  deps: Deps,
  principal: Principal,
  number: string,
  reason: string,
): Promise<NumberRow> {
  const now = deps.clock.now();
  return inTransaction(deps.db, async () => {
    const before = await numberModel(deps.db).findOne({ _id: number }).lean();
    const { row, ended } = await endService(deps, number, { by: principal.actorId, until: now });
    await recordEvent(deps, {
      type: 'number.disconnected',
      subjects: [{ kind: 'number', id: number }],
      actor: actorOf(principal),
      resellerId: row.resellerId,
      reason,
      before: { status: before?.status, uscc: ended.holder.uscc },
      after: { status: row.status, uscc: null },
      version: row.version,
    });
    return row;
  });
}
