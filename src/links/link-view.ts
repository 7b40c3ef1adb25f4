import type { z } from 'zod';
import { nextApplicationStatus } from '../domain/application-state.js';
import { ADVICE } from '../documents/advice/advice.js';
import { logAccess } from '../documents/access-log.js';
import { currentDocuments, openExtraction } from '../documents/document-queries.js';
import type { DocumentRow } from '../documents/document-model.js';
import { FAILURES } from '../documents/failures.js';
import type { Deps } from '../deps.js';
import { PERSONAL_CONSENT } from '../domain/personal-consent.js';
import type { Language } from '../http/problem.js';
import { findReseller } from '../resellers/reseller-queries.js';
import { isOwnersOrganisation } from '../accounts/scope.js';
import type { LinkRow } from './link-model.js';
import { consentsOf } from './link-queries.js';
import type { linksReply, newLink, openedLink } from './link-schemas.js';
import type { OpenLink } from './open-link.js';
import type { PersonalConsentRow } from './personal-consent-model.js';

/** What a person is shown of their own card, to check it; other fields are nobody's concern here. */
const CHECKED_BY_THE_PERSON = ['name', 'idNumber', 'validUntil'];

export function viewLink(row: LinkRow): z.input<typeof newLink> {
  const { _id, purpose, person, createdAt, expiresAt, revokedAt, lastUsedAt } = row;
  return {
    id: _id.toHexString(),
    purpose,
    person,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

export function viewConsent(row: PersonalConsentRow): z.input<typeof linksReply>['consents'][number] {
  const { person, answer, readingRight, textVersion, channel, at } = row;
  return { person, answer, readingRight, textVersion, channel, at: at.toISOString() };
}

/** The dossier as the holder of a link sees it. Reads of what stands on papers are logged. */
export async function viewOpened(deps: Deps, link: OpenLink, language: Language): Promise<z.input<typeof openedLink>> {
  const { row, principal, application, kinds } = link;
  const documents = await currentDocuments(deps, row.applicationId);
  const own = documents.filter(({ uploadedBy }) => uploadedBy === principal.actorId);
  const shown = row.purpose === 'customer' ? own.filter(({ extraction }) => extraction !== null) : [];
  for (const document of shown) {
    const subject = { kind: 'document', id: document._id.toHexString() } as const;
    await logAccess(deps, { principal, purpose: 'own_papers', subject, fields: CHECKED_BY_THE_PERSON });
  }
  const consents = row.person === null ? [] : await consentsOf(deps, row.applicationId);
  const consent = consents.find(({ person }) => person === row.person);
  const ownerFiles = isOwnersOrganisation(application.resellerId);
  return {
    purpose: row.purpose,
    person: row.person,
    expiresAt: row.expiresAt.toISOString(),
    numbers: application.numbers,
    entity: application.entityName,
    reseller: ownerFiles ? null : (await findReseller(deps, application.resellerId)).name,
    open: nextApplicationStatus(application.status, 'edit') !== null,
    kinds: kinds.map((kind) => {
      const document = documents.find((one) => one.kind === kind);
      return {
        kind,
        status: document?.status ?? null,
        messages: document !== undefined && own.includes(document) ? messagesOf(document, language) : [],
        read: document !== undefined && shown.includes(document) ? readingOf(deps, document) : {},
      };
    }),
    consent: consent === undefined ? null : viewConsent(consent),
    text: { version: PERSONAL_CONSENT.version, lines: [...PERSONAL_CONSENT[language]] },
  };
}

function messagesOf({ advice = [], failure }: DocumentRow, language: Language): string[] {
  return [
    ...(failure === null ? [] : [FAILURES[failure.code][language]]),
    ...advice.map(({ code }) => ADVICE[code][language]),
  ];
}

function readingOf(deps: Pick<Deps, 'cipher'>, document: DocumentRow): Record<string, string> {
  const fields = openExtraction(deps, document)?.fields ?? {};
  return Object.fromEntries(
    CHECKED_BY_THE_PERSON.flatMap((name) => {
      const value = fields[name]?.value;
      return value === undefined || value === null ? [] : [[name, value] as const];
    }),
  );
}
