import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { recordEvent, type Actor } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { moveNumbers } from './move-numbers.js';
import { FREED } from './number-model.js';
import { reservationModel, type ReservationRow } from './reservation-model.js';

/**
 * Ends an open reservation, deleted by its reseller or expired; the number is spare again.
 * @throws DomainError NOT_FOUND (already ended) | RESERVATION_IN_USE (a draft holds the number, unless it expired)
 */
export async function endReservation(
  deps: Deps,
  reservation: ReservationRow,
  how: 'released' | 'expired',
  actor: Actor,
): Promise<void> {
  const reservationId = reservation._id.toHexString();
  await inTransaction(deps.db, async () => {
    const ended = await reservationModel(deps.db).findOneAndUpdate(
      { _id: reservation._id, resellerId: reservation.resellerId, status: 'open' },
      { $set: { status: how, endedAt: deps.clock.now() } },
    );
    if (ended === null) throw new DomainError('NOT_FOUND');
    const guard = how === 'released' ? { reservationId, applicationId: null } : { reservationId };
    const [row] = await moveNumbers(deps, [reservation.number], 'release_reservation', guard, FREED).catch(
      (error: unknown) => {
        throw how === 'released' && error instanceof DomainError ? new DomainError('RESERVATION_IN_USE') : error;
      },
    );
    await recordEvent(deps, {
      type: how === 'released' ? 'number.reservation_released' : 'number.reservation_expired',
      subjects: [
        { kind: 'number', id: reservation.number },
        { kind: 'reservation', id: reservationId },
      ],
      actor,
      resellerId: reservation.resellerId,
      before: { status: 'reserved' },
      after: { status: 'spare' },
      version: row?.version ?? 0,
    });
  });
}
