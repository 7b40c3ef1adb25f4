import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { createBlock } from '../../src/registry/create-block.js';
import { runSweep } from '../../workers/sweeps/sweeps.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { claimed, confirmContact } from '../support/claims.js';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';
import { Filing } from '../support/filing.js';
import { expectOneHolderThroughout } from '../support/holders.js';
import { expectSound } from '../support/replayed.js';
import { OWNED_USCC, seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';
import { startTestWorker } from '../support/worker.js';

const HOUR = 3600_000;
const NUMBERS = ['4008880100', '4008880101'];
let context: TestContext;
let worker: { close(): Promise<void> };
let app: Express;
let cast: Seeded;
let filing: Filing;
let reviewer1: Agent;
let agentA: Agent;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  const as = (name: 'agentA' | 'reviewer1' | 'reviewer2') => signIn(context.deps, app, cast[name]);
  [agentA, reviewer1] = [await as('agentA'), await as('reviewer1')];
  filing = new Filing(context, { agentA, reviewer1, reviewer2: await as('reviewer2') });
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880100', to: '4008880199', carrier: 'CT' });
  worker = await startTestWorker(context);
}, 120_000);
afterAll(async () => {
  await worker.close();
  await context.close();
});

async function read(owner: Agent, id: string): Promise<void> {
  const dossier = fixtureDossier('clean');
  for (const kind of ['business_licence', 'legal_representative_id_front', 'legal_representative_id_back']) {
    const file = fixtureFile(dossier, kind);
    const answer = await owner
      .post(`/api/v1/applications/${id}/documents`)
      .field('kind', kind)
      .attach('file', file.bytes, file.name);
    expect(answer.status, answer.text).toBe(202);
  }
  for (let waited = 0; waited < 300; waited += 1) {
    const evaluation = (await owner.post(`/api/v1/applications/${id}/evaluation`)).body as {
      outcome: string;
      checks: { code: string; status: string }[];
    };
    if (evaluation.outcome !== 'pending') {
      expect(evaluation.checks.filter(({ status }) => status === 'fail')).toEqual([]);
      expect(evaluation.checks.find(({ code }) => code === 'licence.uscc_matches')?.status).toBe('pass');
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error('documents were not read in time');
}

describe('an owner whose reseller is suspended and silent', () => {
  it('gets control of its numbers and moves them; no number is without its holder at any event', async () => {
    // Given two numbers of one holder, whose reseller was suspended and answers nobody.
    await filing.working(...NUMBERS);
    const carrierAdmin = await signIn(context.deps, app, cast.carrierAdmin);
    const suspended = await carrierAdmin.patch(`/api/v1/resellers/${cast.a.id}`).send({ status: 'suspended' });
    expect(suspended.status, suspended.text).toBe(200);

    // When the legal representative claims them with a fresh licence and ID, read by the real readers,
    const { id, owner } = await claimed(context, app);
    expect((await owner.get('/api/v1/owner/numbers')).body).toMatchObject({ items: [] });
    await read(owner, id);
    expect((await owner.post(`/api/v1/applications/${id}/submit`).send({})).body).toMatchObject({
      code: 'CONTACT_UNCONFIRMED',
    });
    await confirmContact(context, owner, id);
    const submitted = await owner.post(`/api/v1/applications/${id}/submit`).send({});
    expect([submitted.status, (submitted.body as { status: string }).status], submitted.text).toEqual([
      200,
      'in_review',
    ]);
    const queue = (await reviewer1.get('/api/v1/review/queue')).body as { items: { id: string }[] };
    expect(queue.items.map((item) => item.id)).toEqual([id]);
    await filing.approve(id);

    // then after 72 hours without an objection, and not before, it acts for the entity.
    const approvedAt = context.deps.clock.now().getTime();
    context.deps.clock.set(new Date(approvedAt + 72 * HOUR - 1));
    await runSweep(context.deps, 'claims-take-effect');
    expect((await owner.get('/api/v1/owner/numbers')).body).toMatchObject({ items: [] });
    context.deps.clock.set(new Date(approvedAt + 72 * HOUR));
    await Promise.all([1, 2].map(() => runSweep(context.deps, 'claims-take-effect')));
    const own = (await owner.get('/api/v1/owner/numbers')).body as { items: { number: string }[] };
    expect(own.items.map(({ number }) => number)).toEqual(NUMBERS);
    const looked = await request(app).get(`/api/v1/lookup/${NUMBERS[0] ?? ''}`);
    expect(looked.body).toMatchObject({ status: 'working', verified: { level: 'entity_confirmed' } });

    // When it asks another reseller to serve them and the old one stays silent for two working days,
    const moving = await filing.open(owner, { kind: 'reseller_change', numbers: NUMBERS, toResellerId: cast.b.id });
    await filing.submit(owner, moving.id);
    const agentB = await signIn(context.deps, app, cast.agentB);
    const consent = { party: 'gaining_reseller', answer: 'given' };
    expect((await agentB.post(`/api/v1/applications/${moving.id}/consents`).send(consent)).status).toBe(200);
    context.deps.clock.set(new Date(approvedAt + 10 * 24 * HOUR));
    await runSweep(context.deps, 'consent-by-silence');
    await filing.approve(moving.id);
    expect((await filing.accept(moving.id)).status).toBe(201);

    // then they are served by the new one, the old one sees them no more, and the holder never changed.
    for (const number of NUMBERS) {
      expect((await agentB.get(`/api/v1/numbers/${number}`)).status).toBe(200);
      expect((await agentA.get(`/api/v1/numbers/${number}`)).status).toBe(404);
      expect((await expectSound(context.deps, number)).status).toBe('working');
      const holders = await expectOneHolderThroughout(context.deps, number);
      expect(holders.length).toBeGreaterThanOrEqual(3);
      expect(new Set(holders)).toEqual(new Set([OWNED_USCC]));
    }
    expect((await owner.get('/api/v1/owner/views')).body).toMatchObject({ items: expect.any(Array) as unknown });
  }, 240_000);
});
