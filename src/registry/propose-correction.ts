import { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction, isDuplicateKey } from '../platform/mongo.js';
import { correctedAssignment } from './corrected-assignment.js';
import { correctionModel, type CorrectionRow } from './correction-model.js';
import type { NumberRow } from './number-model.js';
import { assignmentsOfNumber } from './number-queries.js';

/**
 * Proposes that the register has a fact of an assignment wrong; nothing changes until another person agrees.
 * @throws DomainError NOT_FOUND (no such assignment of this number) | VALIDATION_FAILED | CORRECTION_ALREADY_OPEN
 */
export async function proposeCorrection(
  deps: Deps,
  principal: Principal,
  number: NumberRow,
  proposal: Pick<CorrectionRow, 'assignmentId' | 'facts' | 'reason'>,
): Promise<CorrectionRow> {
  const all = await assignmentsOfNumber(deps, number._id);
  const old = all.find((row) => row._id.toHexString() === proposal.assignmentId);
  if (old === undefined) throw new DomainError('NOT_FOUND');
  const now = deps.clock.now();
  const others = all.filter((row) => row !== old);
  const { errors } = correctedAssignment(old, proposal.facts, others, now);
  if (errors.length > 0) throw new DomainError('VALIDATION_FAILED', { errors });
  const row: CorrectionRow = {
    ...proposal,
    _id: new Types.ObjectId(),
    number: number._id,
    status: 'proposed',
    proposedBy: principal.actorId,
    proposedAt: now,
    decidedBy: null,
    decidedAt: null,
    version: 1,
  };
  try {
    await inTransaction(deps.db, async () => {
      await correctionModel(deps.db).insertMany([row]);
      await recordEvent(deps, {
        type: 'correction.proposed',
        subjects: [
          { kind: 'correction', id: row._id.toHexString() },
          { kind: 'number', id: row.number },
        ],
        actor: actorOf(principal),
        resellerId: null,
        reason: row.reason,
        after: { ...row.facts },
        version: row.version,
      });
    });
  } catch (error) {
    throw isDuplicateKey(error) ? new DomainError('CORRECTION_ALREADY_OPEN') : error;
  }
  return row;
}
