import { Queue, type JobsOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';

/** Payloads hold ids only: Redis is not a place for personal data. */
export const JOB_PAYLOADS = {
  'read-document': z.strictObject({ documentId: z.string(), attempt: z.number().int() }),
  'evaluate-application': z.strictObject({ applicationId: z.string(), revision: z.number().int() }),
  'submit-bulk-row': z.strictObject({ itemId: z.string(), attempt: z.number().int() }),
  'deliver-webhook': z.strictObject({ webhookId: z.string() }),
  sweep: z.strictObject({ sweep: z.string() }),
} as const;
export type JobName = keyof typeof JOB_PAYLOADS;
export type JobPayload<Name extends JobName> = z.output<(typeof JOB_PAYLOADS)[Name]>;

/** Prefix of every key of the queues in Redis: installations that share one Redis do not take each other's jobs. */
export function jobPrefix(databaseName: string): string {
  return `r400-${databaseName}`;
}

/** One queue a kind of work, so that slow reading never holds up quick evaluation. */
export const QUEUE_OF: Record<JobName, string> = {
  'read-document': 'documents',
  'evaluate-application': 'applications',
  'submit-bulk-row': 'bulks',
  'deliver-webhook': 'webhooks',
  sweep: 'sweeps',
};
export const QUEUES = [...new Set(Object.values(QUEUE_OF))];

/** Finished jobs are removed: adding a job whose id is still known is a silent no-op (platform.md). */
const OPTIONS: JobsOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 2_000 },
  removeOnComplete: true,
  removeOnFail: { age: 7 * 24 * 3600, count: 1000 },
};

/** The lowest priority that BullMQ knows. */
const LAST_TURN = 2 ** 21;

/** Adds jobs. The queue is never the truth: what is lost here the sweeps find again in MongoDB. */
export class Jobs {
  readonly queues: ReadonlyMap<string, Queue>;

  constructor(redis: Redis, prefix: string) {
    this.queues = new Map(QUEUES.map((name) => [name, new Queue(name, { connection: redis, prefix })]));
  }

  /** @param turn the lower the sooner; equal turns in the order of their arrival */
  async readDocument(documentId: string, attempt: number, turn: number): Promise<void> {
    const priority = Math.min(Math.max(turn, 1), LAST_TURN);
    await this.add('read-document', { documentId, attempt }, `document-${documentId}-${attempt}`, { priority });
  }

  async evaluate(applicationId: string, revision: number): Promise<void> {
    await this.add('evaluate-application', { applicationId, revision }, `evaluate-${applicationId}-${revision}`);
  }

  async submitBulkRow(itemId: string, attempt: number): Promise<void> {
    await this.add('submit-bulk-row', { itemId, attempt }, `bulk-row-${itemId}-${attempt}`);
  }

  /** One job a webhook at a time: while one waits or runs another is a no-op; the next second asks again if need be. */
  async deliverWebhook(webhookId: string): Promise<void> {
    await this.add('deliver-webhook', { webhookId }, `webhook-${webhookId}`, { attempts: 1, removeOnFail: true });
  }

  private async add<Name extends JobName>(
    name: Name,
    payload: JobPayload<Name>,
    jobId: string,
    options: JobsOptions = {},
  ): Promise<void> {
    const queue = this.queues.get(QUEUE_OF[name]);
    if (queue === undefined) throw new Error(`no queue for ${name}`);
    await queue.add(name, payload, { ...OPTIONS, ...options, jobId });
  }

  async close(): Promise<void> {
    for (const queue of this.queues.values()) await queue.close();
  }
}
