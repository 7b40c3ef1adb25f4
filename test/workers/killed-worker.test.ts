import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { eventModel } from '../../src/events/event-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';
import { seedUsers, signIn, type Agent } from '../support/seed.js';

const ROOT = join(import.meta.dirname, '../..');
let context: TestContext;
let app: Express;
let reseller: Agent;
const started: ChildProcess[] = [];

beforeAll(async () => {
  context = await createTestContext({ keepDatabase: true });
  app = createApp(context.deps);
  const cast = await seedUsers(context.deps);
  reseller = await signIn(context.deps, app, cast.agentA);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880000', to: '4008880009', carrier: 'CT' });
}, 60_000);

afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await context.close();
});

/** The worker as it really runs: a process of its own. */
function startWorker(): ChildProcess {
  const { MONGODB_URI, REDIS_URL, UPLOADS_DIR, MASTER_KEY } = context.deps.config;
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
      OCR_CONCURRENCY: '1',
      LOG_LEVEL: 'silent',
    },
    stdio: 'ignore',
  });
  started.push(child);
  return child;
}

async function until(what: string, milliseconds: number, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what}: not within ${milliseconds} ms`);
}

const statusOf = async (id: string) =>
  ((await reseller.get(`/api/v1/documents/${id}`)).body as { status: string }).status;

describe('a worker killed with -9 in the middle of a document', () => {
  it('loses nothing: another one reads the document, once', { timeout: 240_000 }, async () => {
    const dossier = fixtureDossier('clean');
    await reseller.post('/api/v1/reservations').send({ number: dossier.number, subscriber: { name: '样本' } });
    const application = await reseller
      .post('/api/v1/applications')
      .send({ numbers: [dossier.number], ...dossier.declared });
    const { id: applicationId } = application.body as { id: string };
    const victim = startWorker();
    const file = fixtureFile(dossier, 'business_licence');
    const upload = await reseller
      .post(`/api/v1/applications/${applicationId}/documents`)
      .field('kind', 'business_licence')
      .attach('file', file.bytes, file.name);
    const { id } = upload.body as { id: string };

    await until('reading begins', 60_000, async () => (await statusOf(id)) === 'processing');
    victim.kill('SIGKILL');
    expect(await statusOf(id)).toBe('processing');

    startWorker();
    await until('reading ends', 150_000, async () => (await statusOf(id)) === 'ready');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const settled = await eventModel(context.deps.db).countDocuments({ type: 'document.settled', 'subjects.id': id });
    expect([await statusOf(id), settled]).toEqual(['ready', 1]);
  });
});
