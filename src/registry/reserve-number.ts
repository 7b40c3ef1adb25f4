import { DateTime } from 'luxon';
import { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { touchGuard } from '../platform/guard.js';
import { inTransaction } from '../platform/mongo.js';
import { requireActiveReseller } from '../resellers/reseller-queries.js';
import { isRetiring } from './block-queries.js';
import { moveNumbers } from './move-numbers.js';
import { numberModel } from './number-model.js';
import { reservationModel, type ReservationRow } from './reservation-model.js';

/**
 * Reserves a spare number for a named subscriber (选号预占); numbers of a retiring block are no longer to be had.
 * @throws DomainError NOT_FOUND (no such number) | NUMBER_NOT_SPARE | RESELLER_NOT_ACTIVE | RESERVATION_COOLING | RESERVATION_CAP_REACHED
 */
export async function reserveNumber(
  deps: Deps,
  principal: Principal & { readonly resellerId: string },
  request: { number: string; subscriber: ReservationRow['subscriber'] },
): Promise<ReservationRow> {
  const { resellerId } = principal;
  const { number, subscriber } = request;
  const now = deps.clock.now();
  const { limits } = await requireActiveReseller(deps, resellerId, businessToday(now, deps.config.TZ_BUSINESS));
  if ((await numberModel(deps.db).exists({ _id: number })) === null) throw new DomainError('NOT_FOUND');
  const coolingSince = DateTime.fromJSDate(now).minus({ days: deps.policy.reReserveAfterDays }).toJSDate();
  const cap = limits.maxOpenReservations ?? deps.policy.maxOpenReservations;
  const id = new Types.ObjectId();
  return inTransaction(deps.db, async () => {
    const [row] = await moveNumbers(deps, [number], 'reserve', {}, { resellerId, reservationId: id.toHexString() });
    if (row !== undefined && (await isRetiring(deps, row.blockId)))
      throw new DomainError('NUMBER_NOT_SPARE', { members: { number } });
    const cooling = await reservationModel(deps.db).exists({
      resellerId,
      number,
      status: 'expired',
      endedAt: { $gt: coolingSince },
    });
    if (cooling !== null) throw new DomainError('RESERVATION_COOLING');
    await touchGuard(deps.db, `reservations:${resellerId}`);
    const open = await reservationModel(deps.db).countDocuments({ resellerId, status: 'open' });
    if (open >= cap) throw new DomainError('RESERVATION_CAP_REACHED', { members: { cap } });
    const reservation: ReservationRow = {
      _id: id,
      number,
      resellerId,
      subscriber,
      status: 'open',
      expiresAt: DateTime.fromJSDate(now).plus({ days: deps.policy.reservationDays }).toJSDate(),
      createdAt: now,
      endedAt: null,
    };
    await reservationModel(deps.db).insertMany([reservation]);
    await recordEvent(deps, {
      type: 'number.reserved',
      subjects: [
        { kind: 'number', id: number },
        { kind: 'reservation', id: id.toHexString() },
      ],
      actor: actorOf(principal),
      resellerId,
      before: { status: 'spare' },
      after: { status: 'reserved', expiresAt: reservation.expiresAt },
      version: row?.version ?? 0,
    });
    return reservation;
  });
}
