import type { Deps } from '../deps.js';
import type { Extraction } from '../domain/ocr-fields.js';
import { loadApplication } from '../applications/application-queries.js';
import { recordEvent, SYSTEM } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { contentKeyOf } from './content-key.js';
import { documentModel, type DocumentRow } from './document-model.js';
import { currentDocuments } from './document-queries.js';
import type { FailureCode } from './failures.js';
import { sealPart } from './sealed-parts.js';

/** Keeps what was read. Of two readings of one document the first counts. @returns whether this one did */
export async function settleAsReady(deps: Deps, row: DocumentRow, extraction: Extraction): Promise<boolean> {
  return settle(deps, row, {
    status: 'ready',
    extraction: sealPart(deps, row._id.toHexString(), 'extraction', Buffer.from(JSON.stringify(extraction))),
    contentKey: contentKeyOf(deps, extraction),
  });
}

/** Notes that the document cannot be read. @returns whether it was still open */
export async function settleAsFailed(deps: Deps, row: DocumentRow, code: FailureCode): Promise<boolean> {
  return settle(deps, row, { status: 'failed', failure: { code } });
}

async function settle(deps: Deps, row: DocumentRow, result: Partial<DocumentRow>): Promise<boolean> {
  const settled = await inTransaction(deps.db, async () => {
    const now = deps.clock.now();
    const after = await documentModel(deps.db)
      .findOneAndUpdate(
        { _id: row._id, attempt: row.attempt, settledAt: null },
        { $set: { ...result, settledAt: now, progressAt: now }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<DocumentRow>();
    if (after === null) return null;
    await recordEvent(deps, {
      type: 'document.settled',
      subjects: [
        { kind: 'document', id: row._id.toHexString() },
        { kind: 'application', id: row.applicationId },
      ],
      actor: SYSTEM,
      resellerId: row.resellerId,
      before: { status: row.status, kind: row.kind },
      after: {
        status: after.status,
        kind: after.kind,
        ...(after.failure === null ? {} : { failure: after.failure.code }),
      },
      version: after.version,
    });
    return after;
  });
  await evaluateWhenSettled(deps, row.applicationId);
  return settled !== null;
}

/**
 * The last settled document asks for the evaluation. Two that settle at once may both ask: the job's id is the same.
 * Also asked when this document was settled before: whoever did it may have died before asking.
 */
export async function evaluateWhenSettled(deps: Deps, applicationId: string): Promise<void> {
  const documents = await currentDocuments(deps, applicationId);
  if (documents.some((document) => document.settledAt === null)) return;
  const application = await loadApplication(deps, applicationId);
  if (application !== null && application.endedAt === null)
    await deps.jobs.evaluate(applicationId, application.revision);
}
