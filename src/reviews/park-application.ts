import type { Principal } from '../accounts/principal.js';
import { applicationModel, type ApplicationRow } from '../applications/application-model.js';
import { claimedBy, requireState } from '../applications/move-application.js';
import { sealText } from '../applications/sealed-text.js';
import { calendarOverrides } from '../operations/calendar-queries.js';
import type { Deps } from '../deps.js';
import { addWorkingMinutes, workingMinutesBetween } from '../domain/business-calendar.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { verifyClaimedBy } from './claim-application.js';
import { verifyNotBlind } from './judge-again.js';

const MAX_PARKED_MS = 90 * 24 * 3600 * 1000;

/**
 * Parks a case until a time (call back later). The clock of the SLA stands still meanwhile: the due time moves on by the
 * working time that is parked.
 * @throws DomainError VALIDATION_FAILED (not in the future) | WRONG_STATE | NOT_CLAIMED | CONFLICT
 */
export async function parkApplication(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  request: { until: Date; note: string | null },
): Promise<ApplicationRow> {
  const now = deps.clock.now();
  if (request.until.getTime() - now.getTime() > MAX_PARKED_MS) throw untilError('TOO_FAR', 'at most 90 days ahead');
  if (request.until <= now) throw untilError('NOT_IN_FUTURE', 'must be in the future');
  requireState(application, 'reject');
  verifyNotBlind(application);
  verifyClaimedBy(deps, application, principal);
  const zone = deps.config.TZ_BUSINESS;
  const { workingHours } = deps.policy;
  const overrides = await calendarOverrides(deps);
  const paused = workingMinutesBetween(now, request.until, zone, overrides, workingHours);
  const dueAt =
    application.dueAt === null ? null : addWorkingMinutes(application.dueAt, paused, zone, overrides, workingHours);
  return inTransaction(deps.db, async () => {
    const row = await applicationModel(deps.db)
      .findOneAndUpdate(
        {
          _id: application._id,
          status: application.status,
          version: application.version,
          ...claimedBy(deps, principal.actorId),
        },
        {
          $set: {
            parkedUntil: request.until,
            parkedNote: sealText(deps, application._id.toHexString(), request.note),
            pausedMinutesLeft: paused,
            dueAt,
            claim: null,
          },
          $inc: { version: 1 },
        },
        { returnDocument: 'after' },
      )
      .lean<ApplicationRow>();
    if (row === null) throw new DomainError('CONFLICT');
    await recordEvent(deps, {
      type: 'application.parked',
      subjects: [{ kind: 'application', id: application._id.toHexString() }],
      actor: actorOf(principal),
      resellerId: null,
      after: { until: request.until, pausedWorkingMinutes: paused },
      version: row.version,
    });
    return row;
  });
}

function untilError(code: string, message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', { errors: [{ path: 'until', code, message }] });
}
