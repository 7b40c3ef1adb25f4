import type { Deps } from '../deps.js';
import type { ApplicationEvent } from '../domain/application-state.js';
import type { Actor } from '../events/record-event.js';
import { moveNumbers } from '../registry/move-numbers.js';
import { FREED, numberModel, type NumberRow } from '../registry/number-model.js';
import { reservationModel } from '../registry/reservation-model.js';
import type { ApplicationRow } from './application-model.js';
import { moveApplication, type ApplicationMove } from './move-application.js';

/**
 * Ends an application without a result (withdrawn, rejected, expired): its numbers are spare again. Call it inside a
 * transaction.
 * @throws DomainError WRONG_STATE | CONFLICT
 */
export async function endApplication(
  deps: Deps,
  application: ApplicationRow,
  event: Extract<ApplicationEvent, 'withdraw' | 'reject' | 'expire'>,
  actor: Actor,
  more: Pick<ApplicationMove, 'set' | 'push' | 'reason' | 'facts'> = {},
): Promise<ApplicationRow> {
  const now = deps.clock.now();
  const row = await moveApplication(deps, {
    ...more,
    application,
    event,
    actor,
    set: { ...more.set, endedAt: now, claim: null, deadline: null },
  });
  const applicationId = application._id.toHexString();
  // A draft's reservation may have ended before: only what the application still holds is freed.
  const held = await numberModel(deps.db)
    .find({ applicationId, status: { $in: ['reserved', 'pending', 'assigned'] } })
    .lean<NumberRow[]>();
  for (const number of held) {
    await moveNumbers(
      deps,
      [number._id],
      number.status === 'reserved' ? 'release_reservation' : 'release',
      { applicationId },
      FREED,
    );
  }
  await reservationModel(deps.db).updateMany(
    { number: { $in: held.map((number) => number._id) }, status: 'open' },
    { $set: { status: 'released', endedAt: now } },
  );
  return row;
}
