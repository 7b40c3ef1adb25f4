import type { Principal } from '../accounts/principal.js';
import { applicationModel, type ApplicationRow } from '../applications/application-model.js';
import { sealText } from '../applications/sealed-text.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { closeTaskAbout } from '../operations/close-task.js';
import { inTransaction } from '../platform/mongo.js';
import { rescindInside } from './rescind-approval.js';

/**
 * A senior says who of two reviewers was right. An approval that should not have been one is taken back, as by rescinding,
 * if the carrier has not accepted yet; what is past that, or was rejected, stays as it is and the figures tell.
 * @throws DomainError WRONG_STATE (no disagreement) | SECOND_APPROVER_REQUIRED (one of the two) | NUMBER_NOT_ASSIGNED | CONFLICT
 */
export async function settleSecondLook(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  { side, reason }: { readonly side: 'first' | 'second'; readonly reason: string },
): Promise<ApplicationRow> {
  const look = application.secondLook ?? null;
  if (look?.status !== 'disagreed')
    throw new DomainError('WRONG_STATE', {
      members: { from: look?.second?.outcome ?? 'none', allowed: ['disagreed'] },
    });
  if ([look.first.by, look.second?.by].includes(principal.actorId)) throw new DomainError('SECOND_APPROVER_REQUIRED');
  const id = application._id.toHexString();
  const settlement = { by: principal.actorId, side, reason: sealText(deps, id, reason), at: deps.clock.now() };
  const secondLook = { ...look, status: 'settled' as const, settlement };
  const reopen = side === 'second' && look.first.outcome === 'approve' && application.status === 'approved';
  return inTransaction(deps.db, async () => {
    await closeTaskAbout(deps, principal, 'second_look_disagrees', { kind: 'application', id });
    if (reopen) return rescindInside(deps, principal, application, reason, { secondLook });
    const row = await applicationModel(deps.db)
      .findOneAndUpdate(
        { _id: application._id, version: application.version, 'secondLook.status': 'disagreed' },
        { $set: { secondLook }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<ApplicationRow>();
    if (row === null) throw new DomainError('CONFLICT');
    await recordEvent(deps, {
      type: 'application.second_look_settled',
      subjects: [{ kind: 'application', id }],
      actor: actorOf(principal),
      resellerId: null,
      before: { secondLook: 'disagreed' },
      after: { secondLook: 'settled', side },
      version: row.version,
    });
    return row;
  });
}
