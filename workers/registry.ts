import { settleApplication } from '../src/applications/settle-application.js';
import { submitBulkItem } from '../src/bulk/submit-bulk-item.js';
import type { Deps } from '../src/deps.js';
import type { JobName, JobPayload } from '../src/jobs/jobs.js';
import { deliverWebhook } from '../src/webhooks/deliver-webhook.js';
import type { DocumentReader } from './ocr/readers/document-reader.js';
import { readDocument } from './read-document.js';
import { runSweep } from './sweeps/sweeps.js';

export interface WorkerDeps extends Deps {
  readonly reader: DocumentReader;
}

/** Facts of the run that a handler may need: on its last attempt it settles instead of throwing. */
export interface JobRun {
  readonly lastAttempt: boolean;
}

type Handlers = {
  readonly [Name in JobName]: (deps: WorkerDeps, payload: JobPayload<Name>, run: JobRun) => Promise<void>;
};

/** Which function does which job. Total by its type: a job name without a handler does not compile. */
export const HANDLERS: Handlers = {
  'read-document': (deps, payload, run) => readDocument(deps, deps.reader, payload, run),
  'evaluate-application': (deps, { applicationId, revision }) => settleApplication(deps, applicationId, revision),
  'submit-bulk-row': (deps, { itemId }, { lastAttempt }) => submitBulkItem(deps, { itemId, lastAttempt }),
  'deliver-webhook': (deps, { webhookId }) => deliverWebhook(deps, webhookId),
  sweep: (deps, { sweep }) => runSweep(deps, sweep),
};
