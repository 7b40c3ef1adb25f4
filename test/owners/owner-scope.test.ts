import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { OWNED_USCC, seedUsers, signIn, type Agent, type CastName } from '../support/seed.js';
import { givenBlock, givenWorking } from '../lookup/number-fixture.js';

const OWN = '4008880001';
const FOREIGN = '4008880002';
let context: TestContext;
let app: Express;
let as: (name: CastName) => Promise<Agent>;
let owner: Agent;

beforeAll(async () => {
  context = await createTestContext();
  const { deps } = context;
  app = createApp(deps);
  const cast = await seedUsers(deps);
  as = (name) => signIn(deps, app, cast[name]);
  owner = await as('owner');
  const { resellerId } = await givenBlock(deps, '40088800');
  await givenWorking(deps, FOREIGN, resellerId);
  await givenWorking(deps, OWN, resellerId, {
    holder: { uscc: OWNED_USCC, name: '样例单位', entityType: 'company', province: null, city: null },
  });
}, 120_000);
afterAll(() => context.close());

describe('an owner', () => {
  it('is told for which entity it acts', async () => {
    expect((await owner.get('/api/v1/me')).body).toMatchObject({ role: 'entity_user', entity: { uscc: OWNED_USCC } });
  });

  it('sees its own numbers and nothing of others, not even spare ones', async () => {
    const list = (await owner.get('/api/v1/numbers')).body as { items: { number: string }[] };
    expect(list.items.map((item) => item.number)).toEqual([OWN]);
    expect((await owner.get(`/api/v1/numbers/${OWN}/history`)).body).toMatchObject({
      assignments: [{ holder: { uscc: OWNED_USCC } }],
    });
    for (const path of [`/numbers/${FOREIGN}`, `/numbers/${FOREIGN}/history`])
      expect((await owner.get(`/api/v1${path}`)).status).toBe(404);
  });

  it('reads what was handed in under its code, never a draft, and changes neither', async () => {
    const reseller = await as('agentA');
    const { declared } = fixtureDossier('clean');
    const number = '4008880003';
    await reseller.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
    const created = await reseller.post('/api/v1/applications').send({ numbers: [number], ...declared });
    const { id } = created.body as { id: string };
    const path = `/api/v1/applications/${id}`;
    expect((await owner.get(path)).status).toBe(404);

    const contest = (
      (await reseller.post(`${path}/evaluation`)).body as { checks: { code: string; status: string }[] }
    ).checks
      .filter((check) => check.status === 'fail')
      .map((check) => ({ checkCode: check.code, reason: '样本' }));
    expect((await reseller.post(`${path}/submit`).send({ contest })).status).toBe(200);
    const seen = await owner.get(path);
    expect(seen.body).toMatchObject({ id, review: null });
    expect(seen.text).not.toContain(declared.agent.idNumber);
    for (const act of [owner.post(`${path}/withdraw`), owner.patch(path).send({ purpose: '别的' })])
      expect((await act).status).toBe(404);
  });

  it('is nobody’s to appoint', async () => {
    const admin = await as('carrierAdmin');
    const answer = await admin
      .post('/api/v1/users')
      .send({ email: 'x@people.example', name: '样本', role: 'entity_user' });
    expect((answer.body as { code: string }).code).toBe('ROLE_NOT_GRANTABLE');
  });
});
