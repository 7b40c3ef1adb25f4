import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordEvent, SYSTEM } from '../../src/events/record-event.js';
import { inTransaction } from '../../src/platform/mongo.js';
import { createWebhook } from '../../src/webhooks/create-webhook.js';
import { deliveryModel } from '../../src/webhooks/delivery-model.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, type Seeded } from '../support/seed.js';
import { Receiver } from './receiver.js';

const ROOT = join(import.meta.dirname, '../..');
let context: TestContext;
let cast: Seeded;
let receiver: Receiver;
const started: ChildProcess[] = [];

beforeAll(async () => {
  // The workers are processes of their own and know the real time only.
  context = await createTestContext({
    now: new Date(),
    env: { WEBHOOK_NETWORKS: '127.0.0.0/8' },
    keepDatabase: true,
  });
  cast = await seedUsers(context.deps);
  receiver = await new Receiver().open();
}, 60_000);
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await receiver.close();
  await context.close();
});

function startWorker(): ChildProcess {
  const { MONGODB_URI, REDIS_URL, UPLOADS_DIR, MASTER_KEY, LOG_KEY, LOG_ORIGIN } = context.deps.config;
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'workers/main.ts')], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: 'test',
      MONGODB_URI,
      REDIS_URL,
      UPLOADS_DIR,
      MASTER_KEY,
      LOG_KEY,
      LOG_ORIGIN,
      WEBHOOK_NETWORKS: '127.0.0.0/8',
      OCR_CONCURRENCY: '1',
      LOG_LEVEL: 'silent',
    },
    stdio: 'ignore',
  });
  started.push(child);
  return child;
}

async function until(what: string, milliseconds: number, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what}: not within ${milliseconds} ms`);
}

async function happened(index: number, status: string): Promise<void> {
  await inTransaction(context.deps.db, () =>
    recordEvent(context.deps, {
      type: 'application.submit_compliant',
      subjects: [{ kind: 'application', id: String(index).padStart(24, '0') }],
      actor: SYSTEM,
      resellerId: cast.a.id,
      before: { status: 'draft' },
      after: { status },
      version: index,
    }),
  );
}

/** Redis as after a flush of this installation's keys. */
async function forgetQueue(): Promise<void> {
  for (const queue of context.deps.jobs.queues.values()) await queue.obliterate({ force: true });
}

describe('a worker killed with -9 in the middle of a call, and Redis that lost its queue', () => {
  it(
    'lose no message: another worker sends it again with its id, and what happened meanwhile after it',
    {
      timeout: 240_000,
    },
    async () => {
      const { secret } = await createWebhook(context.deps, cast.adminA.principal, {
        name: '订单系统',
        url: receiver.url,
        kinds: ['application.status_changed'],
      });
      let hanging = true;
      receiver.answer = (_call, response) => {
        if (!hanging) response.writeHead(200).end();
      };
      const victim = startWorker();
      await happened(1, 'in_review');
      await until('the call begins', 90_000, () => receiver.calls.length === 1);
      victim.kill('SIGKILL');
      hanging = false;
      await happened(1, 'approved');
      await forgetQueue();
      startWorker();
      await until('all is delivered', 120_000, async () => {
        const done = await deliveryModel(context.deps.db).countDocuments({ status: 'delivered' });
        return done === 2;
      });
      const heard = receiver.calls.map(({ headers, body }) => [headers['webhook-id'], body.data['status']]);
      expect(heard.map(([, status]) => status)).toEqual(['in_review', 'in_review', 'approved']);
      expect(heard[0]).toEqual(heard[1]);
      const verifier = new Webhook(secret);
      for (const { raw, headers } of receiver.calls)
        expect(verifier.verify(raw, headers as Record<string, string>)).toMatchObject({
          type: 'application.status_changed',
        });
    },
  );
});
