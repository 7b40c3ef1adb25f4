import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootstrapAdmin } from '../../src/accounts/bootstrap-admin.js';
import { createApp } from '../../src/app.js';
import { sequenceEvents, leaseSequencer } from '../../src/events/sequence-events.js';
import { verifyAuditChain } from '../../src/events/audit-chain.js';
import { createLogger } from '../../src/platform/logger.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { clientOf, signInAs, type Client } from '../support/client.js';
import { fixtureDossier, fixtureFile, type FixtureDossier } from '../support/dossiers.js';
import { redisContents } from '../support/redis-contents.js';
import { startTestWorker } from '../support/worker.js';

const PASSWORD = 'Str0ng!pass-for-tests';
const ADMIN = { email: 'admin@carrier.example', password: PASSWORD };

interface CheckView {
  code: string;
  status: string;
  audience: string;
}
interface ApplicationAnswer {
  id: string;
  status: string;
}

/** Everything that API and worker logged, at the most talkative level. */
const logged: string[] = [];
let context: TestContext;
let worker: { close(): Promise<void> };
let app: Express;
let admin: Client;
let reseller: Client;
let other: Client;
let reviewers: Client[];

beforeAll(async () => {
  context = await createTestContext({
    env: { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password },
    deps: { logger: createLogger('trace', { write: (line) => logged.push(line) }) },
  });
  await bootstrapAdmin(context.deps);
  app = createApp(context.deps);
  worker = await startTestWorker(context);
  admin = await signInAs(app, ADMIN.email, ADMIN.password);
  const [first, second] = [
    await createReseller('样例代理有限公司', '91110105MA0000015F'),
    await createReseller('另一样例代理', '92330106MA2XK7QT13'),
  ];
  const key = (
    await (await createUser('ra@reseller.example', 'reseller_admin', first)).post('/api-keys', { name: 'test' })
  ).body as { key: string };
  reseller = clientOf(app, { Authorization: `Bearer ${key.key}` });
  other = await createUser('rb@other.example', 'reseller_admin', second);
  reviewers = [
    await createUser('v1@carrier.example', 'reviewer', null),
    await createUser('v2@carrier.example', 'senior_reviewer', null),
  ];
  const block = await admin.post('/numbers/blocks', { from: '4008880000', to: '4008880099', carrier: 'CT' });
  expect(block.body).toMatchObject({ created: 100 });
}, 120_000);

afterAll(async () => {
  await worker.close();
  await context.close();
});

async function createReseller(name: string, uscc: string): Promise<string> {
  const answer = await admin.post('/resellers', {
    name,
    uscc,
    contact: { name: '样例联系人', phone: '13900000001', email: 'ops@reseller.example' },
    authorisation: { from: '2026-01-01', until: '2027-12-31' },
  });
  expect(answer.status, answer.text).toBe(201);
  return (answer.body as { id: string }).id;
}

async function createUser(email: string, role: string, resellerId: string | null): Promise<Client> {
  const answer = await admin.post('/users', {
    email,
    name: '样例用户',
    role,
    password: PASSWORD,
    ...(resellerId === null ? {} : { resellerId }),
  });
  expect(answer.status, answer.text).toBe(201);
  return signInAs(app, email, PASSWORD);
}

/** Reserves, opens the application, uploads every document. */
async function apply(dossier: FixtureDossier): Promise<string> {
  const { declared } = dossier;
  await reseller.post('/reservations', {
    number: dossier.number,
    subscriber: { name: declared.entity.name, uscc: declared.entity.uscc },
  });
  const created = await reseller.post('/applications', { numbers: [dossier.number], ...declared });
  expect(created.status, created.text).toBe(201);
  const { id } = created.body as ApplicationAnswer;
  for (const kind of Object.keys(dossier.files)) {
    const answer = await reseller.upload(`/applications/${id}/documents`, { kind }, fixtureFile(dossier, kind));
    expect(answer.status, answer.text).toBe(202);
    expect(answer.body).toMatchObject({ kind, status: 'queued' });
  }
  return id;
}

async function evaluated(id: string): Promise<{ outcome: string; checks: CheckView[] }> {
  for (let waited = 0; waited < 200; waited++) {
    const answer = await reseller.post(`/applications/${id}/evaluation`);
    expect(answer.status, answer.text).toBe(200);
    const evaluation = answer.body as { outcome: string; checks: CheckView[] };
    if (evaluation.outcome !== 'pending') return evaluation;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('documents were not read in time');
}

const failing = (checks: readonly CheckView[]) =>
  [...new Set(checks.filter((check) => check.status === 'fail').map((check) => check.code))].sort();

describe('the main job, on real documents', () => {
  it('takes a clean dossier from application to public answer', { timeout: 240_000 }, async () => {
    const dossier = fixtureDossier('clean');
    const id = await apply(dossier);
    expect((await other.get(`/applications/${id}`)).status).toBe(404);

    const { outcome, checks } = await evaluated(id);
    expect([outcome, failing(checks)]).toEqual(['compliant', []]);
    expect(checks.filter((check) => check.status === 'unreadable').length).toBeLessThanOrEqual(checks.length / 4);
    expect(checks.filter((check) => check.audience === 'fraud')).toEqual([]);

    expect((await reseller.post(`/applications/${id}/submit`)).body).toMatchObject({ status: 'in_review' });
    const claims = await Promise.all(
      reviewers.map((reviewer) => reviewer.post('/review/claims', { applicationId: id })),
    );
    expect(claims.map((answer) => answer.status).sort()).toEqual([201, 409]);
    const [claimant, bystander] = claims[0]?.status === 201 ? reviewers : [...reviewers].reverse();
    if (claimant === undefined || bystander === undefined) throw new Error('two reviewers');

    const seen = (await claimant.get(`/applications/${id}`)).body as { agent: { idNumber: string } };
    expect(seen.agent.idNumber).toBe(dossier.declared.agent.idNumber);
    const masked = (await bystander.get(`/applications/${id}`)).body as { agent: { idNumber: string } };
    expect(masked.agent.idNumber).toMatch(/^\d{6}\*{8}\d{3}[\dX]$/);

    expect(
      (await bystander.post(`/applications/${id}/decisions`, { outcome: 'approve', reasons: [] })).body,
    ).toMatchObject({ code: 'NOT_CLAIMED' });
    expect((await reseller.post(`/applications/${id}/decisions`, { outcome: 'approve', reasons: [] })).status).toBe(
      403,
    );
    expect(
      (await claimant.post(`/applications/${id}/decisions`, { outcome: 'approve', reasons: [], note: 'ok' })).body,
    ).toMatchObject({ status: 'approved' });
    expect((await clientOf(app).get(`/lookup/${dossier.number}`)).status).toBe(404);

    const accepted = await claimant.post(`/applications/${id}/carrier-acceptance`, {
      acceptanceNumber: 'SL2026-0001',
      counter: '样例营业厅',
      staff: '受理员',
      acceptedOn: '2026-11-23',
    });
    expect(accepted.body).toMatchObject({ status: 'activated' });

    const shown = await clientOf(app).get(`/lookup/${dossier.number}`);
    expect(shown.body).toMatchObject({
      status: 'working',
      holder: { name: dossier.declared.entity.name, uscc: dossier.declared.entity.uscc },
      reseller: { name: '样例代理有限公司' },
      carrier: 'CT',
    });
    const page = await request(app).get(`/numbers/${dossier.number}`).set('Accept', 'text/html');
    expect(page.status).toBe(200);
    for (const secret of [
      dossier.declared.agent.name,
      dossier.declared.agent.idNumber,
      dossier.declared.agent.mobile,
      dossier.declared.legalRepresentative.idNumber,
      dossier.declared.legalRepresentative.name,
    ]) {
      expect(shown.text.includes(secret) || page.text.includes(secret)).toBe(false);
    }

    const history = (await claimant.get(`/numbers/${dossier.number}/history?at=2026-11-23`)).body as {
      assignments: { holder: { uscc: string } }[];
      events: { type: string }[];
    };
    expect(history.assignments.map((assignment) => assignment.holder.uscc)).toEqual([dossier.declared.entity.uscc]);
    expect(history.events.map((event) => event.type)).toContain('number.activated');
    const before = (await claimant.get(`/numbers/${dossier.number}/history?at=2026-11-22`)).body as {
      assignments: unknown[];
    };
    expect(before.assignments).toEqual([]);

    const fence = await leaseSequencer(context.deps, 'test');
    expect(await sequenceEvents(context.deps, fence ?? -1)).toBeGreaterThan(10);
    expect(await verifyAuditChain(context.deps.db, `application:${id}`)).toBeNull();
  });

  it.each(['other-licence', 'other-person', 'expired-id', 'letter-without-seal'])(
    'finds what is wrong with %s, and nothing else',
    { timeout: 240_000 },
    async (slug) => {
      const dossier = fixtureDossier(slug);
      const id = await apply(dossier);
      const { outcome, checks } = await evaluated(id);
      expect([outcome, failing(checks)]).toEqual(['noncompliant', [...dossier.mustFail].sort()]);
      const refused = await reseller.post(`/applications/${id}/submit`);
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({ code: 'CHECKS_FAILED' });
    },
  );

  it(
    'lets a wrong reading be contested: a reviewer sees it, a second person must agree',
    { timeout: 240_000 },
    async () => {
      const list = (await reseller.get('/applications?status=draft')).body as {
        items: { id: string; entity: { uscc: string } }[];
      };
      const dossier = fixtureDossier('letter-without-seal');
      const id = list.items.find((item) => item.entity.uscc === dossier.declared.entity.uscc)?.id ?? '';
      const submitted = await reseller.post(`/applications/${id}/submit`, {
        contest: [{ checkCode: 'letter.seal', reason: '印章在背面' }],
      });
      expect(submitted.body).toMatchObject({ status: 'in_review' });
      const [first, second] = reviewers;
      if (first === undefined || second === undefined) throw new Error('two reviewers');
      await first.post('/review/claims', { applicationId: id });
      expect(
        (await first.post(`/applications/${id}/decisions`, { outcome: 'approve', reasons: [] })).body,
      ).toMatchObject({ code: 'OPEN_FAILURES' });
      const approval = await first.post(`/applications/${id}/decisions`, {
        outcome: 'approve',
        reasons: [],
        override: { checkCode: 'letter.seal', reason: '已核对原件' },
      });
      expect([approval.status, (approval.body as ApplicationAnswer).status]).toEqual([202, 'awaiting_second_approval']);
      expect((await reseller.get(`/applications/${id}`)).body).toMatchObject({
        status: 'in_review',
        decision: null,
        review: null,
      });
      expect(
        (await first.post(`/applications/${id}/decisions`, { outcome: 'approve', reasons: [] })).body,
      ).toMatchObject({ code: 'SECOND_APPROVER_REQUIRED' });
      await second.post('/review/claims', { applicationId: id });
      expect(
        (await second.post(`/applications/${id}/decisions`, { outcome: 'approve', reasons: [] })).body,
      ).toMatchObject({ status: 'approved' });
      expect((await second.delete(`/applications/${id}/decisions/latest`)).body).toMatchObject({
        status: 'awaiting_second_approval',
      });
    },
  );

  it('lets sixty callers race for one number: one gets it', async () => {
    const body = { number: '4008880050', subscriber: { name: '争用样本' } };
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? reseller : other).post('/reservations', body)),
    );
    const codes = answers.map((answer) => answer.status);
    expect([codes.filter((code) => code === 201).length, codes.filter((code) => code === 409).length]).toEqual([1, 59]);
  });

  it('left no person in logs or Redis', async () => {
    const people = ['clean', 'other-licence', 'other-person', 'expired-id', 'letter-without-seal'].flatMap((slug) => {
      const { legalRepresentative, agent } = fixtureDossier(slug).declared;
      return [legalRepresentative.name, legalRepresentative.idNumber, agent.name, agent.idNumber, agent.mobile];
    });
    const secrets = [
      ...people,
      '13900000001',
      'ops@reseller.example',
      '样例联系人',
      '样例用户',
      'v1@carrier.example',
      PASSWORD,
    ];
    const log = logged.join('');
    const redis = await redisContents(context.deps.config.REDIS_URL, context.prefix);
    expect(logged.length).toBeGreaterThan(50);
    expect(redis.length).toBeGreaterThan(0);
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
    expect(secrets.filter((secret) => redis.includes(secret))).toEqual([]);
  });
});
