import type { Principal } from '../accounts/principal.js';
import { may } from '../accounts/permissions.js';
import { scopeOf } from '../accounts/scope.js';
import { applicationModel, type ApplicationRow, type Lane } from '../applications/application-model.js';
import { asSeenBy, notBlindTo } from '../applications/second-look.js';
import type { Deps } from '../deps.js';
import type { Carrier } from '../domain/number-status.js';
import { DomainError } from '../domain/errors.js';
import { ownSecondLooks, unsettledSecondLooks, waitingSecondLooks } from './claim-second-look.js';
import type { QueueLane } from './review-schemas.js';

export type QueueView = 'open' | 'free' | 'mine' | 'parked';

export const OLDEST_DUE_FIRST = { dueAt: 1, _id: 1 } as const;

/** What waits for a reviewer, or was put aside; parked ones come back when their time is up. */
export function queueFilter({
  lane,
  now,
  carriers,
  parked = false,
}: {
  lane: Lane | undefined;
  now: Date;
  /** Those this installation serves. */
  carriers: readonly Carrier[];
  parked?: boolean;
}): Record<string, unknown> {
  return {
    carrier: { $in: [...carriers] },
    status: { $in: ['in_review', 'awaiting_second_approval'] },
    ...(parked ? { parkedUntil: { $gt: now } } : { $or: [{ parkedUntil: null }, { parkedUntil: { $lte: now } }] }),
    ...(lane === undefined ? {} : { 'evaluation.lane': lane }),
  };
}

/** Cases of a view: those one may take, those one has, those put aside. */
function viewFilter(view: QueueView, principal: Principal, now: Date): Record<string, unknown> {
  switch (view) {
    case 'free':
      return { $or: [{ claim: null }, { 'claim.expiresAt': { $lte: now } }] };
    case 'mine':
      return { 'claim.by': principal.actorId, 'claim.expiresAt': { $gt: now } };
    default:
      return {};
  }
}

export interface QueueRequest {
  readonly view: QueueView;
  readonly lane?: QueueLane | undefined;
  readonly sort: 'due' | 'submitted';
  readonly limit: number;
  /** Offset within the sorted queue, opaque to callers: the queue is short and changes while it is read. */
  readonly cursor?: string | undefined;
}

export async function reviewQueue(
  deps: Deps,
  principal: Principal,
  request: QueueRequest,
): Promise<{
  rows: ApplicationRow[];
  nextCursor: string | null;
  lanes: Record<Lane, number>;
  secondLooks: SecondLooks;
}> {
  const now = deps.clock.now();
  const scope = scopeOf(principal);
  const skip = offsetOf(request.cursor);
  const rows = await applicationModel(deps.db)
    .find(
      request.lane === 'second_look'
        ? { $and: [scope, ownSecondLooks(deps, principal)] }
        : {
            $and: [
              scope,
              notBlindTo(principal),
              queueFilter({
                lane: request.lane,
                now,
                carriers: deps.config.CARRIERS,
                parked: request.view === 'parked',
              }),
              viewFilter(request.view, principal, now),
            ],
          },
    )
    .sort(request.sort === 'due' ? OLDEST_DUE_FIRST : { submittedAt: 1, _id: 1 })
    .skip(skip)
    .limit(request.limit + 1)
    .lean<ApplicationRow[]>();
  const more = rows.length > request.limit;
  return {
    rows: rows.slice(0, request.limit).map((row) => asSeenBy(row, principal)),
    nextCursor: more ? Buffer.from(String(skip + request.limit)).toString('base64url') : null,
    lanes: await countLanes(deps, scope, now),
    secondLooks: await secondLooks(deps, principal),
  };
}

export interface SecondLooks {
  readonly waiting: number;
  readonly mine: number;
  readonly disagreed: readonly Pick<ApplicationRow, '_id' | 'entityName' | 'numbers'>[];
}

const MOST_DISAGREED = 50;

async function secondLooks(deps: Deps, principal: Principal): Promise<SecondLooks> {
  const applications = applicationModel(deps.db);
  const waiting = await applications.countDocuments(waitingSecondLooks(deps, principal));
  const mine = await applications.countDocuments(ownSecondLooks(deps, principal));
  if (!may(principal, 'review.rescind')) return { waiting, mine, disagreed: [] };
  const disagreed = await applications
    .find(unsettledSecondLooks(principal), { entityName: 1, numbers: 1 })
    .sort({ 'secondLook.second.at': 1 })
    .limit(MOST_DISAGREED)
    .lean<Pick<ApplicationRow, '_id' | 'entityName' | 'numbers'>[]>();
  return { waiting, mine, disagreed };
}

/** @throws DomainError VALIDATION_FAILED for a cursor not of ours */
function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const text = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new DomainError('VALIDATION_FAILED', {
    errors: [{ path: 'cursor', code: 'CURSOR_INVALID', message: 'not a cursor of this list' }],
  });
}

async function countLanes(deps: Deps, scope: Record<string, unknown>, now: Date): Promise<Record<Lane, number>> {
  const counts = await applicationModel(deps.db).aggregate<{ _id: Lane | null; count: number }>([
    { $match: { $and: [scope, queueFilter({ lane: undefined, now, carriers: deps.config.CARRIERS })] } },
    { $group: { _id: '$evaluation.lane', count: { $sum: 1 } } },
  ]);
  const lanes: Record<Lane, number> = { clean: 0, warnings: 0, fraud: 0, resubmitted: 0 };
  for (const { _id, count } of counts) if (_id !== null) lanes[_id] = count;
  return lanes;
}
