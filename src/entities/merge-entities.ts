import { Types } from 'mongoose';
import { moveOwners } from '../accounts/act-for-entity.js';
import { mayPairForSecondApproval } from '../accounts/pairing.js';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { entityTypeOf } from '../domain/uscc.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction, isDuplicateKey } from '../platform/mongo.js';
import { rehomeNumbers, type Rehomed } from '../registry/rehome-numbers.js';
import { findEntityRow } from './entity-queries.js';
import { joinEntities, partEntities } from './join-entities.js';
import { mergeModel, type MergeRow, type MergeStatus } from './merge-model.js';

/**
 * A reviewer says that two records are one legal entity. Nothing changes until another person agrees.
 * @throws DomainError NOT_FOUND (no such entity) | WRONG_STATE (merged already, or a proposal is open) | VALIDATION_FAILED
 */
export async function proposeMerge(
  deps: Deps,
  principal: Principal,
  { from, into, reason }: Pick<MergeRow, 'from' | 'into' | 'reason'>,
): Promise<MergeRow> {
  const entity = await findEntityRow(deps, from);
  if (entity === null) throw new DomainError('NOT_FOUND');
  if ((entity.mergedInto ?? null) !== null) throw new DomainError('WRONG_STATE');
  const row: MergeRow = {
    _id: new Types.ObjectId(),
    from,
    into,
    reason,
    status: 'proposed',
    proposedBy: principal.actorId,
    proposedAt: deps.clock.now(),
    decidedBy: null,
    decidedAt: null,
    moved: null,
    undoneBy: null,
    undoneAt: null,
    version: 1,
  };
  try {
    await inTransaction(deps.db, async () => {
      await mergeModel(deps.db).insertMany([row]);
      await record(deps, principal, row, 'entity.merge_proposed', []);
    });
  } catch (error) {
    throw isDuplicateKey(error) ? new DomainError('WRONG_STATE') : error;
  }
  return row;
}

/**
 * Another person agrees or refuses. Agreed, in one transaction: the numbers in service, the owners' accounts and the names
 * of the one are the other's from now on; history keeps both.
 * @throws DomainError SECOND_APPROVER_REQUIRED | WRONG_STATE | NUMBER_IN_APPLICATION
 */
export async function decideMerge(
  deps: Deps,
  principal: Principal,
  merge: MergeRow,
  outcome: 'approve' | 'refuse',
): Promise<MergeRow> {
  const { proposedBy, from, into } = merge;
  const another =
    proposedBy !== principal.actorId && (await mayPairForSecondApproval(deps, proposedBy, principal.actorId));
  if (!another) throw new DomainError('SECOND_APPROVER_REQUIRED');
  const decided = { decidedBy: principal.actorId, decidedAt: deps.clock.now() };
  return inTransaction(deps.db, async () => {
    if (outcome === 'refuse') {
      const refused = await move(deps, merge, 'proposed', { ...decided, status: 'refused' });
      await record(deps, principal, refused, 'entity.merge_refused', []);
      return refused;
    }
    const old = await findEntityRow(deps, from);
    if (old === null) throw new DomainError('NOT_FOUND');
    const known = await findEntityRow(deps, into);
    const holder = { uscc: into, name: known?.name ?? old.name, entityType: entityTypeOf(into) };
    const numbers = await rehomeNumbers(deps, from, holder);
    const users = await moveOwners(deps, { uscc: from }, into);
    const names = await joinEntities(deps, old, holder);
    const merged = await move(deps, merge, 'proposed', {
      ...decided,
      status: 'merged',
      moved: { numbers, users, names },
    });
    await record(deps, principal, merged, 'entity.merged', numbers);
    return merged;
  });
}

/**
 * Takes a merge back: what it moved and nobody has changed since returns.
 * @throws DomainError WRONG_STATE | NUMBER_IN_APPLICATION
 */
export async function undoMerge(deps: Deps, principal: Principal, merge: MergeRow, reason: string): Promise<MergeRow> {
  const { from, into, moved } = merge;
  return inTransaction(deps.db, async () => {
    const old = await findEntityRow(deps, from);
    if (merge.status !== 'merged' || moved === null || old === null) throw new DomainError('WRONG_STATE');
    const { name, entityType } = old;
    const numbers = await rehomeNumbers(deps, into, { uscc: from, name, entityType }, moved.numbers);
    await moveOwners(deps, { _id: { $in: moved.users }, uscc: into }, from);
    await partEntities(deps, from, into, moved.names);
    const undone = await move(deps, merge, 'merged', {
      status: 'undone',
      undoneBy: principal.actorId,
      undoneAt: deps.clock.now(),
    });
    await record(deps, principal, undone, 'entity.merge_undone', numbers, reason);
    return undone;
  });
}

async function move(deps: Deps, merge: MergeRow, from: MergeStatus, set: Partial<MergeRow>): Promise<MergeRow> {
  const row = await mergeModel(deps.db)
    .findOneAndUpdate(
      { _id: merge._id, status: from },
      { $set: set, $inc: { version: 1 } },
      { returnDocument: 'after' },
    )
    .lean<MergeRow>();
  if (row === null) throw new DomainError('WRONG_STATE');
  return row;
}

async function record(
  deps: Deps,
  principal: Principal,
  merge: MergeRow,
  type: string,
  numbers: readonly Rehomed[],
  reason: string = merge.reason,
): Promise<void> {
  await recordEvent(deps, {
    type,
    subjects: [
      { kind: 'entity', id: merge.from },
      { kind: 'entity', id: merge.into },
      ...numbers.map(({ number }) => ({ kind: 'number' as const, id: number })),
    ],
    actor: actorOf(principal),
    resellerId: null,
    reason,
    after: { mergeId: merge._id.toHexString(), status: merge.status, from: merge.from, into: merge.into },
    version: merge.version,
  });
}
