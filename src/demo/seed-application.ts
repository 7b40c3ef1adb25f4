import { isReseller, type Principal } from '../accounts/principal.js';
import type { ApplicationRow } from '../applications/application-model.js';
import { listApplications } from '../applications/application-queries.js';
import { createApplication } from '../applications/create-application.js';
import type { Deps } from '../deps.js';
import type { Decoder } from '../documents/decoder.js';
import { currentDocuments } from '../documents/document-queries.js';
import { uploadDocument } from '../documents/upload-document.js';
import { DomainError } from '../domain/errors.js';
import { reserveNumber } from '../registry/reserve-number.js';
import type { DemoApplication } from './advance-application.js';
import type { SpecimenDossier } from './specimen-dossiers.js';

/**
 * Makes the application of a dossier with its documents by the commands of the API, or goes on where an earlier start
 * was interrupted. One that was there before is never made twice, whatever became of it.
 */
export async function seedApplication(
  deps: Deps,
  decoder: Decoder,
  agent: Principal,
  dossier: SpecimenDossier,
): Promise<DemoApplication> {
  const [known] = await listApplications(deps, agent, { numbers: dossier.number }, { limit: 1 });
  const application = known ?? (await openDraft(deps, agent, dossier));
  // A draft begins with 1 and every document raises it by 1: more than that was done by somebody else.
  const revision = 1 + dossier.files.length;
  const applicationId = application._id.toHexString();
  if (application.status === 'draft' && application.revision < revision) {
    const there = new Set((await currentDocuments(deps, applicationId)).map(({ kind }) => kind));
    for (const { kind, read } of dossier.files.filter((file) => !there.has(file.kind)))
      await uploadDocument(deps, decoder, agent, { applicationId, kind, bytes: await read() });
  }
  return { id: applicationId, agent, revision };
}

async function openDraft(deps: Deps, agent: Principal, dossier: SpecimenDossier): Promise<ApplicationRow> {
  if (!isReseller(agent)) throw new DomainError('FORBIDDEN');
  const { number, declared } = dossier;
  const { name = '样例单位', uscc } = declared.entity ?? {};
  const subscriber = uscc === undefined ? { name } : { name, uscc };
  try {
    await reserveNumber(deps, agent, { number, subscriber });
  } catch (error) {
    // An earlier start reserved it and was killed; if it was somebody else, the next line says so.
    if (!(error instanceof DomainError && error.code === 'NUMBER_NOT_SPARE')) throw error;
  }
  return createApplication(deps, agent, { kind: 'new', numbers: [number], ...declared });
}
