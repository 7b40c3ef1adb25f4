import { DateTime } from 'luxon';
import type { Principal } from '../accounts/principal.js';
import { scopeOf } from '../accounts/scope.js';
import { applicationModel, type ApplicationRow, type Lane } from '../applications/application-model.js';
import { requireState } from '../applications/move-application.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { OLDEST_DUE_FIRST, queueFilter } from './review-queue.js';

const CLAIMABLE = ['in_review', 'awaiting_second_approval'] as const;

/**
 * A claim is exclusive and expires; claiming one's own again renews it. It is no change of the dossier, so no event.
 * @param before the claim there was: who renews one has had the case since then
 */
function claimUpdate(
  deps: Pick<Deps, 'clock' | 'policy'>,
  principal: Principal,
  before: ApplicationRow['claim'] = null,
) {
  const now = deps.clock.now();
  const expiresAt = DateTime.fromJSDate(now).plus({ minutes: deps.policy.claimMinutes }).toJSDate();
  const at = before !== null && before.by === principal.actorId && before.expiresAt > now ? before.at : now;
  return { now, update: { $set: { claim: { by: principal.actorId, at, expiresAt } } } };
}

/**
 * Claims one application.
 * @returns whether it was claimed anew (201) or was the caller's already (200)
 * @throws DomainError CLAIMED (another reviewer's) | WRONG_STATE
 */
export async function claimApplication(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
): Promise<{ application: ApplicationRow; renewed: boolean }> {
  requireState(application, 'reject');
  const { now, update } = claimUpdate(deps, principal, application.claim);
  if (application.blindView === true) return renewSecondLook(deps, principal, application, update.$set.claim);
  const before = await applicationModel(deps.db)
    .findOneAndUpdate({ _id: application._id, status: { $in: [...CLAIMABLE] }, ...freeOrOwn(now, principal) }, update)
    .lean<ApplicationRow>();
  if (before === null) throw new DomainError('CLAIMED');
  const renewed = before.claim !== null && before.claim.by === principal.actorId && before.claim.expiresAt > now;
  return { application: { ...before, claim: update.$set.claim }, renewed };
}

/** Whether policy keeps second approvals from the caller. */
export function tooJuniorForSecond(deps: Pick<Deps, 'policy'>, principal: Principal): boolean {
  return deps.policy.secondApproverMustBeSenior && principal.role !== 'senior_reviewer';
}

/** Claims what is due first and the caller may decide; null when the queue is empty. */
export async function claimNext(
  deps: Deps,
  principal: Principal,
  lane: Lane | undefined,
): Promise<ApplicationRow | null> {
  const { now, update } = claimUpdate(deps, principal);
  return applicationModel(deps.db)
    .findOneAndUpdate(
      {
        $and: [
          scopeOf(principal),
          queueFilter({ lane, now, carriers: deps.config.CARRIERS }),
          { $or: [{ claim: null }, { 'claim.expiresAt': { $lte: now } }] },
          { 'firstApproval.by': { $ne: principal.actorId } },
          tooJuniorForSecond(deps, principal) ? { status: 'in_review' } : {},
        ],
      },
      update,
      { sort: OLDEST_DUE_FIRST, returnDocument: 'after' },
    )
    .lean<ApplicationRow>();
}

/** Of a second look that somebody has, or had and nobody took since. */
async function renewSecondLook(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  claim: NonNullable<ApplicationRow['claim']>,
): Promise<{ application: ApplicationRow; renewed: boolean }> {
  const free = [
    { 'secondLook.claim': null },
    { 'secondLook.claim.expiresAt': { $lte: deps.clock.now() } },
    { 'secondLook.claim.by': principal.actorId },
  ];
  const taken = await applicationModel(deps.db).updateOne(
    { _id: application._id, 'secondLook.status': 'open', 'secondLook.blindTo': principal.actorId, $or: free },
    { $set: { 'secondLook.claim': claim } },
  );
  if (taken.matchedCount === 0) throw new DomainError('CLAIMED');
  const { claim: before } = application;
  const renewed = before?.by === principal.actorId && before.expiresAt > deps.clock.now();
  const secondLook = application.secondLook == null ? null : { ...application.secondLook, claim };
  return { application: { ...application, claim, secondLook }, renewed };
}

/** @throws DomainError NOT_CLAIMED */
export async function releaseClaim(deps: Deps, principal: Principal, application: ApplicationRow): Promise<void> {
  const claim = application.blindView === true ? 'secondLook.claim' : 'claim';
  const released = await applicationModel(deps.db).updateOne(
    { _id: application._id, [`${claim}.by`]: principal.actorId },
    { $set: { [claim]: null } },
  );
  if (released.matchedCount === 0) throw new DomainError('NOT_CLAIMED');
}

/** @throws DomainError NOT_CLAIMED unless the caller holds the claim now */
export function verifyClaimedBy(
  deps: Pick<Deps, 'clock'>,
  application: Pick<ApplicationRow, 'claim'>,
  principal: Principal,
): void {
  const { claim } = application;
  if (claim === null || claim.by !== principal.actorId || claim.expiresAt <= deps.clock.now())
    throw new DomainError('NOT_CLAIMED');
}

/** A claim that begins now. */
export function freshClaim(
  deps: Pick<Deps, 'clock' | 'policy'>,
  principal: Principal,
): NonNullable<ApplicationRow['claim']> {
  return claimUpdate(deps, principal).update.$set.claim;
}

/** Any act renews the claim (contract: *Conventions*). */
export function renewedClaim(
  deps: Pick<Deps, 'clock' | 'policy'>,
  principal: Principal,
  before: ApplicationRow['claim'],
): NonNullable<ApplicationRow['claim']> {
  return claimUpdate(deps, principal, before).update.$set.claim;
}

/** Filter: nobody holds a claim, or the caller does. */
export function freeOrOwn(now: Date, principal: Principal): Record<string, unknown> {
  return { $or: [{ claim: null }, { 'claim.expiresAt': { $lte: now } }, { 'claim.by': principal.actorId }] };
}
