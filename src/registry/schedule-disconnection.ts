import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { addDays } from '../domain/chinese-date.js';
import { DomainError } from '../domain/errors.js';
import { statusesAllowing, type DisconnectionGround } from '../domain/number-status.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { noteNumber } from './note-number.js';
import { numberModel, type NumberRow } from './number-model.js';

/**
 * Announces the end of a service: notice is given today, a sweep ends it on the day, until then it can be taken back.
 * @param request.effectiveOn `YYYY-MM-DD`, business zone
 * @throws DomainError VALIDATION_FAILED (less than the days of notice away) | NUMBER_NOT_WORKING | DISCONNECTION_SCHEDULED
 */
export async function scheduleDisconnection(
  deps: Deps,
  principal: Principal,
  number: string,
  request: { readonly reason: string; readonly ground: DisconnectionGround; readonly effectiveOn: string },
): Promise<NumberRow> {
  const noticedOn = businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
  const earliest = addDays(noticedOn, deps.policy.disconnectNoticeDays);
  if (request.effectiveOn < earliest) {
    throw new DomainError('VALIDATION_FAILED', {
      errors: [{ path: 'effectiveOn', code: 'NOTICE_TOO_SHORT', message: `${earliest} or later` }],
    });
  }
  return inTransaction(deps.db, async () => {
    const row = await setEnding(deps, number, { ...request, noticedOn, by: principal.actorId });
    if (row === null) {
      const known = await numberModel(deps.db).findOne({ _id: number }).lean<NumberRow>();
      const scheduled = known !== null && known.ending !== null;
      throw new DomainError(scheduled ? 'DISCONNECTION_SCHEDULED' : 'NUMBER_NOT_WORKING', { members: { number } });
    }
    const { reason, ground, effectiveOn } = request;
    await recordEvent(deps, {
      type: 'number.disconnection_announced',
      subjects: [{ kind: 'number', id: number }],
      actor: actorOf(principal),
      resellerId: row.resellerId,
      reason,
      after: { status: row.status, ground, noticedOn, effectiveOn },
      version: row.version,
    });
    return row;
  });
}

/** Takes an announced disconnection back. @throws DomainError DISCONNECTION_NOT_SCHEDULED */
export async function cancelDisconnection(deps: Deps, principal: Principal, number: string): Promise<NumberRow> {
  return inTransaction(deps.db, async () => {
    const row = await setEnding(deps, number, null);
    if (row === null) throw new DomainError('DISCONNECTION_NOT_SCHEDULED', { members: { number } });
    await recordEvent(deps, {
      type: 'number.disconnection_cancelled',
      subjects: [{ kind: 'number', id: number }],
      actor: actorOf(principal),
      resellerId: row.resellerId,
      after: { status: row.status },
      version: row.version,
    });
    return row;
  });
}

/** Sets one where none is, or takes it away where one is; null when it is not so. */
async function setEnding(
  deps: Pick<Deps, 'db'>,
  number: string,
  ending: NumberRow['ending'],
): Promise<NumberRow | null> {
  const row = await numberModel(deps.db)
    .findOneAndUpdate(
      { _id: number, status: { $in: statusesAllowing('disconnect') }, ending: ending === null ? { $ne: null } : null },
      { $set: { ending }, $inc: { version: 1 } },
      { returnDocument: 'after' },
    )
    .lean<NumberRow>();
  return row === null ? null : noteNumber(row);
}
