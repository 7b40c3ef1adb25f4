import { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import { newSecret, secretHash } from '../accounts/secret.js';
import { requireState } from '../applications/move-application.js';
import type { ApplicationRow } from '../applications/application-model.js';
import type { Deps } from '../deps.js';
import type { ConsentingPerson } from '../domain/personal-consent.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { linkModel, type LinkPurpose, type LinkRow } from './link-model.js';

const MINUTE_MS = 60_000;
const VALID_MS: Readonly<Record<LinkPurpose, number>> = {
  hand_over: 15 * MINUTE_MS,
  customer: 7 * 24 * 60 * MINUTE_MS,
};

export interface NewLink {
  readonly purpose: LinkPurpose;
  readonly person: ConsentingPerson | null;
}

/**
 * Issues a link into one dossier, and ends the earlier one for the same purpose and person: what is on the screen is the
 * one that works.
 * @returns the secret, which is shown once and kept nowhere
 * @throws DomainError WRONG_STATE when nothing can be uploaded now anyway
 */
export async function issueLink(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  { purpose, person }: NewLink,
): Promise<{ readonly row: LinkRow; readonly secret: string }> {
  requireState(application, 'edit');
  const now = deps.clock.now();
  const secret = newSecret();
  const applicationId = application._id.toHexString();
  const row: LinkRow = {
    _id: new Types.ObjectId(),
    hash: secretHash(secret),
    purpose,
    person,
    applicationId,
    issuer: { kind: principal.kind, id: principal.actorId },
    createdAt: now,
    expiresAt: new Date(now.getTime() + VALID_MS[purpose]),
    revokedAt: null,
    lastUsedAt: null,
  };
  await inTransaction(deps.db, async () => {
    await linkModel(deps.db).updateMany(
      { applicationId, purpose, person, revokedAt: null, expiresAt: { $gt: now } },
      { $set: { revokedAt: now } },
    );
    await linkModel(deps.db).insertMany([row]);
    await recordEvent(deps, {
      type: 'link.issued',
      subjects: [{ kind: 'application', id: applicationId }],
      actor: actorOf(principal),
      resellerId: application.resellerId,
      after: { link: row._id.toHexString(), purpose, person, expiresAt: row.expiresAt.toISOString() },
      version: application.version,
    });
  });
  return { row, secret };
}
