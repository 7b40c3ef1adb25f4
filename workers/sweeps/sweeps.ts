import { DateTime } from 'luxon';
import type { Types } from 'mongoose';
import { applicationModel, type ApplicationRow } from '../../src/applications/application-model.js';
import { consentBySilence } from '../../src/applications/answer-consent.js';
import { claimsDue, silentConsents } from '../../src/applications/application-queries.js';
import { endApplication } from '../../src/applications/end-application.js';
import { evaluatedUnderOtherRules, reevaluate } from '../../src/applications/reevaluate-applications.js';
import { settleApplication } from '../../src/applications/settle-application.js';
import { warnOfDeadline } from '../../src/applications/warn-of-deadline.js';
import { forgetBulks, requeueBulkRows } from '../../src/bulk/forgotten-bulks.js';
import { forgetComplaints } from '../../src/complaints/forget-complaints.js';
import { weighForgotten } from '../../src/complaints/weigh-complaints.js';
import { rotateOldSigningKey } from '../../src/credentials/signing-keys.js';
import type { Deps } from '../../src/deps.js';
import type { ApplicationStatus } from '../../src/domain/application-state.js';
import type { Party } from '../../src/domain/application-kinds.js';
import { eraseAbandonedUploads } from '../../src/documents/erase-abandoned-uploads.js';
import { eraseForgottenUploads } from '../../src/documents/resumable/erase-forgotten-uploads.js';
import { requeueLostDocuments } from '../../src/documents/requeue-lost-documents.js';
import { claimTakesEffect } from '../../src/owners/claim-takes-effect.js';
import { SYSTEM } from '../../src/events/record-event.js';
import { inTransaction } from '../../src/platform/mongo.js';
import { endReservation } from '../../src/registry/end-reservation.js';
import { watchCalendar } from '../../src/operations/watch-calendar.js';
import { reservationModel, type ReservationRow } from '../../src/registry/reservation-model.js';
import { forgetDeliveries } from '../../src/webhooks/forget-deliveries.js';
import { BATCH, eachDue, type DueWork } from './each-due.js';
import { NUMBER_SWEEPS } from './number-sweeps.js';
import { watchLog } from './watch-log.js';

/** Work that time makes due. Each can run twice, or by two workers at once, and changes nothing the second time. */
export const SWEEPS: Readonly<Record<string, (deps: Deps) => Promise<void>>> = {
  'expire-reservations': (deps) => eachDue(deps, 'expire-reservations', reservations),
  'expire-drafts': (deps) => eachDue(deps, 'expire-drafts', drafts),
  'meet-deadlines': (deps) => eachDue(deps, 'meet-deadlines', deadlines),
  'warn-of-deadlines': (deps) => eachDue(deps, 'warn-of-deadlines', nearDeadlines),
  'requeue-documents': (deps) => requeueLostDocuments(deps, deps.clock.now()).then(() => undefined),
  'erase-abandoned-uploads': eraseAbandonedUploads,
  'erase-forgotten-uploads': eraseForgottenUploads,
  'watch-log': watchLog,
  'watch-calendar': watchCalendar,
  'requeue-bulk-rows': requeueBulkRows,
  'forget-bulks': forgetBulks,
  'weigh-complaints': weighForgotten,
  'forget-complaints': forgetComplaints,
  'consent-by-silence': (deps) => eachDue(deps, 'consent-by-silence', silence),
  'claims-take-effect': (deps) => eachDue(deps, 'claims-take-effect', claims),
  'settle-forgotten': (deps) => eachDue(deps, 'settle-forgotten', forgotten),
  'evaluate-under-new-rules': (deps) =>
    deps.policies.refresh().then(() => eachDue(deps, 'evaluate-under-new-rules', underOtherRules)),
  'forget-deliveries': forgetDeliveries,
  ...NUMBER_SWEEPS,
  'rotate-signing-key': rotateOldSigningKey,
};

export const SWEEP_EVERY_MS = 30_000;

export async function runSweep(deps: Deps, name: string): Promise<void> {
  const sweep = SWEEPS[name];
  if (sweep === undefined) throw new Error(`no sweep called ${name}`);
  await sweep(deps);
}

/** Reservations whose time is over; a draft that used one ends by `expire-drafts`. */
const reservations: DueWork<ReservationRow> = {
  find: (deps, after) =>
    reservationModel(deps.db)
      .find({ status: 'open', expiresAt: { $lte: deps.clock.now() }, ...after })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean<ReservationRow[]>(),
  act: (deps, reservation) => endReservation(deps, reservation, 'expired', SYSTEM),
};

/** Drafts that hold none of their numbers any more: the reservation ended, or the number's service. */
const drafts: DueWork<ApplicationRow> = {
  find: (deps, after) =>
    applicationModel(deps.db).aggregate<ApplicationRow>([
      { $match: { status: 'draft', 'numbers.0': { $exists: true }, ...after } },
      { $sort: { _id: 1 } },
      {
        $lookup: {
          from: 'numbers',
          localField: 'numbers',
          foreignField: '_id',
          as: 'held',
          let: { id: { $toString: '$_id' } },
          pipeline: [
            {
              $match: {
                $expr: { $or: [{ $eq: ['$applicationId', '$$id'] }, { $eq: ['$openApplicationId', '$$id'] }] },
              },
            },
            { $limit: 1 },
          ],
        },
      },
      { $match: { held: { $size: 0 } } },
      { $limit: BATCH },
      { $unset: 'held' },
    ]),
  act: expire,
};

const waiting = (
  deps: Deps,
  before: Date,
  more: object,
  statuses: readonly ApplicationStatus[] = ['action_required', 'approved'],
) =>
  applicationModel(deps.db)
    .find({ status: { $in: [...statuses] }, deadline: { $lte: before }, ...more })
    .sort({ _id: 1 })
    .limit(BATCH)
    .lean<ApplicationRow[]>();

/** Applications (drafts about numbers in service too) that waited too long for their applicant or for the carrier's acceptance. */
const deadlines: DueWork<ApplicationRow> = {
  find: (deps, after) => waiting(deps, deps.clock.now(), after, ['draft', 'action_required', 'approved']),
  act: expire,
};

const nearDeadlines: DueWork<ApplicationRow> = {
  find: (deps, after) => {
    const near = DateTime.fromJSDate(deps.clock.now()).plus({ days: deps.policy.deadlineWarningDays }).toJSDate();
    return waiting(deps, near, { deadlineWarned: false, ...after });
  },
  act: warnOfDeadline,
};

/**
 * Submitted applications whose documents settled while nobody was told (worker killed between two lines). Done here, not
 * by a job: a failed job of the same id would swallow the new one (platform.md).
 */
const forgotten: DueWork<Pick<ApplicationRow, '_id' | 'revision'>> = {
  find: (deps, after) =>
    applicationModel(deps.db)
      .find({ status: 'processing', ...after }, { revision: 1 })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean<Pick<ApplicationRow, '_id' | 'revision'>[]>(),
  act: (deps, { _id, revision }) => settleApplication(deps, _id.toHexString(), revision),
};

/** Rules or policies changed, by a person or by another version of the program. */
const underOtherRules: DueWork<Pick<ApplicationRow, '_id' | 'revision'>> = {
  find: (deps, after) => evaluatedUnderOtherRules(deps, { limit: BATCH, after }),
  act: reevaluate,
};

/** Losing resellers that did not object in time. */
const silence: DueWork<{ readonly _id: Types.ObjectId; readonly parties: readonly Party[] }> = {
  find: (deps, after) => silentConsents(deps, deps.clock.now(), { limit: BATCH, after }),
  act: async (deps, { _id, parties }) => {
    for (const party of parties) await consentBySilence(deps, _id.toHexString(), party);
  },
};

/** Approved claims to which the former contact did not object. */
const claims: DueWork<ApplicationRow> = {
  find: (deps, after) => claimsDue(deps, deps.clock.now(), { limit: BATCH, after }),
  act: (deps, claim) => claimTakesEffect(deps, claim),
};

function expire(deps: Deps, application: ApplicationRow): Promise<ApplicationRow> {
  return inTransaction(deps.db, () => endApplication(deps, application, 'expire', SYSTEM, { reason: 'TIMEOUT' }));
}
