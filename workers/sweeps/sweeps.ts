import { DateTime } from 'luxon';
import { applicationModel, type ApplicationRow } from '../../src/applications/application-model.js';
import { consentBySilence } from '../../src/applications/answer-consent.js';
import { silentConsents } from '../../src/applications/application-queries.js';
import { endApplication } from '../../src/applications/end-application.js';
import { settleApplication } from '../../src/applications/settle-application.js';
import { warnOfDeadline } from '../../src/applications/warn-of-deadline.js';
import { forgetComplaints } from '../../src/complaints/forget-complaints.js';
import { weighForgotten } from '../../src/complaints/weigh-complaints.js';
import type { Deps } from '../../src/deps.js';
import { eraseAbandonedUploads } from '../../src/documents/erase-abandoned-uploads.js';
import { requeueLostDocuments } from '../../src/documents/requeue-lost-documents.js';
import { DomainError } from '../../src/domain/errors.js';
import { SYSTEM } from '../../src/events/record-event.js';
import { inTransaction } from '../../src/platform/mongo.js';
import { endReservation } from '../../src/registry/end-reservation.js';
import { reservationModel, type ReservationRow } from '../../src/registry/reservation-model.js';

const BATCH = 200;

/** Work that time makes due. Each can run twice, or by two workers at once, and changes nothing the second time. */
export const SWEEPS: Readonly<Record<string, (deps: Deps) => Promise<void>>> = {
  'expire-reservations': expireReservations,
  'expire-drafts': expireDrafts,
  'meet-deadlines': meetDeadlines,
  'warn-of-deadlines': warnOfDeadlines,
  'requeue-documents': (deps) => requeueLostDocuments(deps, deps.clock.now()).then(() => undefined),
  'settle-forgotten': settleForgotten,
  'erase-abandoned-uploads': eraseAbandonedUploads,
  'consent-by-silence': consentSilently,
  'weigh-complaints': weighForgotten,
  'forget-complaints': forgetComplaints,
};

export const SWEEP_EVERY_MS = 30_000;

export async function runSweep(deps: Deps, name: string): Promise<void> {
  const sweep = SWEEPS[name];
  if (sweep === undefined) throw new Error(`no sweep called ${name}`);
  await sweep(deps);
}

/** Reservations whose time is over; a draft that used one ends by `expire-drafts`. */
async function expireReservations(deps: Deps): Promise<void> {
  const due = await reservationModel(deps.db)
    .find({ status: 'open', expiresAt: { $lte: deps.clock.now() } })
    .limit(BATCH)
    .lean<ReservationRow[]>();
  for (const reservation of due) await orElsewhere(endReservation(deps, reservation, 'expired', SYSTEM));
}

/** Drafts that hold none of their numbers any more: the reservation ended, or the number's service. */
async function expireDrafts(deps: Deps): Promise<void> {
  const drafts = await applicationModel(deps.db).aggregate<ApplicationRow>([
    { $match: { status: 'draft', 'numbers.0': { $exists: true } } },
    {
      $lookup: {
        from: 'numbers',
        localField: 'numbers',
        foreignField: '_id',
        as: 'held',
        let: { id: { $toString: '$_id' } },
        pipeline: [
          {
            $match: { $expr: { $or: [{ $eq: ['$applicationId', '$$id'] }, { $eq: ['$openApplicationId', '$$id'] }] } },
          },
          { $limit: 1 },
        ],
      },
    },
    { $match: { held: { $size: 0 } } },
    { $limit: BATCH },
    { $unset: 'held' },
  ]);
  for (const draft of drafts)
    await orElsewhere(
      inTransaction(deps.db, () => endApplication(deps, draft, 'expire', SYSTEM, { reason: 'TIMEOUT' })),
    );
}

/** Applications (drafts about numbers in service too) that waited too long for their applicant or for the carrier's acceptance. */
async function meetDeadlines(deps: Deps): Promise<void> {
  const due = await applicationModel(deps.db)
    .find({ status: { $in: ['draft', 'action_required', 'approved'] }, deadline: { $lte: deps.clock.now() } })
    .limit(BATCH)
    .lean<ApplicationRow[]>();
  for (const application of due)
    await orElsewhere(
      inTransaction(deps.db, () => endApplication(deps, application, 'expire', SYSTEM, { reason: 'TIMEOUT' })),
    );
}

async function warnOfDeadlines(deps: Deps): Promise<void> {
  const before = DateTime.fromJSDate(deps.clock.now()).plus({ days: deps.policy.deadlineWarningDays }).toJSDate();
  const due = await applicationModel(deps.db)
    .find({ status: { $in: ['action_required', 'approved'] }, deadline: { $lte: before }, deadlineWarned: false })
    .limit(BATCH)
    .lean<ApplicationRow[]>();
  for (const application of due) await orElsewhere(warnOfDeadline(deps, application));
}

/**
 * Submitted applications whose documents settled while nobody was told (worker killed between two lines). Done here, not
 * by a job: a failed job of the same id would swallow the new one (platform.md).
 */
async function settleForgotten(deps: Deps): Promise<void> {
  const waiting = await applicationModel(deps.db)
    .find({ status: 'processing' }, { revision: 1 })
    .limit(BATCH)
    .lean<Pick<ApplicationRow, '_id' | 'revision'>[]>();
  for (const { _id, revision } of waiting) await orElsewhere(settleApplication(deps, _id.toHexString(), revision));
}

/** Losing resellers that did not object in time. */
async function consentSilently(deps: Deps): Promise<void> {
  for (const { applicationId, party } of await silentConsents(deps, deps.clock.now(), BATCH))
    await orElsewhere(consentBySilence(deps, applicationId, party));
}

/** Another worker, or a person, got there first: nothing left to do. */
async function orElsewhere(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}
