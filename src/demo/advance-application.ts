import type { Principal } from '../accounts/principal.js';
import type { ApplicationRow } from '../applications/application-model.js';
import { loadApplication } from '../applications/application-queries.js';
import { evaluateApplication } from '../applications/evaluate-application.js';
import { submitApplication } from '../applications/submit-application.js';
import type { Deps } from '../deps.js';
import { currentDocuments } from '../documents/document-queries.js';
import { businessToday } from '../domain/business-calendar.js';
import { actorOf } from '../events/record-event.js';
import { recordAcceptance } from '../registry/record-acceptance.js';
import { claimApplication } from '../reviews/claim-application.js';
import { decideApplication } from '../reviews/decide-application.js';
import type { DemoCast } from './cast.js';

export interface DemoApplication {
  readonly id: string;
  readonly agent: Principal;
  /** Revision as the demo left it: a higher one means that somebody works on it, and it is theirs. */
  readonly revision: number;
}

/** Decided by the demo's own reviewers so far; what a visitor decided is left to the visitor. */
function isOurs(application: ApplicationRow, cast: DemoCast): boolean {
  const ours = [cast.reviewer.actorId, cast.senior.actorId];
  return application.decisions.every((decision) => ours.includes(decision.by) && !decision.undone);
}

/** `wait`: the workers are not done; `moved`: one step on; `left`: nothing more for the demo to do; `working`: its number works. */
export type DemoStep = 'wait' | 'moved' | 'left' | 'working';

/**
 * Does the next step of an application that is due now, as the person whose step it is: submits what the checks find
 * compliant and, where the demo may decide, approves and accepts it.
 */
export async function advanceApplication(
  deps: Deps,
  cast: DemoCast,
  { id, agent, revision }: DemoApplication,
  mayDecide: boolean,
): Promise<DemoStep> {
  const application = await loadApplication(deps, id);
  if (application?.status === 'activated') return 'working';
  if (application === null || application.revision !== revision) return 'left';
  if (application.status === 'processing') return 'wait';
  if (application.status === 'draft') return submitWhenCompliant(deps, agent, application);
  if (!mayDecide || !isOurs(application, cast)) return 'left';
  switch (application.status) {
    case 'in_review':
      return approve(deps, cast.reviewer, application);
    case 'awaiting_second_approval':
      return approve(deps, cast.senior, application);
    case 'approved':
      return accept(deps, cast.reviewer, application);
    default:
      return 'left';
  }
}

async function submitWhenCompliant(deps: Deps, agent: Principal, application: ApplicationRow): Promise<DemoStep> {
  const documents = await currentDocuments(deps, application._id.toHexString());
  if (documents.some(({ status }) => status === 'queued' || status === 'processing')) return 'wait';
  const { outcome } = await evaluateApplication(deps, application);
  if (outcome !== 'compliant') return outcome === 'pending' ? 'wait' : 'left';
  await submitApplication(deps, agent, application, { contest: [], language: 'zh' });
  return 'moved';
}

async function approve(deps: Deps, reviewer: Principal, application: ApplicationRow): Promise<DemoStep> {
  const claimed = await claimApplication(deps, reviewer, application);
  await decideApplication(deps, reviewer, claimed.application, {
    outcome: 'approve',
    reasons: [],
    note: '演示数据，自动核准 / demo data, approved by the demo',
    noteToApplicant: null,
    overrides: [],
    requests: [],
    shown: [],
  });
  return 'moved';
}

async function accept(deps: Deps, reviewer: Principal, application: ApplicationRow): Promise<DemoStep> {
  await recordAcceptance(deps, actorOf(reviewer), application, {
    acceptanceNumber: `DEMO-${application.numbers.join('-')}`,
    counter: '样例营业厅',
    staff: '样例受理员',
    acceptedOn: businessToday(deps.clock.now(), deps.config.TZ_BUSINESS),
  });
  return 'moved';
}
