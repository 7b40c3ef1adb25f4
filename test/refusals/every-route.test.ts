import type { Express } from 'express';
import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may } from '../../src/accounts/permissions.js';
import type { Role } from '../../src/accounts/principal.js';
import { createApp } from '../../src/app.js';
import type { ERROR_CATALOGUE } from '../../src/domain/errors.js';
import type { Route } from '../../src/http/route.js';
import { createBlock } from '../../src/registry/create-block.js';
import { numberModel } from '../../src/registry/number-model.js';
import { allRoutes } from '../../src/routes.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { bulkSheet, rowOf } from '../bulk/bulk-sheet.js';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';
import { OWNED_USCC, seedUsers, signInAll, type Agent, type CastName, type Seeded } from '../support/seed.js';

const NUMBER = '4008880001';
/** In service for the entity that `owner` acts for. */
const OWNERS_NUMBER = '4008880009';
/** Who stands for a role; the reseller ones belong to A, the owner of everything below. */
const ACTOR: Record<Role, CastName> = {
  reseller_agent: 'agentA',
  reseller_admin: 'adminA',
  reviewer: 'reviewer1',
  senior_reviewer: 'senior',
  carrier_admin: 'carrierAdmin',
  auditor: 'auditor',
  entity_user: 'owner',
};

// Opened before the tests are named: they are named after the routes.
const context: TestContext = await createTestContext();
let app: Express;
let cast: Seeded;
let agents: Record<CastName, Agent>;
/** Values for the parameters of paths: things of reseller A that exist. */
let subjects: Record<string, string>;

const ROUTES = allRoutes(context.deps);
const PRIVATE = ROUTES.filter((route) => route.access !== 'public');

beforeAll(async () => {
  const { deps } = context;
  app = createApp(deps);
  cast = await seedUsers(deps);
  agents = await signInAll(deps, app, cast);
  await createBlock(deps, cast.carrierAdmin.principal, { from: '4008880000', to: '4008880009', carrier: 'CT' });
  await numberModel(deps.db).updateOne(
    { _id: OWNERS_NUMBER },
    { $set: { status: 'working', uscc: OWNED_USCC, resellerId: cast.a.id } },
  );
  subjects = await makeSubjects();
}, 60_000);

afterAll(() => context.close());

async function makeSubjects(): Promise<Record<string, string>> {
  const dossier = fixtureDossier('clean');
  const idOf = (answer: { body: unknown }) => (answer.body as { id: string }).id;
  const reserve = (number: string) =>
    agents.agentA.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
  await reserve(NUMBER);
  const reservation = await reserve('4008880002');
  const application = await agents.agentA.post('/api/v1/applications').send({ numbers: [NUMBER], ...dossier.declared });
  expect(application.status, application.text).toBe(201);
  const file = fixtureFile(dossier, 'agent_id_back');
  const document = await agents.agentA
    .post(`/api/v1/applications/${idOf(application)}/documents`)
    .field('kind', 'agent_id_back')
    .attach('file', file.bytes, file.name);
  expect(document.status, document.text).toBe(202);
  const upload = await agents.agentA.post(`/api/v1/applications/${idOf(application)}/uploads`).set({
    'Tus-Resumable': '1.0.0',
    'Upload-Length': '100',
    'Upload-Metadata': 'kind b3RoZXI=',
  });
  expect(upload.status, upload.text).toBe(201);
  const key = await agents.adminA.post('/api/v1/api-keys').send({ name: 'test' });
  const webhook = await agents.adminA
    .post('/api/v1/webhooks')
    .send({ name: 'test', url: 'https://93.184.215.14/hook', kinds: ['document.settled'] });
  const complaint = await request(app)
    .post('/api/v1/complaints')
    .send({ number: NUMBER, category: 'other', description: '样本' });
  const bulk = await agents.agentA.post('/api/v1/bulks').attach('file', await bulkSheet([rowOf(dossier)]), 'bulk.xlsx');
  return {
    'bulks/:id': idOf(bulk),
    'complaints/:id': idOf(complaint),
    'applications/:id': idOf(application),
    'documents/:id': idOf(document),
    'uploads/:id': upload.get('Location')?.split('/').at(-1) ?? '',
    'reservations/:id': idOf(reservation),
    'api-keys/:id': idOf(key),
    'webhooks/:id': idOf(webhook),
    'users/:id': cast.agentA.id,
    'resellers/:id': cast.a.id,
    // Read by carrier staff alone: who may not is refused whatever the id.
    'letters/:id': '0'.repeat(24),
    'tasks/:id': '0'.repeat(24),
    'entity-merges/:id': '0'.repeat(24),
    'operations/:id': '0'.repeat(24),
    'blocks/:id': '0'.repeat(24),
    'emergency-stops/:id': '0'.repeat(24),
    'corrections/:id': '0'.repeat(24),
    ':holdId': '0'.repeat(24),
    ':applicationId': idOf(application),
    ':number': NUMBER,
    ':kind': 'authorisation_letter',
    ':n': '1',
    ':date': '2026-11-24',
    ':key': 'claimMinutes',
    ':step': 'hours',
    ':queue': 'documents',
    ':id': 'no-such-job',
    ':token': 'no-such-token',
    ':linkId': '0'.repeat(24),
    ':deliveryId': '0'.repeat(24),
    ':uscc': OWNED_USCC,
  };
}

function pathOf(route: Route, id?: string): string {
  const folder = /\/(\w[\w-]*\/:id)/.exec(route.path)?.[1];
  let path = route.path.startsWith('/owner/') ? route.path.replace(':number', OWNERS_NUMBER) : route.path;
  if (folder !== undefined && subjects[folder] !== undefined) path = path.replace(':id', id ?? subjects[folder]);
  if (id !== undefined) path = path.replace(':applicationId', id);
  for (const [parameter, value] of Object.entries(subjects))
    if (parameter.startsWith(':')) path = path.replace(parameter, value);
  return `/api/v1${path}`;
}

const send = (agent: Agent, route: Route, path: string): Test => agent[route.method](path);
const named = (routes: readonly Route[]) =>
  routes.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const);
const problem = (answer: { body: unknown }) =>
  answer.body as { code: keyof typeof ERROR_CATALOGUE; status: number; type: string; title: string };

describe('without credentials', () => {
  it.each(named(PRIVATE))('%s answers 401', async (_name, route) => {
    const answer = await send(request(app), route, pathOf(route));
    expect([answer.status, problem(answer).code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.type).toBe('application/problem+json');
  });

  it.each(named(PRIVATE))('%s answers 401 to a key nobody was given', async (_name, route) => {
    const answer = await send(request(app), route, pathOf(route)).set('Authorization', 'Bearer r4_nobodys');
    expect(answer.status).toBe(401);
  });
});

describe('with a role that may not', () => {
  const refused = PRIVATE.flatMap((route) =>
    (Object.keys(ACTOR) as Role[])
      .filter((role) => route.access !== 'public' && !may({ role }, route.access))
      .map((role) => [`${route.method.toUpperCase()} ${route.path} as ${role}`, route, role] as const),
  );
  // What a role cannot even see is not found before it is forbidden (contract: order of refusals).
  const unseen = (route: Route, role: Role) =>
    (/^\/(api-keys|bulks|webhooks)\/:id/.test(route.path) && !role.startsWith('reseller')) ||
    (/^\/complaints\/:id/.test(route.path) && role.startsWith('reseller'));
  // Nothing of reseller A's is the owner's, so wherever a thing is looked up it may not even exist for it.
  const foreign = (route: Route, role: Role) => role === 'entity_user' && route.load !== undefined;
  it.each(refused)('%s is refused', async (_name, route, role) => {
    const answer = await send(agents[ACTOR[role]], route, pathOf(route));
    const code = unseen(route, role) || (foreign(route, role) && answer.status === 404) ? 'NOT_FOUND' : 'FORBIDDEN';
    expect([answer.status, problem(answer).code]).toEqual([code === 'NOT_FOUND' ? 404 : 403, code]);
  });
});

describe('with another organisation’s credentials', () => {
  const loaded = PRIVATE.filter((route) => route.load !== undefined && !route.path.startsWith('/me'));
  it.each(named(loaded))('%s answers 404', async (_name, route) => {
    const answer = await send(agents.adminB, route, pathOf(route));
    expect([answer.status, problem(answer).code]).toEqual([404, 'NOT_FOUND']);
  });

  it.each(named(loaded.filter((route) => route.path.includes(':id'))))(
    '%s answers 404 for what does not exist',
    async (_name, route) => {
      for (const id of ['000000000000000000000000', 'not-an-id']) {
        const answer = await send(agents.adminA, route, pathOf(route, id));
        expect(answer.status).toBe(404);
      }
    },
  );
});

describe('with a wrong body', () => {
  const withBody = PRIVATE.filter((route) => route.body !== undefined && route.multipart !== true);
  it.each(named(withBody))('%s answers 422 and names the member', async (_name, route) => {
    const role = (Object.keys(ACTOR) as Role[]).find(
      (candidate) => route.access !== 'public' && may({ role: candidate }, route.access),
    );
    const answer = await send(agents[ACTOR[role ?? 'auditor']], route, pathOf(route)).send({
      nobodyKnowsThisMember: 1,
    });
    expect(answer.status, answer.text).toBe(422);
    const { errors } = answer.body as { errors: { path: string; code: string }[] };
    expect(errors.map((error) => error.path)).toContain('nobodyKnowsThisMember');
  });

  it('refuses what is not JSON', async () => {
    const answer = await agents.agentA
      .post('/api/v1/applications')
      .set('Content-Type', 'application/json')
      .send('{"numbers":');
    expect([answer.status, problem(answer).code]).toEqual([400, 'BAD_REQUEST']);
  });

  it('refuses a body that is too large', async () => {
    const answer = await agents.agentA.post('/api/v1/applications').send({ purpose: 'x'.repeat(2_000_000) });
    expect([answer.status, problem(answer).code]).toEqual([413, 'BODY_TOO_LARGE']);
  });
});

describe('a cookie without its CSRF token', () => {
  it.each(named(PRIVATE.filter((route) => route.method !== 'get')))('%s answers 403', async (_name, route) => {
    const role = (Object.keys(ACTOR) as Role[]).find(
      (candidate) => route.access !== 'public' && may({ role: candidate }, route.access),
    );
    const answer = await send(agents[ACTOR[role ?? 'auditor']], route, pathOf(route)).set('X-CSRF-Token', 'wrong');
    expect([answer.status, problem(answer).code]).toEqual([403, 'CSRF_TOKEN_INVALID']);
  });
});
