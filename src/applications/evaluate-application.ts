import type { BusinessStatusSource } from '../checks/business-status.js';
import { evaluate } from '../checks/evaluate.js';
import { inputsHash } from '../checks/inputs-hash.js';
import { laneOf } from '../checks/lane.js';
import type { Deps } from '../deps.js';
import { outcomeOf, type Check, type EvaluationOutcome } from '../domain/checks.js';
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

/** Evaluates the dossier as it stands now, keeps the result with the hash of its inputs, and notes it on the row. */
export async function evaluateApplication(deps: Deps, application: ApplicationRow): Promise<ApplicationEvaluation> {
  const id = application._id.toHexString();
  const source: BusinessStatusSource = deps.businessStatus;
  const dossier = await loadDossier(deps, application, source);
  const { checks: machine, rulesVersion } = evaluate(dossier);
  const { humanChecks } = openReview(deps, application);
  const checks = [...machine, ...humanChecks.map(toCheck)];
  const outcome = outcomeOf(checks);
  const hash = inputsHash(deps.cipher, { dossier, humanChecks });
  const at = deps.clock.now();
  // Not `$setOnInsert` on the sealed checks alone: same inputs, same rules, same result, so the first one stays.
  const row = await evaluationModel(deps.db)
    .findOneAndUpdate(
      { applicationId: id, inputsHash: hash, rulesVersion },
      {
        $setOnInsert: {
          revision: application.revision,
          outcome,
          sealed: deps.cipher.sealJson(`evaluation:${id}`, checks),
          at,
        },
      },
      { upsert: true, returnDocument: 'after' },
    )
    .lean<EvaluationRow>();
  const summary = {
    id: row?._id.toHexString() ?? '',
    outcome,
    lane: application.resubmitted ? ('resubmitted' as const) : laneOf(checks),
    fraudSignal: checks.some(
      (check) => check.audience === 'fraud' && (check.status === 'fail' || check.status === 'warn'),
    ),
    failing: [...new Set(checks.filter((check) => check.status === 'fail').map((check) => check.code))],
    at,
  };
  await applicationModel(deps.db).updateOne(
    { _id: application._id, revision: application.revision },
    { $set: { evaluation: summary } },
  );
  return { outcome, rulesVersion, checks, summary };
}

/** The checks of the last evaluation, without evaluating again. */
export async function latestChecks(deps: Deps, application: ApplicationRow): Promise<Check[]> {
  if (application.evaluation === null) return [];
  const row = await evaluationModel(deps.db).findOne({ _id: application.evaluation.id }).lean<EvaluationRow>();
  return row === null
    ? []
    : deps.cipher.openJson<Check[]>(`evaluation:${application._id.toHexString()}`, bytes(row.sealed));
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
