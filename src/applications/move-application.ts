import type { Deps } from '../deps.js';
import {
  nextApplicationStatus,
  statusesAllowing,
  type ApplicationEvent,
  type ApplicationStatus,
} from '../domain/application-state.js';
import { DomainError } from '../domain/errors.js';
import type { EventSubject } from '../events/event-model.js';
import { recordEvent, type Actor } from '../events/record-event.js';
import { applicationModel, type ApplicationRow } from './application-model.js';

export interface ApplicationMove {
  readonly application: ApplicationRow;
  readonly event: ApplicationEvent;
  readonly actor: Actor;
  /** Name of the recorded event; default `application.` + event. */
  readonly type?: string;
  readonly set?: Partial<ApplicationRow>;
  readonly push?: Partial<Record<'decisions', unknown>>;
  readonly raiseRevision?: boolean;
  /** The reviewer who must still hold the claim when the change is written. */
  readonly claimant?: string;
  readonly reason?: string | null;
  readonly effectiveAt?: Date;
  /** What the change also belongs to, beside the application and its numbers. */
  readonly subjects?: readonly EventSubject[];
  /** Whose business the event is, when not the applicant's: the reseller that serves the numbers. */
  readonly resellerId?: string | null;
  /** Public facts of the change beside the status (codes, ids, dates). */
  readonly facts?: Record<string, unknown>;
}

/** What an applicant does; to them the second approval does not show (contract: *Conventions*). */
const APPLICANTS: ReadonlySet<ApplicationEvent> = new Set(['edit', 'submit_compliant', 'submit_pending', 'withdraw']);

/** @throws DomainError WRONG_STATE with `from`, the present status, and `allowed`, the statuses that `event` needs */
export function requireState(application: Pick<ApplicationRow, 'status'>, event: ApplicationEvent): ApplicationStatus {
  const { status } = application;
  const to = nextApplicationStatus(status, event);
  if (to !== null) return to;
  const from = APPLICANTS.has(event) && status === 'awaiting_second_approval' ? 'in_review' : status;
  throw new DomainError('WRONG_STATE', { members: { from, allowed: statusesAllowing(event) } });
}

/**
 * Moves an application along the transition table and records the change's one event. Call it inside the transaction,
 * last. The row must still be the one that was read: of two racing callers one gets `CONFLICT`.
 * @throws DomainError WRONG_STATE | CONFLICT
 */
export async function moveApplication(
  deps: Pick<Deps, 'db' | 'clock' | 'metrics'>,
  move: ApplicationMove,
): Promise<ApplicationRow> {
  const { application, event, actor } = move;
  const to = requireState(application, event);
  const row = await applicationModel(deps.db)
    .findOneAndUpdate(
      {
        _id: application._id,
        status: application.status,
        version: application.version,
        ...claimedBy(deps, move.claimant),
      },
      {
        $set: { ...move.set, status: to },
        $inc: { version: 1, ...(move.raiseRevision === true ? { revision: 1 } : {}) },
        ...(move.push === undefined ? {} : { $push: move.push }),
      },
      { returnDocument: 'after' },
    )
    .lean<ApplicationRow>();
  if (row === null) throw new DomainError('CONFLICT');
  await recordEvent(deps, {
    type: move.type ?? `application.${event}`,
    subjects: [
      { kind: 'application', id: row._id.toHexString() },
      ...row.numbers.map((number) => ({ kind: 'number' as const, id: number })),
      ...(move.subjects ?? []),
    ],
    actor,
    resellerId: move.resellerId === undefined ? row.resellerId : move.resellerId,
    reason: move.reason ?? null,
    ...(move.effectiveAt === undefined ? {} : { effectiveAt: move.effectiveAt }),
    before: { status: application.status, revision: application.revision },
    after: { status: row.status, revision: row.revision, ...move.facts },
    version: row.version,
  });
  return row;
}

/** Claims do not raise the version, so a write that needs one looks again. */
export function claimedBy(deps: Pick<Deps, 'clock'>, claimant: string | undefined): Record<string, unknown> {
  return claimant === undefined ? {} : { 'claim.by': claimant, 'claim.expiresAt': { $gt: deps.clock.now() } };
}
