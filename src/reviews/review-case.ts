import type { z } from 'zod';
import type { Principal } from '../accounts/principal.js';
import { scopeOf } from '../accounts/scope.js';
import { staffNumbers } from '../accounts/user-queries.js';
import { applicationModel, type ApplicationRow } from '../applications/application-model.js';
import { openReview } from '../applications/review-record.js';
import { notBlindTo } from '../applications/second-look.js';
import type { Deps } from '../deps.js';
import { currentDocuments, dossiersWithDocument } from '../documents/document-queries.js';
import type { DocumentRow } from '../documents/document-model.js';
import { eventsOf } from '../events/event-queries.js';
import type { caseReply } from './review-schemas.js';

type Case = z.input<typeof caseReply>;
type Tie = Case['related'][number]['shares'][number];

const MOST_RELATED = 20;

/** What a reviewer wants to know beside the dossier: colleagues, what changed since last time, dossiers it is tied to. */
export async function reviewCase(deps: Deps, principal: Principal, application: ApplicationRow): Promise<Case> {
  const documents = await currentDocuments(deps, application._id.toHexString());
  const [staff, since, related] = [
    await staffNumbers(deps, peopleOf(deps, application)),
    await changedSince(deps, application, documents),
    await relatedDossiers(deps, principal, application, documents),
  ];
  return { staff, since, related };
}

function peopleOf(deps: Deps, application: ApplicationRow): string[] {
  const { claim, firstApproval, decisions, comments = [] } = application;
  const { corrections, humanChecks } = openReview(deps, application);
  const acts = [...decisions, ...comments, ...corrections, ...humanChecks].map(({ by }) => by);
  const { second, settlement } = (application.blindView === true ? null : application.secondLook) ?? {};
  return [claim?.by, firstApproval?.by, second?.by, settlement?.by, ...acts].filter((id) => id !== undefined);
}

/** Members edited and documents uploaded after the latest request for information; undone requests count for nothing. */
async function changedSince(
  deps: Deps,
  application: ApplicationRow,
  documents: readonly DocumentRow[],
): Promise<Case['since']> {
  const asked = application.decisions.findLast(({ outcome, undone }) => outcome === 'request_information' && !undone);
  if (asked === undefined) return null;
  const edits = await eventsOf(deps.db, 'application', application._id.toHexString(), ['application.edited']);
  const members = edits
    .filter(({ recordedAt }) => recordedAt >= asked.at)
    .flatMap(({ after }) => (Array.isArray(after?.['members']) ? after['members'].map(String) : []));
  return {
    at: asked.at.toISOString(),
    members: [...new Set(members)],
    documents: documents.filter(({ uploadedAt }) => uploadedAt >= asked.at).map(({ _id }) => _id.toHexString()),
  };
}

/** Other dossiers within the reviewer's scope that share a document, a person, a landing number or the entity. */
async function relatedDossiers(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  documents: readonly DocumentRow[],
): Promise<Case['related']> {
  const { uscc, blind } = application;
  const withDocument = new Set<string>();
  for (const document of documents) for (const id of await dossiersWithDocument(deps, document)) withDocument.add(id);
  const people = [blind.legalRepresentative, blind.agent].filter((index) => index !== null);
  const ties: Record<string, unknown>[] = [
    { _id: { $in: [...withDocument] } },
    { 'blind.legalRepresentative': { $in: people } },
    { 'blind.agent': { $in: people } },
    { 'blind.landing': { $in: blind.landing } },
    ...(uscc === null ? [] : [{ uscc }]),
  ];
  const rows = await applicationModel(deps.db)
    // Drafts and abandoned ones prove nothing.
    .find({
      $and: [
        scopeOf(principal),
        notBlindTo(principal),
        { $or: ties },
        { _id: { $ne: application._id } },
        { submittedAt: { $ne: null } },
      ],
    })
    .sort({ _id: -1 })
    .limit(MOST_RELATED)
    .lean<ApplicationRow[]>();
  return rows.map((row) => {
    const shared: readonly (readonly [Tie, boolean])[] = [
      ['document', withDocument.has(row._id.toHexString())],
      ['person', people.some((index) => index === row.blind.legalRepresentative || index === row.blind.agent)],
      ['landing_number', blind.landing.some((index) => row.blind.landing.includes(index))],
      ['entity', uscc !== null && row.uscc === uscc],
    ];
    return {
      id: row._id.toHexString(),
      entityName: row.entityName,
      uscc: row.uscc,
      status: row.status,
      numbers: row.numbers,
      shares: shared.filter(([, holds]) => holds).map(([tie]) => tie),
    };
  });
}
