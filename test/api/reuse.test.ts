import type { Express } from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let cast: Seeded;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880000', to: '4008880009', carrier: 'CT' });
}, 60_000);
afterAll(() => context.close());

const idOf = (answer: { body: unknown }) => (answer.body as { id: string }).id;

/** The agent's card of one dossier, in an application of another entity. */
async function applyWithCard(
  agent: Agent,
  number: string,
  slug: string,
): Promise<{ application: string; document: string }> {
  await agent.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
  const application = idOf(
    await agent.post('/api/v1/applications').send({ numbers: [number], ...fixtureDossier(slug).declared }),
  );
  const card = fixtureFile(fixtureDossier('clean'), 'agent_id_front');
  const document = idOf(
    await agent
      .post(`/api/v1/applications/${application}/documents`)
      .field('kind', 'agent_id_front')
      .attach('file', card.bytes, card.name),
  );
  return { application, document };
}

it('shows reuse of a document to reviewers only, and never the other organisation’s ids', async () => {
  const [a, b, reviewer] = [
    await signIn(context.deps, app, cast.agentA),
    await signIn(context.deps, app, cast.agentB),
    await signIn(context.deps, app, cast.reviewer1),
  ];
  const first = await applyWithCard(a, '4008880001', 'clean');
  const second = await applyWithCard(b, '4008880002', 'expired-id');

  const seen = await reviewer.post(`/api/v1/applications/${second.application}/evaluation`).send({});
  const reuse = (
    seen.body as { checks: { code: string; status: string; evidence: { documentId: string }[] }[] }
  ).checks.find((check) => check.code === 'document.not_reused');
  expect(reuse).toMatchObject({ status: 'warn', evidence: [{ documentId: second.document }] });

  const own = await b.post(`/api/v1/applications/${second.application}/evaluation`).send({});
  const text = [
    own.text,
    (await b.get(`/api/v1/applications/${second.application}`)).text,
    (await b.get(`/api/v1/applications/${second.application}/checks`)).text,
  ].join();
  expect(text).not.toMatch(/not_reused|DOCUMENT_REUSED|"fraud"/);
  expect(text).not.toContain(first.application);
  expect(text).not.toContain(first.document);
  expect(seen.text).not.toContain(first.document);
});
