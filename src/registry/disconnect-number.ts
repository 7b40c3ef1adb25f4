import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { HOLD_RULES } from '../domain/hold-rules.js';
import { statusesAllowing, type DisconnectionGround } from '../domain/number-status.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { doerId, type HoldDoer } from './hold-actor.js';
import { endService } from './end-service.js';
import { openHolds } from './hold-queries.js';
import { numberModel, type NumberRow } from './number-model.js';

/**
 * Ends a number's service (销户) now: see end-service.ts; the public sees the last holder. Without a notice that was given
 * before (schedule-disconnection.ts) it is an override, which `reason` justifies.
 * @param reason why, as holder and reseller are told; no personal data
 * @throws DomainError NUMBER_NOT_WORKING | ARREARS_TOO_RECENT (ground `arrears` without 60 days of suspension for it)
 */
export async function disconnectNumber(
  deps: Deps,
  doer: HoldDoer,
  number: string,
  reason: string,
  ground: DisconnectionGround = 'carrier',
): Promise<NumberRow> {
  return disconnect(deps, doer, { number, reason, ground, version: null });
}

/**
 * Carries out an announced disconnection whose day has come.
 * @throws DomainError NUMBER_NOT_WORKING (ended otherwise, taken back, or anything else happened to it since it was read)
 */
export async function disconnectAsAnnounced(deps: Deps, row: NumberRow): Promise<NumberRow> {
  if (row.ending === null) throw new DomainError('DISCONNECTION_NOT_SCHEDULED');
  const { reason, ground } = row.ending;
  return disconnect(deps, null, { number: row._id, reason, ground, version: row.version });
}

async function disconnect(
  deps: Deps,
  doer: HoldDoer,
  end: { number: string; reason: string; ground: DisconnectionGround; version: number | null },
): Promise<NumberRow> {
  const { number, reason, ground, version } = end;
  return inTransaction(deps.db, async () => {
    const before = await numberModel(deps.db).findOne({ _id: number }).lean<NumberRow>();
    const inService = before !== null && statusesAllowing('disconnect').includes(before.status);
    if (ground === 'arrears' && inService) await requireLongArrears(deps, number);
    const { row, ended } = await endService(deps, number, {
      by: doerId(doer),
      until: deps.clock.now(),
      guard: version === null ? {} : { version },
    });
    await recordEvent(deps, {
      type: 'number.disconnected',
      subjects: [{ kind: 'number', id: number }],
      actor: actorOf(doer),
      resellerId: row.resellerId,
      reason,
      before: { status: before?.status, uscc: ended.holder.uscc },
      after: { status: row.status, uscc: null, ground, noticedOn: version === null ? null : before?.ending?.noticedOn },
      version: row.version,
    });
    return row;
  });
}

/** After 60 days of suspension for arrears the service may be ended (domain.md §1, H). */
async function requireLongArrears(deps: Pick<Deps, 'db' | 'clock'>, number: string): Promise<void> {
  const days = HOLD_RULES.arrears.terminateAfterDays ?? 0;
  const since = DateTime.fromJSDate(deps.clock.now()).minus({ days }).toJSDate();
  const long = (await openHolds(deps, number)).some((hold) => hold.kind === 'arrears' && hold.placedAt <= since);
  if (!long) throw new DomainError('ARREARS_TOO_RECENT', { members: { days } });
}
