import { createHash } from 'node:crypto';
import type { Principal } from '../accounts/principal.js';
import { findOwnApplication } from '../applications/application-queries.js';
import { requireState } from '../applications/move-application.js';
import { touchApplication } from '../applications/touch-application.js';
import { adviceOn } from './advice/advice-on.js';
import type { Deps } from '../deps.js';
import type { DocumentKind } from '../domain/ocr-fields.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import type { Decoder } from './decoder.js';
import { ADDING_KINDS, documentModel, type DocumentRow } from './document-model.js';
import type { ExaminedFile } from './examine-file.js';
import { queueReading } from './queue-reading.js';
import { storeDocument, type StoredDocument } from './store-document.js';
import { dropIntent, eraseUnlessKept } from './upload-intent.js';

export interface Upload {
  readonly applicationId: string;
  readonly kind: DocumentKind;
  readonly bytes: Buffer;
}

/**
 * Takes a document into a dossier: decoded, sealed, stored, then one transaction that makes it the current document of
 * its kind. The same bytes sent twice as the same kind (a double click) give the same document. What is refused leaves
 * no file; what is accepted is on disk before the answer.
 * @throws DomainError FILE_EMPTY | FILE_TYPE_UNSUPPORTED | FILE_CORRUPT | TOO_MANY_PIXELS | TOO_MANY_PAGES |
 *   PDF_ENCRYPTED | STORAGE_FULL | NOT_FOUND | WRONG_STATE | NOT_REQUESTED | CONFLICT
 */
export async function uploadDocument(
  deps: Deps,
  decoder: Pick<Decoder, 'decode'>,
  principal: Principal,
  upload: Upload,
): Promise<DocumentRow> {
  const { applicationId, kind, bytes } = upload;
  const file = await decoder.decode(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  requireState(await findOwnApplication(deps, principal, applicationId), 'edit');
  const same = await findSame(deps, { applicationId, kind, sha256 });
  if (same !== null) return same;
  const stored = await storeDocument(deps, bytes, file);
  let row: DocumentRow;
  try {
    row = await inTransaction(deps.db, async () => {
      const twin = await findSame(deps, { applicationId, kind, sha256 });
      if (twin !== null) return twin;
      return takeIn(deps, principal, { applicationId, kind, sha256, file, stored });
    });
  } catch (error) {
    await eraseUnlessKept(deps, stored);
    throw error;
  }
  if (row._id.equals(stored._id)) await queueReading(deps, row);
  else await eraseUnlessKept(deps, stored);
  return row;
}

/** The current document of this kind with the same bytes; one that failed may be sent again. */
async function findSame(
  deps: Deps,
  { applicationId, kind, sha256 }: Pick<DocumentRow, 'applicationId' | 'kind' | 'sha256'>,
): Promise<DocumentRow | null> {
  return documentModel(deps.db)
    .findOne({ applicationId, kind, sha256, supersededAt: null, status: { $ne: 'failed' } })
    .lean<DocumentRow>();
}

interface Intake extends Pick<DocumentRow, 'applicationId' | 'kind' | 'sha256'> {
  readonly file: ExaminedFile;
  readonly stored: StoredDocument;
}

/** Inside the transaction. The application is touched first, so that racing uploads come one after the other. */
async function takeIn(deps: Deps, principal: Principal, intake: Intake): Promise<DocumentRow> {
  const { applicationId, kind, sha256, file, stored } = intake;
  const found = await findOwnApplication(deps, principal, applicationId);
  const application = await touchApplication(deps, { application: found, principal, change: { kind } });
  const now = deps.clock.now();
  const adds = ADDING_KINDS.includes(kind);
  const superseded = adds ? null : await supersede(deps, applicationId, kind, now);
  const row: DocumentRow = {
    ...stored,
    applicationId,
    resellerId: application.resellerId,
    kind,
    status: 'queued',
    attempt: 1,
    sha256,
    pictureHash: file.hash,
    contentKey: null,
    colour: file.colour,
    advice: adviceOn(kind, file),
    traces: [...file.traces],
    extraction: null,
    failure: null,
    slot: adds ? null : kind,
    supersededAt: null,
    uploadedBy: principal.actorId,
    uploadedAt: now,
    progressAt: now,
    settledAt: null,
    version: 1,
  };
  await documentModel(deps.db).insertMany([row]);
  await dropIntent(deps, row);
  await recordEvent(deps, {
    type: 'document.uploaded',
    subjects: [
      { kind: 'document', id: stored._id.toHexString() },
      { kind: 'application', id: applicationId },
    ],
    actor: actorOf(principal),
    resellerId: application.resellerId,
    before: superseded === null ? null : { supersedes: superseded },
    after: { status: 'queued', kind, revision: application.revision, pages: stored.pages.length },
    version: 1,
  });
  return row;
}

/** The id of the document that gives way, or null. */
async function supersede(deps: Deps, applicationId: string, slot: DocumentKind, now: Date): Promise<string | null> {
  const earlier = await documentModel(deps.db)
    .findOneAndUpdate({ applicationId, slot }, { $set: { slot: null, supersededAt: now }, $inc: { version: 1 } })
    .lean<DocumentRow>();
  return earlier?._id.toHexString() ?? null;
}
