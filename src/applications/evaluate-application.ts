import { Types } from 'mongoose';
import { evaluate } from '../checks/evaluate.js';
import { hashInputs } from '../checks/inputs-hash.js';
import { laneOf } from '../checks/lane.js';
import type { Deps } from '../deps.js';
import { outcomeOf, type Check, type EvaluationOutcome } from '../domain/checks.js';
import { recordEvent, SYSTEM } from '../events/record-event.js';
import { inTransaction, isDuplicateKey } from '../platform/mongo.js';
import { applicationModel, type ApplicationRow } from './application-model.js';
import { bytes } from './open-declared.js';
import { evaluationModel, type EvaluationRow } from './evaluation-model.js';
import { loadDossier } from './load-dossier.js';
import { openReview, type HumanCheckRecord } from './review-record.js';

export interface ApplicationEvaluation {
  readonly outcome: EvaluationOutcome;
  readonly rulesVersion: string;
  readonly checks: readonly Check[];
  /** What the application row keeps of it. */
  readonly summary: NonNullable<ApplicationRow['evaluation']>;
}

/**
 * Evaluates the dossier as it stands now, keeps the result with the hash of its inputs, and notes it on the row. As seen
 * by somebody who looks a second time it is evaluated with their corrections, and nothing is kept.
 */
export async function evaluateApplication(deps: Deps, application: ApplicationRow): Promise<ApplicationEvaluation> {
  const dossier = await loadDossier(deps, application);
  const { checks: machine, rulesVersion } = evaluate(dossier);
  const { humanChecks } = openReview(deps, application);
  const checks = [...machine, ...latestOfEach(humanChecks).map(toCheck)];
  if (application.blindView === true && application.evaluation !== null)
    return { outcome: outcomeOf(checks), rulesVersion, checks, summary: application.evaluation };
  const inputsHash = deps.cipher.blindIndex(
    'inputs',
    hashInputs(dossier, deps.cipher.keyFor('inputs hash')) + JSON.stringify(humanChecks),
  );
  const outcome = outcomeOf(checks);
  const id = await keepEvaluation(deps, application, { rulesVersion, inputsHash, outcome, checks });
  const summary = {
    id,
    outcome,
    rulesVersion,
    lane: application.resubmitted ? ('resubmitted' as const) : laneOf(checks),
    fraudSignal: checks.some(
      (check) => check.audience === 'fraud' && (check.status === 'fail' || check.status === 'warn'),
    ),
    failing: [...new Set(checks.filter((check) => check.status === 'fail').map((check) => check.code))],
    at: deps.clock.now(),
  };
  await applicationModel(deps.db).updateOne(
    { _id: application._id, revision: application.revision },
    { $set: { evaluation: summary } },
  );
  return { outcome, rulesVersion, checks, summary };
}

/** The same inputs under the same rules give the same result, so the first one stays and only a new one is an event. */
async function keepEvaluation(
  deps: Deps,
  application: ApplicationRow,
  result: Pick<EvaluationRow, 'rulesVersion' | 'inputsHash' | 'outcome'> & { readonly checks: readonly Check[] },
): Promise<string> {
  const { checks, ...columns } = result;
  const applicationId = application._id.toHexString();
  const key = { applicationId, inputsHash: columns.inputsHash, rulesVersion: columns.rulesVersion };
  const known = await evaluationModel(deps.db).findOne(key, { _id: 1 }).lean<Pick<EvaluationRow, '_id'>>();
  if (known !== null) return known._id.toHexString();
  const row: EvaluationRow = {
    ...columns,
    _id: new Types.ObjectId(),
    applicationId,
    revision: application.revision,
    sealed: deps.cipher.sealJson(`evaluation:${applicationId}`, checks),
    at: deps.clock.now(),
  };
  try {
    await inTransaction(deps.db, async () => {
      await evaluationModel(deps.db).insertMany([row]);
      await recordEvent(deps, {
        type: 'application.evaluated',
        subjects: [{ kind: 'application', id: applicationId }],
        actor: SYSTEM,
        resellerId: application.resellerId,
        after: { outcome: columns.outcome, revision: application.revision, rulesVersion: columns.rulesVersion },
        version: application.version,
      });
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Somebody evaluated the same inputs at the same moment.
    const other = await evaluationModel(deps.db).findOne(key, { _id: 1 }).lean<Pick<EvaluationRow, '_id'>>();
    if (other !== null) return other._id.toHexString();
  }
  return row._id.toHexString();
}

/** The checks of the last evaluation, without evaluating again. */
export async function latestChecks(deps: Deps, application: ApplicationRow): Promise<Check[]> {
  if (application.evaluation === null) return [];
  // Those kept hold what the first reviewer corrected and found out.
  if (application.blindView === true) return [...(await evaluateApplication(deps, application)).checks];
  const row = await evaluationModel(deps.db).findOne({ _id: application.evaluation.id }).lean<EvaluationRow>();
  return row === null
    ? []
    : (deps.cipher.openJson(`evaluation:${application._id.toHexString()}`, bytes(row.sealed)) as Check[]);
}

/** Somebody may look twice: the latest record of each kind counts. */
function latestOfEach(records: readonly HumanCheckRecord[]): HumanCheckRecord[] {
  return [...new Map(records.map((record) => [record.code, record])).values()];
}

const HUMAN_TEXTS = {
  'source.manual': { zh: '审核员已人工查询官方登记', en: 'A reviewer looked it up in the official register' },
  'contact.callback': { zh: '审核员已电话回访', en: 'A reviewer called back' },
};

function toCheck(record: HumanCheckRecord): Check {
  return {
    code: record.code,
    status: record.status,
    audience: 'user_action',
    reasons: [],
    evidence: [{ documentId: null, page: null, field: null, box: null, read: record.note, expected: null }],
    message: HUMAN_TEXTS[record.code],
  };
}

/** Failing checks the applicant could act upon and has not contested. */
export function uncontestedFailures(checks: readonly Check[], contests: ApplicationRow['contests']): Check[] {
  const contested = new Set(contests.map((contest) => contest.checkCode));
  return checks.filter(
    (check) => check.status === 'fail' && check.audience === 'user_action' && !contested.has(check.code),
  );
}
