import type { Request } from 'express';
import { identifyIssuer } from '../accounts/identify.js';
import type { Principal } from '../accounts/principal.js';
import { secretHash } from '../accounts/secret.js';
import { findOwnApplication } from '../applications/application-queries.js';
import type { ApplicationRow } from '../applications/application-model.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { DOCUMENT_KINDS, type DocumentKind } from '../domain/ocr-fields.js';
import { linkModel, type LinkRow } from './link-model.js';

/** Header that carries the secret. The page has it from the fragment of its address, which no server and no log sees. */
export const LINK_HEADER = 'Dossier-Link';

/** Papers of the person themselves; a hand-over may bring every kind. */
const KINDS_OF_PERSON = {
  legal_representative: ['legal_representative_id_front', 'legal_representative_id_back', 'legal_representative_id'],
  agent: ['agent_id_front', 'agent_id_back', 'agent_id'],
} as const satisfies Record<NonNullable<LinkRow['person']>, readonly DocumentKind[]>;

export interface OpenLink {
  readonly row: LinkRow;
  /** Who uploads: the link itself, with the reach of its issuer. It is handed to the upload of this dossier only. */
  readonly principal: Principal;
  readonly application: ApplicationRow;
  readonly kinds: readonly DocumentKind[];
}

/**
 * The link whose secret a request carries. Wrong, expired, revoked, its issuer gone, its dossier no longer the issuer's:
 * all the same answer, so that nobody learns which.
 * @throws DomainError LINK_OVER
 */
export async function openLink(deps: Deps, request: Request): Promise<OpenLink> {
  const now = deps.clock.now();
  const row = await linkModel(deps.db)
    .findOneAndUpdate(
      { hash: secretHash(request.get(LINK_HEADER) ?? ''), revokedAt: null, expiresAt: { $gt: now } },
      { $set: { lastUsedAt: now } },
      { returnDocument: 'after' },
    )
    .lean<LinkRow>();
  const issuer = row === null ? null : await identifyIssuer(deps, row.issuer);
  if (row === null || issuer === null) throw new DomainError('LINK_OVER');
  try {
    const application = await findOwnApplication(deps, issuer, row.applicationId);
    const principal: Principal = { ...issuer, kind: 'link', actorId: row._id.toHexString() };
    return { row, principal, application, kinds: row.person === null ? DOCUMENT_KINDS : KINDS_OF_PERSON[row.person] };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'NOT_FOUND') throw new DomainError('LINK_OVER');
    throw error;
  }
}
