import type { Principal } from '../accounts/principal.js';
import { scopeOf } from '../accounts/scope.js';
import { applicationModel, type ApplicationRow } from '../applications/application-model.js';
import { asSeenBy } from '../applications/second-look.js';
import type { Deps } from '../deps.js';
import { looksOf } from '../documents/access-queries.js';
import { actedOn } from '../events/event-queries.js';
import { freshClaim } from './claim-application.js';

const CANDIDATES = 50;

/**
 * Takes the second look that waits longest and that the caller may have: who did anything to the dossier may not, before or
 * after it was decided, nor who looked at its papers or was shown the decision. From then on it is undecided to the caller, also after the claim has ended.
 * @returns null when there is none
 */
export async function claimSecondLook(deps: Deps, principal: Principal): Promise<ApplicationRow | null> {
  const waiting = { ...waitingSecondLooks(deps, principal) };
  const candidates = await applicationModel(deps.db)
    .find(waiting, { _id: 1, 'secondLook.blindTo': 1 })
    .sort({ 'secondLook.notBefore': 1, _id: 1 })
    .limit(CANDIDATES)
    .lean<Pick<ApplicationRow, '_id' | 'secondLook'>[]>();
  for (const { _id, secondLook } of candidates) {
    // What they saw when they had it before was undecided, too.
    const again = secondLook?.blindTo.includes(principal.actorId) === true;
    if (!again && (await knows(deps, principal, _id.toHexString()))) continue;
    const row = await applicationModel(deps.db)
      .findOneAndUpdate(
        { $and: [waiting, { _id }] },
        {
          $set: { 'secondLook.claim': freshClaim(deps, principal) },
          $addToSet: { 'secondLook.blindTo': principal.actorId },
        },
        { returnDocument: 'after' },
      )
      .lean<ApplicationRow>();
    if (row !== null) return asSeenBy(row, principal);
  }
  return null;
}

async function knows(deps: Deps, { actorId }: Principal, id: string): Promise<boolean> {
  return (await looksOf(deps, actorId, id)) > 0 || (await actedOn(deps.db, actorId, 'application', id));
}

/** Filter: second looks the caller may take now. */
export function waitingSecondLooks(deps: Pick<Deps, 'clock'>, principal: Principal): Record<string, unknown> {
  const now = deps.clock.now();
  return {
    $and: [
      scopeOf(principal),
      {
        'secondLook.status': 'open',
        'secondLook.notBefore': { $lte: now },
        'secondLook.involved': { $ne: principal.actorId },
        $or: [{ 'secondLook.claim': null }, { 'secondLook.claim.expiresAt': { $lte: now } }],
      },
    ],
  };
}

/** Filter: second looks the caller has. */
export function ownSecondLooks(deps: Pick<Deps, 'clock'>, principal: Principal): Record<string, unknown> {
  return {
    'secondLook.status': 'open',
    'secondLook.claim.by': principal.actorId,
    'secondLook.claim.expiresAt': { $gt: deps.clock.now() },
  };
}

/** Filter: disagreements the caller may settle; the two of them may not. */
export function unsettledSecondLooks(principal: Principal): Record<string, unknown> {
  return {
    $and: [
      scopeOf(principal),
      {
        'secondLook.status': 'disagreed',
        'secondLook.first.by': { $ne: principal.actorId },
        'secondLook.second.by': { $ne: principal.actorId },
      },
    ],
  };
}
