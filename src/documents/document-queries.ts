import type { Principal } from '../accounts/principal.js';
import { isOwnersOrganisation } from '../accounts/scope.js';
import { applicationModel, type ApplicationRow } from '../applications/application-model.js';
import { findApplication } from '../applications/application-queries.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import type { Extraction } from '../domain/ocr-fields.js';
import { documentModel, type DocumentRow } from './document-model.js';
import { hashDistance } from './picture-hash.js';
import { openPart } from './sealed-parts.js';

/** Bits of 256 by which re-encodings of one picture differ at most (18 measured; docs/decisions/052). */
const SIMILAR_BITS = 18;
const OLDEST_FIRST = { _id: 1 } as const;

/** The documents that count, oldest first: those nothing has superseded. */
export async function currentDocuments(deps: Pick<Deps, 'db'>, applicationId: string): Promise<DocumentRow[]> {
  return documentModel(deps.db).find({ applicationId, supersededAt: null }).sort(OLDEST_FIRST).lean<DocumentRow[]>();
}

/** The same for a page of applications, in one query. */
export async function currentDocumentsOf(
  deps: Pick<Deps, 'db'>,
  applicationIds: readonly string[],
): Promise<Map<string, DocumentRow[]>> {
  const rows = await documentModel(deps.db)
    .find({ applicationId: { $in: [...applicationIds] }, supersededAt: null })
    .sort(OLDEST_FIRST)
    .lean<DocumentRow[]>();
  const byApplication = new Map<string, DocumentRow[]>();
  for (const row of rows) byApplication.set(row.applicationId, [...(byApplication.get(row.applicationId) ?? []), row]);
  return byApplication;
}

/** A document and its application within the caller's organisation and scope. @throws DomainError NOT_FOUND */
export async function findDocument(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  id: string,
): Promise<{ readonly document: DocumentRow; readonly application: ApplicationRow }> {
  const document = await documentModel(deps.db).findOne({ _id: id }).lean<DocumentRow>();
  if (document === null) throw new DomainError('NOT_FOUND');
  return { document, application: await findApplication(deps, principal, document.applicationId) };
}

/** What was read, decrypted; null unless `ready`. */
export function openExtraction(
  deps: Pick<Deps, 'cipher'>,
  row: Pick<DocumentRow, '_id' | 'extraction'>,
): Extraction | null {
  if (row.extraction === null) return null;
  return JSON.parse(openPart(deps, row._id.toHexString(), 'extraction', row.extraction).toString()) as Extraction;
}

export interface Duplicate {
  /** The caller's own document: evidence never names another organisation's. */
  readonly documentId: string;
  readonly how: 'same_file' | 'similar_picture';
}

/**
 * Whether this document was seen before in a dossier of another entity or another organisation. The same entity in the
 * same organisation may use it again (contract: *What is compared*). At most one finding a document.
 */
export async function findDuplicates(deps: Pick<Deps, 'db'>, row: DocumentRow): Promise<Duplicate[]> {
  const foreign = await ofOthers(deps, row, await alikeEarlier(deps, row));
  if (foreign.length === 0) return [];
  const how = foreign.some((other) => other.sha256 === row.sha256) ? 'same_file' : 'similar_picture';
  return [{ documentId: row._id.toHexString(), how }];
}

/** Dossiers of others in which this document was seen before; for reviewers only (see `findDuplicates`). */
export async function dossiersWithDocument(deps: Pick<Deps, 'db'>, row: DocumentRow): Promise<string[]> {
  const foreign = await ofOthers(deps, row, await alikeEarlier(deps, row));
  return [...new Set(foreign.map(({ applicationId }) => applicationId))];
}

async function alikeEarlier(deps: Pick<Deps, 'db'>, row: DocumentRow): Promise<DocumentRow[]> {
  const { sha256, contentKey, pictureHash } = row;
  const earlier = await documentModel(deps.db)
    .find({
      $or: [{ sha256 }, ...(contentKey === null ? [] : [{ contentKey }])],
      _id: { $lt: row._id },
      applicationId: { $ne: row.applicationId },
    })
    .limit(200)
    .lean<DocumentRow[]>();
  return earlier.filter((other) => other.sha256 === sha256 || isSimilar(pictureHash, other.pictureHash));
}

function isSimilar(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && hashDistance(one, other) <= SIMILAR_BITS;
}

/** Leaves out the dossiers of the same entity in the same organisation, and those an owner files for itself. */
async function ofOthers(
  deps: Pick<Deps, 'db'>,
  row: DocumentRow,
  candidates: readonly DocumentRow[],
): Promise<DocumentRow[]> {
  if (candidates.length === 0) return [];
  const ids = [row, ...candidates].map((document) => document.applicationId);
  const applications = await applicationModel(deps.db)
    .find({ _id: { $in: ids } }, { uscc: 1 })
    .lean<Pick<ApplicationRow, '_id' | 'uscc'>[]>();
  const usccOf = new Map(applications.map((application) => [application._id.toHexString(), application.uscc]));
  const own = usccOf.get(row.applicationId) ?? null;
  return candidates.filter(({ applicationId, resellerId }) => {
    const uscc = usccOf.get(applicationId) ?? null;
    // A draft that names no entity yet says nothing of whose document it is.
    if (uscc === null || own === null) return resellerId !== row.resellerId;
    const byOwner = isOwnersOrganisation(resellerId) || isOwnersOrganisation(row.resellerId);
    return uscc !== own || (resellerId !== row.resellerId && !byOwner);
  });
}
