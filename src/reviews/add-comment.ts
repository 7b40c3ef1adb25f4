import type { Principal } from '../accounts/principal.js';
import { applicationModel, type ApplicationRow } from '../applications/application-model.js';
import { sealText } from '../applications/sealed-text.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { verifyNotBlind } from './judge-again.js';

/**
 * Adds a reviewer's note for the others. Anybody who may review may write one, also while another has the case and after
 * it was decided.
 * @throws DomainError NOT_FOUND | BLIND_REVIEW
 */
export async function addComment(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  text: string,
): Promise<ApplicationRow> {
  verifyNotBlind(application);
  const id = application._id.toHexString();
  const comment = { by: principal.actorId, at: deps.clock.now(), text: sealText(deps, id, text) };
  return inTransaction(deps.db, async () => {
    const row = await applicationModel(deps.db)
      .findOneAndUpdate(
        { _id: application._id },
        { $push: { comments: comment }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<ApplicationRow>();
    if (row === null) throw new DomainError('NOT_FOUND');
    await recordEvent(deps, {
      type: 'application.commented',
      subjects: [{ kind: 'application', id }],
      actor: actorOf(principal),
      // Between reviewers: not for the reseller's stream.
      resellerId: null,
      version: row.version,
    });
    return row;
  });
}
