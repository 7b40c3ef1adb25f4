import type { Principal } from '../accounts/principal.js';
import type { ApplicationRow } from '../applications/application-model.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { linkModel } from './link-model.js';

/** Ends a link at once; ending it twice is no fault. @throws DomainError NOT_FOUND when it is not of this dossier */
export async function revokeLink(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  linkId: string,
): Promise<void> {
  const applicationId = application._id.toHexString();
  await inTransaction(deps.db, async () => {
    const row = await linkModel(deps.db).findOne({ _id: linkId, applicationId }).lean();
    if (row === null) throw new DomainError('NOT_FOUND');
    if (row.revokedAt !== null) return;
    await linkModel(deps.db).updateOne({ _id: row._id }, { $set: { revokedAt: deps.clock.now() } });
    await recordEvent(deps, {
      type: 'link.revoked',
      subjects: [{ kind: 'application', id: applicationId }],
      actor: actorOf(principal),
      resellerId: application.resellerId,
      after: { link: linkId },
      version: application.version,
    });
  });
}
