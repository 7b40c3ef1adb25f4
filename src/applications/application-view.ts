import type { z } from 'zod';
import { isApplicant, type Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import type { Declared } from '../domain/application.js';
import { filingOf } from '../domain/application-kinds.js';
import { maskIdNumber } from '../domain/citizen-id.js';
import { changesBetween } from '../domain/declared-changes.js';
import { REASONS, type ReasonCode } from '../domain/reason-codes.js';
import type { DocumentRow } from '../documents/document-model.js';
import type { Language } from '../http/problem.js';
import type { ApplicationRow, ConsentRow } from './application-model.js';
import type { applicationView, consentView } from './application-schemas.js';
import { filerOf } from './filer.js';
import { openBefore, openDeclared } from './open-declared.js';
import { viewReview } from './review-view.js';
import { openText } from './sealed-text.js';

export interface ApplicationViewer {
  readonly principal: Principal;
  readonly language: Language;
  /** Full ID numbers: for the claimant only, logged by the caller. */
  readonly full: boolean;
}

const APPEAL = {
  zh: '如有异议，可在 15 个工作日内向受理运营商书面申诉',
  en: 'You may appeal to the carrier in writing within 15 working days',
};

/** The application as this viewer may see it. */
export function viewApplication(
  deps: Deps,
  row: ApplicationRow,
  documents: readonly DocumentRow[],
  viewer: ApplicationViewer,
): z.input<typeof applicationView> {
  const declared = openDeclared(deps, row);
  const forReseller = isApplicant(viewer.principal);
  return {
    id: row._id.toHexString(),
    kind: row.kind,
    status: forReseller && row.status === 'awaiting_second_approval' ? 'in_review' : row.status,
    revision: row.revision,
    numbers: row.numbers,
    carrier: row.carrier,
    entity: declared.entity,
    legalRepresentative: viewPerson(declared.legalRepresentative, viewer.full),
    agent: viewPerson(declared.agent, viewer.full),
    purpose: declared.purpose ?? null,
    industry: declared.industry ?? null,
    landingNumbers: declared.landingNumbers.map((landing) => ({ ...landing })),
    multiNumberReason: declared.multiNumberReason ?? null,
    changes: viewChanges(deps, row, declared, viewer),
    consents: row.consents.map(viewConsent),
    documents: documents.map((document) => ({
      id: document._id.toHexString(),
      kind: document.kind,
      status: document.status,
    })),
    requests: row.requests.map((request) => {
      const reason = forReseller ? shownReason(request.reason) : request.reason;
      return { ...request, reason, text: REASONS[reason][viewer.language] };
    }),
    evaluation:
      row.evaluation === null ? null : { outcome: row.evaluation.outcome, at: row.evaluation.at.toISOString() },
    decision: viewDecision(deps, row, viewer, forReseller),
    review: forReseller ? null : viewReview(deps, row, viewer.full),
    createdAt: row.createdAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    deadline: row.deadline?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
  };
}

function viewPerson<Person extends NonNullable<Declared['legalRepresentative'] | Declared['agent']>>(
  person: Person | undefined,
  full: boolean,
): Person | null {
  if (person === undefined) return null;
  return person.idNumber === undefined || full ? person : { ...person, idNumber: maskIdNumber(person.idNumber) };
}

/**
 * Before → after, for reviewers; and for the applicant where the register's side was its own (a gaining reseller never sees
 * what the losing one declared, nor a new holder what the old one did).
 */
function viewChanges(
  deps: Deps,
  row: ApplicationRow,
  declared: Declared,
  { principal, full }: ApplicationViewer,
): z.input<typeof applicationView>['changes'] {
  const before = openBefore(deps, row);
  if (before === null || (isApplicant(principal) && filingOf(row.kind, filerOf(row)).base === 'blank')) return null;
  const shown = (value: unknown) =>
    full || !isPerson(value) ? value : { ...value, idNumber: maskIdNumber(value.idNumber) };
  return changesBetween(before, declared).map((change) => ({
    member: change.member,
    before: shown(change.before),
    after: shown(change.after),
  }));
}

function isPerson(value: unknown): value is { readonly idNumber: string } {
  return typeof value === 'object' && value !== null && 'idNumber' in value && typeof value.idNumber === 'string';
}

export function viewConsent(consent: ConsentRow): z.input<typeof consentView> {
  const { party, answer, ground, via, at, dueAt } = consent;
  return { party, answer, ground, via, at: at?.toISOString() ?? null, dueAt: dueAt?.toISOString() ?? null };
}

/** A fraud signal is not for the applicant. */
function shownReason(reason: ReasonCode): ReasonCode {
  return REASONS[reason].audience === 'fraud' ? 'OTHER' : reason;
}

/** A rejection for fraud says `OTHER` and how to appeal, nothing of the signal (contract: *Conventions*). */
function viewDecision(
  deps: Deps,
  row: ApplicationRow,
  viewer: ApplicationViewer,
  forReseller: boolean,
): z.input<typeof applicationView>['decision'] {
  const latest = row.decisions.filter((decision) => !decision.undone).at(-1);
  if (latest === undefined) return null;
  // An approval that waits for a second one, or was made void, never was one to the applicant.
  if (forReseller && latest.outcome === 'approve' && !['approved', 'activated'].includes(row.status)) return null;
  const secret = forReseller && latest.reasons.some((reason) => REASONS[reason].audience === 'fraud');
  const reasons = secret ? (['OTHER'] as const) : latest.reasons;
  return {
    outcome: latest.outcome,
    reasons: [...reasons],
    texts: reasons.map((reason) => REASONS[reason][viewer.language]),
    noteToApplicant: openText(deps, row._id.toHexString(), latest.noteToApplicant),
    appeal: latest.outcome === 'reject' ? APPEAL[viewer.language] : null,
    at: latest.at.toISOString(),
  };
}
