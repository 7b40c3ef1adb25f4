import type { Principal } from '../accounts/principal.js';
import { findOwnApplication } from '../applications/application-queries.js';
import { touchApplication } from '../applications/touch-application.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { documentModel, type DocumentRow } from './document-model.js';
import { eraseStored } from './store-document.js';

/**
 * Takes a document out of a dossier. Before the first submission nobody has relied on it: row and files are erased.
 * Afterwards it only stops being current, because a review may have rested on it.
 * @throws DomainError NOT_FOUND (also when it is current no more) | WRONG_STATE | NOT_REQUESTED | CONFLICT
 */
export async function deleteDocument(deps: Deps, principal: Principal, document: DocumentRow): Promise<void> {
  const erased = await inTransaction(deps.db, async () => {
    const current = await documentModel(deps.db).findOne({ _id: document._id, supersededAt: null }).lean<DocumentRow>();
    if (current === null) throw new DomainError('NOT_FOUND');
    const found = await findOwnApplication(deps, principal, current.applicationId);
    const application = await touchApplication(deps, { application: found, principal, change: { kind: current.kind } });
    const erase = application.submittedAt === null;
    if (erase) await documentModel(deps.db).deleteOne({ _id: current._id });
    else {
      await documentModel(deps.db).updateOne(
        { _id: current._id },
        { $set: { slot: null, supersededAt: deps.clock.now() }, $inc: { version: 1 } },
      );
    }
    await recordEvent(deps, {
      type: 'document.deleted',
      subjects: [
        { kind: 'document', id: current._id.toHexString() },
        { kind: 'application', id: current.applicationId },
      ],
      actor: actorOf(principal),
      resellerId: current.resellerId,
      before: { status: current.status, kind: current.kind },
      after: { erased: erase, revision: application.revision },
      version: current.version + 1,
    });
    return erase;
  });
  if (erased) await eraseStored(deps, document);
}
