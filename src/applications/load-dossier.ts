import type { Dossier, DossierDocument, DossierFacts } from '../checks/dossier.js';
import { checkPolicy } from '../checks/policy.js';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import type { Declared } from '../domain/application.js';
import { papersNeeded } from '../domain/application-kinds.js';
import type { Extraction } from '../domain/ocr-fields.js';
import { currentDocuments, findDuplicates, openExtraction } from '../documents/document-queries.js';
import type { DocumentRow } from '../documents/document-model.js';
import { namesOfEntity } from '../entities/entity-queries.js';
import { contactFacts } from '../owners/contact-facts.js';
import { countNumbersOfEntity, numbersByDigits } from '../registry/number-queries.js';
import { findReseller } from '../resellers/reseller-queries.js';
import { applicationModel, type ApplicationRow } from './application-model.js';
import { blocklistModel } from './blocklist-model.js';
import { landingIndex, openDeclared } from './open-declared.js';
import { answeringReseller, filerOf } from './filer.js';
import { openReview, type FieldCorrection } from './review-record.js';

/** Everything the checks look at, read at one moment. */
export async function loadDossier(deps: Deps, application: ApplicationRow): Promise<Dossier> {
  // Whatever this process knows: no evaluation goes by older rules than were set when it began.
  await deps.policies.refresh();
  const policy = checkPolicy(deps.policy);
  const declared = openDeclared(deps, application);
  const { corrections } = openReview(deps, application);
  const rows = await currentDocuments(deps, application._id.toHexString());
  const { kind, changes } = application;
  return {
    request: { kind, changes, papers: papersNeeded(kind, filerOf(application), changes) },
    declared,
    documents: rows.map((row) => toDossierDocument(deps, row, corrections)),
    facts: await loadFacts(deps, application, declared, rows),
    policy,
    today: businessToday(deps.clock.now(), deps.config.TZ_BUSINESS),
  };
}

function toDossierDocument(deps: Deps, row: DocumentRow, corrections: readonly FieldCorrection[]): DossierDocument {
  const id = row._id.toHexString();
  const extraction = openExtraction(deps, row);
  const own = corrections.filter((correction) => correction.documentId === id);
  return {
    id,
    kind: row.kind,
    status: row.status,
    colour: row.colour,
    traces: row.traces ?? [],
    extraction: extraction === null ? null : corrected(extraction, own),
  };
}

/** A person's reading replaces the machine's; where it stood on the page stays known. */
function corrected(extraction: Extraction, corrections: readonly FieldCorrection[]): Extraction {
  const fields = { ...extraction.fields };
  for (const { field, value } of corrections) {
    const before = fields[field];
    fields[field] = { value, confidence: 1, verdict: 'read', box: before?.box ?? null, page: before?.page ?? 1 };
  }
  return { ...extraction, fields };
}

async function loadFacts(
  deps: Deps,
  application: ApplicationRow,
  declared: Declared,
  documents: readonly DocumentRow[],
): Promise<DossierFacts> {
  const { uscc, carrier } = application;
  const resellerId = answeringReseller(application);
  const reseller = resellerId === null ? null : await findReseller(deps, resellerId);
  const numbers = await numbersByDigits(deps, application.numbers);
  const reused: DossierFacts['reusedDocuments'][number][] = [];
  for (const document of documents) reused.push(...(await findDuplicates(deps, document)));
  const blocked = await blocklistModel(deps.db)
    .findOne({ key: { $in: blockKeys(deps, application) } })
    .lean<{ reason: string }>();
  const shared: DossierFacts['sharedLandingNumbers'][number][] = [];
  for (const landing of declared.landingNumbers) {
    const otherEntities = await countOtherEntities(deps, application, {
      'blind.landing': landingIndex(deps, landing.number),
    });
    if (otherEntities > 0) shared.push({ number: landing.number, otherEntities });
  }
  return {
    reseller: reseller === null ? null : { status: reseller.status, authorisation: { ...reseller.authorisation } },
    otherNames: uscc === null ? [] : await namesOfEntity(deps, uscc),
    numbers: numbers.map((row) => ({ number: row._id, carrier: row.carrier, status: row.status })),
    otherNumbersOfEntity:
      uscc === null ? 0 : await countNumbersOfEntity(deps, { uscc, carrier, exceptNumbers: application.numbers }),
    blocklisted: blocked === null ? null : { reason: blocked.reason },
    businessStatus:
      uscc === null ? { status: 'unavailable', source: 'none', asOf: null } : await deps.businessStatus.lookUp(uscc),
    otherEntitiesOfPerson: {
      legalRepresentative: await countEntitiesOfPerson(deps, application, application.blind.legalRepresentative),
      agent: await countEntitiesOfPerson(deps, application, application.blind.agent),
    },
    reusedDocuments: reused,
    sharedLandingNumbers: shared,
    ...(await contactFacts(deps, application, declared)),
  };
}

function blockKeys(deps: Deps, { uscc, blind }: ApplicationRow): string[] {
  return [
    uscc === null ? null : deps.cipher.blindIndex('blocklist', uscc),
    blind.legalRepresentative,
    blind.agent,
  ].filter((key) => key !== null);
}

async function countEntitiesOfPerson(deps: Deps, application: ApplicationRow, person: string | null): Promise<number> {
  if (person === null) return 0;
  return countOtherEntities(deps, application, {
    $or: [{ 'blind.legalRepresentative': person }, { 'blind.agent': person }],
  });
}

/** Distinct other entities among applications that reached a reviewer; drafts and abandoned ones prove nothing. */
async function countOtherEntities(
  deps: Deps,
  application: ApplicationRow,
  filter: Record<string, unknown>,
): Promise<number> {
  const usccs = await applicationModel(deps.db).distinct('uscc', {
    ...filter,
    uscc: { $nin: [null, application.uscc] },
    submittedAt: { $ne: null },
  });
  return usccs.length;
}
