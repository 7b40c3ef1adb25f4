import type { Principal } from '../accounts/principal.js';
import { isApplicant } from '../accounts/principal.js';
import { ownOrganisations } from '../accounts/scope.js';
import type { Deps } from '../deps.js';
import type { Party } from '../domain/application-kinds.js';
import { DomainError } from '../domain/errors.js';
import { OBJECTION_GROUNDS } from '../domain/consents.js';
import { actorOf, SYSTEM } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import type { ApplicationRow, ConsentRow } from './application-model.js';
import { loadApplication } from './application-queries.js';
import type { ConsentBody } from './consent-schemas.js';
import { moveApplication } from './move-application.js';

/**
 * A party agrees or objects by its own account; or a reviewer records an agreement that was signed on paper, or overrules
 * an objection after weighing it.
 * @throws DomainError GROUND_NOT_ACCEPTED | FORBIDDEN (an act of somebody else's) | CONSENT_CLOSED | WRONG_STATE | CONFLICT
 */
export async function answerConsent(
  deps: Deps,
  principal: Principal,
  applicationId: string,
  body: ConsentBody,
): Promise<ApplicationRow> {
  const { party, answer, ground } = body;
  if (ground !== undefined && !OBJECTION_GROUNDS[ground].counts) throw new DomainError('GROUND_NOT_ACCEPTED');
  const now = deps.clock.now();
  return inTransaction(deps.db, async () => {
    const application = await reload(deps, applicationId);
    const consent = consentOf(application, party);
    requireMayAnswer(principal, consent, body);
    const open = answer === 'overruled' ? consent.answer === 'refused' : isOpen(consent, now);
    if (!open) throw new DomainError('CONSENT_CLOSED');
    return write(
      deps,
      application,
      {
        ...consent,
        answer,
        ground: answer === 'refused' ? (ground ?? null) : consent.ground,
        via: isApplicant(principal) ? 'account' : 'paper',
        documentId: body.documentId ?? null,
        by: principal.actorId,
        at: now,
      },
      principal,
    );
  });
}

/** The time to object ran out: that consents. Twice, or after an answer, it changes nothing. */
export async function consentBySilence(deps: Deps, applicationId: string, party: Party): Promise<void> {
  const now = deps.clock.now();
  await inTransaction(deps.db, async () => {
    const application = await reload(deps, applicationId);
    const consent = consentOf(application, party);
    if (consent.answer !== 'open' || consent.dueAt === null || consent.dueAt > now) return;
    await write(deps, application, { ...consent, answer: 'silent', via: 'silence', at: now }, null);
  });
}

async function write(
  deps: Deps,
  application: ApplicationRow,
  answered: ConsentRow,
  principal: Principal | null,
): Promise<ApplicationRow> {
  const { party, answer, ground } = answered;
  return moveApplication(deps, {
    application,
    event: 'consent',
    actor: principal === null ? SYSTEM : actorOf(principal),
    set: { consents: application.consents.map((consent) => (consent.party === party ? answered : consent)) },
    facts: { party, answer, ...(ground === null ? {} : { ground }) },
  });
}

async function reload(deps: Deps, id: string): Promise<ApplicationRow> {
  const application = await loadApplication(deps, id);
  if (application === null) throw new DomainError('NOT_FOUND');
  return application;
}

function consentOf(application: ApplicationRow, party: Party): ConsentRow {
  const consent = application.consents.find((row) => row.party === party);
  if (consent === undefined) throw new DomainError('NOT_FOUND');
  return consent;
}

/** Silence closes at its time even when no sweep has come by yet. */
function isOpen({ answer, dueAt }: ConsentRow, now: Date): boolean {
  return answer === 'open' && (dueAt === null || dueAt > now);
}

/** @throws DomainError FORBIDDEN: nobody answers for others, but a reviewer may have seen their signature */
function requireMayAnswer(principal: Principal, consent: ConsentRow, { answer, documentId }: ConsentBody): void {
  const own = ownOrganisations(principal).includes(consent.organisation);
  const signed = !isApplicant(principal) && answer === 'given' && documentId !== undefined;
  const weighed = principal.role === 'senior_reviewer' && answer === 'overruled';
  if (!((own && answer !== 'overruled') || signed || weighed)) throw new DomainError('FORBIDDEN');
}
