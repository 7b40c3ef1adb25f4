import { DateTime } from 'luxon';
import { mayPairForSecondApproval } from '../accounts/pairing.js';
import type { Principal } from '../accounts/principal.js';
import type { ApplicationRow, DecisionRow, InformationRequest } from '../applications/application-model.js';
import { endApplication } from '../applications/end-application.js';
import { evaluateApplication } from '../applications/evaluate-application.js';
import { moveApplication, requireState } from '../applications/move-application.js';
import { secondLookAt } from '../applications/second-look.js';
import { sealText } from '../applications/sealed-text.js';
import { actionDeadline, requestFor } from '../applications/settle-application.js';
import type { Deps } from '../deps.js';
import type { CheckCode } from '../domain/checks.js';
import { standsInTheWay } from '../domain/consents.js';
import { DomainError } from '../domain/errors.js';
import type { DocumentKind } from '../domain/ocr-fields.js';
import type { ReasonCode } from '../domain/reason-codes.js';
import { actorOf } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { claimApproved } from '../owners/tell-old-contact.js';
import { approveNumbers } from '../registry/numbers-for-kind.js';
import { tooJuniorForSecond, verifyClaimedBy } from './claim-application.js';
import { fieldsShown } from './fields-shown.js';
import { judgeAgain } from './judge-again.js';

export interface DecisionRequest {
  readonly outcome: DecisionRow['outcome'];
  readonly reasons: readonly ReasonCode[];
  readonly note: string | null;
  readonly noteToApplicant: string | null;
  readonly overrides: readonly { readonly checkCode: CheckCode; readonly reason: string }[];
  /** Fields whose place was on the decider's screen. */
  readonly shown: readonly { readonly document: string; readonly field: string }[];
  readonly requests: readonly {
    readonly reason: ReasonCode;
    readonly documentKinds?: readonly DocumentKind[] | undefined;
    readonly members?: readonly string[] | undefined;
    readonly note?: string | undefined;
  }[];
}

/**
 * Decides an application. A first approval that needs a second leaves it `awaiting_second_approval`; so does a second one
 * that overrides what the first did not, which takes its place.
 * @throws DomainError SECOND_APPROVER_REQUIRED | NOT_CLAIMED | WRONG_STATE | DISPUTED | OPEN_FAILURES | CONSENT_MISSING | CONFLICT
 */
export async function decideApplication(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  request: DecisionRequest,
): Promise<ApplicationRow> {
  if (application.blindView === true) return judgeAgain(deps, principal, application, request);
  const second = application.status === 'awaiting_second_approval';
  if (request.outcome === 'approve' && second) await verifySecondApprover(deps, principal, application);
  requireState(application, 'reject');
  verifyClaimedBy(deps, application, principal);
  if (application.disputed) throw new DomainError('DISPUTED');
  const id = application._id.toHexString();
  const decision: DecisionRow = {
    by: principal.actorId,
    outcome: request.outcome,
    reasons: [...new Set([...request.reasons, ...request.requests.map(({ reason }) => reason)])],
    note: sealText(deps, id, request.note),
    noteToApplicant: sealText(deps, id, request.noteToApplicant),
    overrides: request.overrides.map((override) => ({ ...override, reason: sealText(deps, id, override.reason) })),
    at: deps.clock.now(),
    undone: false,
    work: {
      claimedAt: application.claim?.at ?? deps.clock.now(),
      fields: request.outcome === 'approve' ? await fieldsShown(deps, id, request.shown) : null,
      contested: application.contests.map(({ checkCode }) => checkCode),
    },
  };
  if (request.outcome === 'reject') return reject(deps, principal, application, decision);
  if (request.outcome === 'request_information')
    return requestInformation(deps, principal, application, decision, request);
  return approve(deps, principal, application, decision);
}

/** @throws DomainError SECOND_APPROVER_REQUIRED for the first approver, one they may not be paired with, or too junior a one */
async function verifySecondApprover(deps: Deps, principal: Principal, application: ApplicationRow): Promise<void> {
  const first = application.firstApproval?.by;
  if (first === undefined) return;
  const junior = tooJuniorForSecond(deps, principal);
  if (first === principal.actorId || junior || !(await mayPairForSecondApproval(deps, first, principal.actorId))) {
    throw new DomainError('SECOND_APPROVER_REQUIRED');
  }
}

async function approve(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  own: DecisionRow,
): Promise<ApplicationRow> {
  const { summary } = await evaluateApplication(deps, application);
  // The first approval's overrides stand for the second; those of undone or earlier rounds do not.
  const standing =
    application.status === 'awaiting_second_approval'
      ? application.decisions.findLast((row) => !row.undone)
      : undefined;
  const earlier = standing?.overrides ?? [];
  const given = new Set(own.overrides.map((override) => override.checkCode));
  const decision = {
    ...own,
    overrides: [...earlier.filter((override) => !given.has(override.checkCode)), ...own.overrides],
  };
  const overridden = new Set(decision.overrides.map((override) => override.checkCode));
  const open = summary.failing.filter((code) => !overridden.has(code));
  if (open.length > 0) throw new DomainError('OPEN_FAILURES', { members: { failing: open } });
  const unsettled = application.consents.filter(standsInTheWay);
  if (unsettled.length > 0)
    throw new DomainError('CONSENT_MISSING', { members: { missing: unsettled.map(({ party }) => party) } });
  const needsSecond =
    application.consents.some(({ answer }) => answer === 'overruled') ||
    summary.fraudSignal ||
    overridden.size > 0 ||
    application.contests.length > 0 ||
    deps.policy.secondApprovalAlways;
  // What has failed since the first approval only this person has overridden: another must agree to that, too.
  const confirmed = new Set(earlier.map((override) => override.checkCode));
  const first =
    application.status === 'in_review' ? needsSecond : summary.failing.some((failing) => !confirmed.has(failing));
  const now = deps.clock.now();
  return inTransaction(deps.db, async () => {
    if (!first) await approveNumbers(deps, application);
    const claimed = !first && application.kind === 'claim' ? await claimApproved(deps, application) : null;
    return moveApplication(deps, {
      application,
      event: first ? 'approve_first' : application.status === 'in_review' ? 'approve' : 'approve_second',
      actor: actorOf(principal),
      claimant: principal.actorId,
      push: { decisions: decision },
      set: {
        claim: null,
        undo: undoOf(deps, application, principal, first ? null : 'rescind'),
        firstApproval: first ? { by: principal.actorId, at: decision.at } : application.firstApproval,
        deadline:
          first || claimed !== null
            ? null
            : DateTime.fromJSDate(now).plus({ days: deps.policy.acceptanceDays }).toJSDate(),
        deadlineWarned: false,
        parkedUntil: null,
        secondLook: first ? (application.secondLook ?? null) : secondLookAt(deps, application, decision),
        ...claimed,
      },
      facts: { outcome: 'approve', overrides: own.overrides.map((override) => override.checkCode) },
    });
  });
}

async function reject(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  decision: DecisionRow,
): Promise<ApplicationRow> {
  return inTransaction(deps.db, () =>
    endApplication(deps, application, 'reject', actorOf(principal), {
      claimant: principal.actorId,
      push: { decisions: decision },
      set: {
        undo: undoOf(deps, application, principal, 'undo_release'),
        secondLook: secondLookAt(deps, application, decision),
      },
      facts: { outcome: 'reject', reasons: decision.reasons },
    }),
  );
}

async function requestInformation(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  decision: DecisionRow,
  request: DecisionRequest,
): Promise<ApplicationRow> {
  const named = new Set(request.requests.map(({ reason }) => reason));
  const requests: InformationRequest[] = [
    ...request.requests.map((item) => narrowed(item)),
    ...decision.reasons.filter((reason) => !named.has(reason)).map((reason) => requestFor(reason, null)),
  ];
  return inTransaction(deps.db, () =>
    moveApplication(deps, {
      application,
      event: 'request_information',
      actor: actorOf(principal),
      claimant: principal.actorId,
      push: { decisions: decision },
      set: {
        claim: null,
        firstApproval: null,
        requests,
        undo: undoOf(deps, application, principal, null),
        deadline: actionDeadline(deps),
        deadlineWarned: false,
        parkedUntil: null,
      },
      facts: { outcome: 'request_information', reasons: decision.reasons },
    }),
  );
}

/** The reviewer may name exactly what is wanted; otherwise the reason's own targets are opened. */
function narrowed(item: DecisionRequest['requests'][number]): InformationRequest {
  const whole = requestFor(item.reason, item.note ?? null);
  if (item.documentKinds === undefined && item.members === undefined) return whole;
  return { ...whole, documentKinds: [...(item.documentKinds ?? [])], members: [...(item.members ?? [])] };
}

function undoOf(
  deps: Deps,
  application: ApplicationRow,
  principal: Principal,
  numbersEvent: NonNullable<ApplicationRow['undo']>['numbersEvent'],
): NonNullable<ApplicationRow['undo']> {
  const { status, claim, firstApproval, requests, deadline } = application;
  const until = DateTime.fromJSDate(deps.clock.now()).plus({ seconds: deps.policy.undoSeconds }).toJSDate();
  return {
    by: principal.actorId,
    until,
    version: application.version + 1,
    status,
    claim,
    firstApproval,
    requests,
    deadline,
    numbersEvent,
  };
}
