import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import type { DocumentKind } from '../domain/ocr-fields.js';
import { applicationModel, type ApplicationRow } from './application-model.js';
import { requireState } from './move-application.js';

export interface TouchRequest {
  readonly application: ApplicationRow;
  readonly principal: Principal;
  /** The document kind that is added or removed. */
  readonly change: { readonly kind: DocumentKind };
}

/**
 * Raises the revision because a document changed. Call it inside the transaction that changes the document, which
 * records its own event. Uploads race each other legitimately (eight at once), so this compares the state, not the version.
 * @throws DomainError WRONG_STATE | NOT_REQUESTED (in `action_required`, a kind nobody asked for)
 */
export async function touchApplication(
  deps: Pick<Deps, 'db'>,
  { application, change }: TouchRequest,
): Promise<ApplicationRow> {
  requireState(application, 'edit');
  requireRequested(application, { documentKinds: [change.kind], members: [] });
  const row = await applicationModel(deps.db)
    .findOneAndUpdate(
      { _id: application._id, status: application.status, resellerId: application.resellerId },
      { $inc: { revision: 1, version: 1 } },
      { returnDocument: 'after' },
    )
    .lean<ApplicationRow>();
  if (row === null) throw new DomainError('CONFLICT');
  return row;
}

/** In `action_required` only what was asked for may change; the rest stays reviewed. @throws DomainError NOT_REQUESTED */
export function requireRequested(
  application: Pick<ApplicationRow, 'status' | 'requests'>,
  change: { readonly documentKinds: readonly DocumentKind[]; readonly members: readonly string[] },
): void {
  if (application.status !== 'action_required') return;
  const kinds = new Set(application.requests.flatMap((request) => request.documentKinds));
  const members = application.requests.flatMap((request) => request.members);
  const asked = (member: string) => members.some((allowed) => member === allowed || member.startsWith(`${allowed}.`));
  const refused = [
    ...change.documentKinds.filter((kind) => !kinds.has(kind)),
    ...change.members.filter((member) => !asked(member)),
  ];
  if (refused.length > 0)
    throw new DomainError('NOT_REQUESTED', { members: { refused, requested: [...kinds, ...members] } });
}
