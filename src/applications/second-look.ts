import { createHmac } from 'node:crypto';
import { DateTime } from 'luxon';
import { isApplicant, type Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { logAccess } from '../documents/access-log.js';
import type { ApplicationRow, DecisionRow, SecondLookRow } from './application-model.js';

const BYTES = 6;

/**
 * Whether the decided dossier gets a second look: by its id and a secret, so that nobody can tell beforehand, and asking
 * twice answers the same.
 * @param share 0–1
 */
export function isChosen(deps: Pick<Deps, 'cipher'>, applicationId: string, share: number): boolean {
  const digest = createHmac('sha256', deps.cipher.keyFor('second look')).update(applicationId).digest();
  return digest.readUIntBE(0, BYTES) / 2 ** (8 * BYTES) < share;
}

/** The second look that a decision of one person begins; null where it is not chosen or two persons have judged already. */
export function secondLookAt(
  deps: Pick<Deps, 'cipher' | 'policy'>,
  application: ApplicationRow,
  decision: DecisionRow,
): SecondLookRow | null {
  const { by, outcome, at } = decision;
  const known = application.secondLook ?? null;
  if (known !== null || outcome === 'request_information') return known;
  const deciders = application.decisions.filter(({ undone }) => !undone).map((earlier) => earlier.by);
  if (deciders.some((other) => other !== by)) return null;
  if (!isChosen(deps, application._id.toHexString(), deps.policy.blindReviewShare)) return null;
  const others = [...(application.comments ?? []), ...application.humanChecks, ...application.decisions];
  return {
    status: 'open',
    // Until then the decision may be taken back.
    notBefore: DateTime.fromJSDate(at).plus({ seconds: deps.policy.undoSeconds }).toJSDate(),
    first: { by, outcome, at },
    involved: [...new Set([by, ...others.map((act) => act.by)])],
    blindTo: [],
    claim: null,
    sealedReview: null,
    second: null,
    settlement: null,
  };
}

/** What becomes of a second look when the decision it is about is taken back. */
export function withoutSecondLook(look: SecondLookRow | null | undefined): SecondLookRow | null {
  return look?.status === 'open' ? { ...look, status: 'void', blindTo: [], claim: null } : (look ?? null);
}

/**
 * The dossier as the caller may see it: to whoever took the second look it is undecided and nobody has worked on it, until
 * they have judged. Every reading of a dossier by a person goes through here.
 */
export function asSeenBy(row: ApplicationRow, principal: Pick<Principal, 'actorId'>): ApplicationRow {
  const look = row.secondLook;
  if (look?.status !== 'open' || !look.blindTo.includes(principal.actorId)) return row;
  const { submittedAt, evaluation } = row;
  return {
    ...row,
    blindView: true,
    status: 'in_review',
    claim: look.claim,
    decisions: [],
    firstApproval: null,
    comments: [],
    humanChecks: [],
    sealedReview: look.sealedReview,
    requests: [],
    undo: null,
    parkedUntil: null,
    parkedNote: null,
    dueAt: null,
    deadline: null,
    acceptedAt: null,
    effectiveAt: null,
    endedAt: null,
    disputed: false,
    // When it was evaluated last tells when it was decided.
    evaluation: evaluation === null ? null : { ...evaluation, at: submittedAt ?? row.createdAt },
  };
}

/**
 * Notes that somebody of the carrier is told how a dossier was decided that a second person shall judge without knowing:
 * they cannot be that person any more. Await it before showing.
 */
export async function noteDecisionShown(
  deps: Pick<Deps, 'db' | 'clock'>,
  row: ApplicationRow,
  principal: Principal,
): Promise<void> {
  const look = row.secondLook;
  if (look?.status !== 'open' || row.blindView === true || isApplicant(principal)) return;
  if (look.involved.includes(principal.actorId)) return;
  const subject = { kind: 'application', id: row._id.toHexString() } as const;
  await logAccess(deps, { principal, purpose: 'review', subject, fields: ['decision'] });
}

/** Filter of lists: a dossier that is undecided to the caller must not stand among decided ones. */
export function notBlindTo(principal: Pick<Principal, 'actorId'>): Record<string, unknown> {
  return { 'secondLook.blindTo': { $ne: principal.actorId } };
}
