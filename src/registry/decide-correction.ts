import { mayPairForSecondApproval } from '../accounts/pairing.js';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { keepEntity } from '../entities/keep-entity.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { correctedAssignment } from './corrected-assignment.js';
import { correctionModel, type CorrectionRow } from './correction-model.js';
import { noteNumber } from './note-number.js';
import { numberModel, type NumberRow } from './number-model.js';
import { assignmentsOfNumber } from './number-queries.js';
import { assignmentChange, changeAssignment } from './write-assignment.js';

/**
 * Another person decides a correction. Applied, the assignment says what is right from now on; what it said before stays in
 * the events, so that anybody can still tell what was known at any time.
 * @throws DomainError SECOND_APPROVER_REQUIRED | WRONG_STATE (decided already) | CONFLICT (the facts no longer fit)
 */
export async function decideCorrection(
  deps: Deps,
  principal: Principal,
  correction: CorrectionRow,
  outcome: 'apply' | 'refuse',
): Promise<CorrectionRow> {
  if (!(await mayPairForSecondApproval(deps, correction.proposedBy, principal.actorId)))
    throw new DomainError('SECOND_APPROVER_REQUIRED');
  return inTransaction(deps.db, async () => {
    const row = await correctionModel(deps.db)
      .findOneAndUpdate(
        { _id: correction._id, status: 'proposed' },
        {
          $set: {
            status: outcome === 'apply' ? 'applied' : 'refused',
            decidedBy: principal.actorId,
            decidedAt: deps.clock.now(),
          },
          $inc: { version: 1 },
        },
        { returnDocument: 'after' },
      )
      .lean<CorrectionRow>();
    if (row === null) throw new DomainError('WRONG_STATE');
    const subjects = [
      { kind: 'number' as const, id: row.number },
      { kind: 'correction' as const, id: row._id.toHexString() },
    ];
    const event = { actor: actorOf(principal), resellerId: null, reason: row.reason };
    if (outcome === 'apply') {
      const { before, after, number } = await apply(deps, row);
      await recordEvent(deps, {
        ...event,
        type: 'number.assignment_corrected',
        subjects,
        effectiveAt: after.from,
        before: { ...before },
        after: { ...after },
        version: number.version,
      });
    } else {
      await recordEvent(deps, {
        ...event,
        type: 'correction.refused',
        subjects: subjects.toReversed(),
        version: row.version,
      });
    }
    return row;
  });
}

async function apply(deps: Deps, { number, assignmentId, facts }: CorrectionRow) {
  const all = await assignmentsOfNumber(deps, number);
  const old = all.find((row) => row._id.toHexString() === assignmentId);
  if (old === undefined) throw new DomainError('CONFLICT');
  const now = deps.clock.now();
  const corrected = correctedAssignment(
    old,
    facts,
    all.filter((row) => row !== old),
    now,
  );
  if (corrected.errors.length > 0) throw new DomainError('CONFLICT', { errors: corrected.errors });
  const { holder } = corrected.facts;
  const touched = await numberModel(deps.db)
    .findOneAndUpdate(
      { _id: number },
      { $set: old.live ? { uscc: holder.uscc } : {}, $inc: { version: 1 } },
      { returnDocument: 'after' },
    )
    .orFail()
    .lean<NumberRow>();
  const changed = await changeAssignment(deps, old._id, corrected.facts);
  if (old.live && facts.holder !== undefined) await keepEntity(deps, holder, old.verified, now);
  return { before: assignmentChange(old), after: assignmentChange(changed), number: noteNumber(touched) };
}
