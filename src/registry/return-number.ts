import { DateTime } from 'luxon';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { HOLD_RULES } from '../domain/hold-rules.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { assignmentModel, type AssignmentRow } from './assignment-model.js';
import { refusedStops } from './emergency-stop-queries.js';
import { holdModel, type HoldRow } from './hold-model.js';
import { moveNumbers } from './move-numbers.js';
import { numberModel, type NumberRow } from './number-model.js';
import { resumeHold } from './resume-hold.js';
import { beginAssignment } from './write-assignment.js';

/**
 * The last holder comes back to its disconnected number: it holds it again from now on, as it was registered; for the time
 * in between nobody did. What stopped it for a fraud, an order or a dispute stops it again: ending a service lifts no such stop.
 * @param request.uscc of who comes back, when the caller wants it compared
 * @throws DomainError VALIDATION_FAILED (another entity) | NUMBER_NOT_DISCONNECTED | RETURN_EXPIRED with
 *   `until` | NUMBER_DISOWNED (a dispute was upheld: it never was the holder)
 */
export async function returnNumber(
  deps: Deps,
  principal: Principal,
  number: string,
  request: { readonly reason: string; readonly uscc?: string | undefined },
): Promise<NumberRow> {
  const now = deps.clock.now();
  return inTransaction(deps.db, async () => {
    const before = await numberModel(deps.db).findOne({ _id: number }).orFail().lean<NumberRow>();
    if (request.uscc !== undefined && before.uscc !== null && request.uscc !== before.uscc) {
      throw new DomainError('VALIDATION_FAILED', {
        errors: [{ path: 'uscc', code: 'NOT_THE_LAST_HOLDER', message: 'only the last holder may come back' }],
      });
    }
    const [row] = await moveNumbers(deps, [number], 'return', {}, {});
    if (row === undefined) throw new TypeError('a move of one number returned none');
    const until = returnEnds(deps, before.since);
    if (now >= until) throw new DomainError('RETURN_EXPIRED', { members: { until } });
    const last = await assignmentModel(deps.db).findOne({ number }).sort({ until: -1 }).orFail().lean<AssignmentRow>();
    if (last.disownedAt !== undefined) throw new DomainError('NUMBER_DISOWNED', { members: { number } });
    const { carrier, applicationId, resellerId, holder, publicName, registeredPurpose, verified } = last;
    await beginAssignment(deps, {
      number,
      carrier,
      applicationId,
      resellerId,
      holder,
      publicName,
      registeredPurpose,
      verified,
      from: now,
    });
    await recordEvent(deps, {
      type: 'number.returned',
      subjects: [{ kind: 'number', id: number }],
      actor: actorOf(principal),
      resellerId: row.resellerId,
      reason: request.reason,
      before: { status: before.status, uscc: null },
      after: { status: row.status, uscc: holder.uscc },
      version: row.version,
    });
    return (await stopAgain(deps, number, before.since)) ?? row;
  });
}

/**
 * Opens anew what the disconnection ended though its kind asks more than one person's word to lift it.
 * @returns the number's row, null when there is no such hold
 */
async function stopAgain(deps: Deps, number: string, disconnectedAt: Date): Promise<NumberRow | null> {
  const ended = await holdModel(deps.db)
    .find({ number, outcome: 'disconnected', endedAt: { $gte: disconnectedAt } })
    .sort({ placedAt: 1 })
    .lean<HoldRow[]>();
  const refused = new Set(await refusedStops(deps, ended));
  let row: NumberRow | null = null;
  for (const hold of ended)
    if (HOLD_RULES[hold.kind].liftNeeds.length > 0 && !refused.has(hold.stopId ?? ''))
      row = await resumeHold(deps, hold);
  return row;
}

/** Until when the last holder may come back; from then on the number is quarantined. */
export function returnEnds(deps: Pick<Deps, 'policy'>, disconnectedAt: Date): Date {
  return DateTime.fromJSDate(disconnectedAt).plus({ days: deps.policy.returnDays }).toJSDate();
}
