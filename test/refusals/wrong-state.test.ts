import type { Express } from 'express';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { applicationModel } from '../../src/applications/application-model.js';
import {
  APPLICATION_STATUSES,
  nextApplicationStatus,
  type ApplicationEvent,
  type ApplicationStatus,
} from '../../src/domain/application-state.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let cast: Seeded;
let reseller: Agent;
let senior: Agent;
let id: string;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  reseller = await signIn(context.deps, app, cast.agentA);
  senior = await signIn(context.deps, app, cast.senior);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880000', to: '4008880009', carrier: 'CT' });
  await reseller.post('/api/v1/reservations').send({ number: '4008880001', subscriber: { name: '样本' } });
  const created = await reseller
    .post('/api/v1/applications')
    .send({ numbers: ['4008880001'], ...fixtureDossier('clean').declared });
  id = (created.body as { id: string }).id;
}, 60_000);

afterAll(() => context.close());

const ACTS: readonly (readonly [string, ApplicationEvent, () => Promise<{ status: number; body: unknown }>])[] = [
  ['patch', 'edit', () => reseller.patch(`/api/v1/applications/${id}`).send({ purpose: '客服' })],
  [
    'upload',
    'edit',
    () =>
      reseller
        .post(`/api/v1/applications/${id}/documents`)
        .field('kind', 'agent_id_back')
        .attach('file', fixtureFile(fixtureDossier('clean'), 'agent_id_back').bytes, 'a.jpg'),
  ],
  ['submit', 'submit_compliant', () => reseller.post(`/api/v1/applications/${id}/submit`).send({})],
  ['withdraw', 'withdraw', () => reseller.post(`/api/v1/applications/${id}/withdraw`).send({})],
  ['claim', 'reject', () => senior.post('/api/v1/review/claims').send({ applicationId: id })],
  [
    'decide',
    'reject',
    () => senior.post(`/api/v1/applications/${id}/decisions`).send({ outcome: 'reject', reasons: ['BLURRED'] }),
  ],
  [
    'correct',
    'correct',
    () =>
      senior
        .patch(`/api/v1/applications/${id}/fields`)
        .send({ document: new Types.ObjectId().toHexString(), field: 'name', value: '样', reason: '样' }),
  ],
  [
    'human check',
    'reject',
    () => senior.post(`/api/v1/applications/${id}/human-checks`).send({ code: 'contact.callback', status: 'pass' }),
  ],
  ['park', 'reject', () => senior.post(`/api/v1/applications/${id}/park`).send({ until: '2026-11-25T00:00:00Z' })],
  ['rescind', 'rescind', () => senior.post(`/api/v1/applications/${id}/decisions/rescind`).send({ reason: '样本' })],
  [
    'accept',
    'accept',
    () =>
      senior
        .post(`/api/v1/applications/${id}/carrier-acceptance`)
        .send({ acceptanceNumber: 'A1', counter: '样', staff: '样', acceptedOn: '2026-11-23' }),
  ],
];

describe('every act in every state that does not allow it', () => {
  const pairs = ACTS.flatMap(([name, event, act]) =>
    APPLICATION_STATUSES.filter((status) => nextApplicationStatus(status, event) === null).map(
      (status) => [name, status, act] as const,
    ),
  );
  it.each(pairs)(
    '%s in %s answers 409 WRONG_STATE and changes nothing',
    async (_name, status: ApplicationStatus, act) => {
      await applicationModel(context.deps.db).updateOne({ _id: id }, { $set: { status } });
      const before = await applicationModel(context.deps.db).findById(id).lean();
      const answer = await act();
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([409, 'WRONG_STATE']);
      const { from, allowed } = answer.body as { from: string; allowed: string[] };
      expect(allowed.includes(from)).toBe(false);
      expect(await applicationModel(context.deps.db).findById(id).lean()).toEqual(before);
    },
  );

  it.each([
    ['decisions', { outcome: 'reject' }, 'reasons'],
    ['park', { until: '2026-11-01T00:00:00Z' }, 'until'],
    [
      'carrier-acceptance',
      { acceptanceNumber: 'A1', counter: '样', staff: '样', acceptedOn: '2026-11-24' },
      'acceptedOn',
    ],
  ])('%s says what is wrong with the body first', async (act, body, path) => {
    await applicationModel(context.deps.db).updateOne({ _id: id }, { $set: { status: 'draft' } });
    const answer = await senior.post(`/api/v1/applications/${id}/${act}`).send(body);
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'VALIDATION_FAILED', errors: [{ path }] }]);
  });

  it('never tells an applicant that a second approval is awaited', async () => {
    await applicationModel(context.deps.db).updateOne({ _id: id }, { $set: { status: 'awaiting_second_approval' } });
    const answer = await reseller.patch(`/api/v1/applications/${id}`).send({ purpose: '客服' });
    expect(answer.body).toMatchObject({ code: 'WRONG_STATE', from: 'in_review' });
  });
});
