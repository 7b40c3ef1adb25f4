import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may } from '../../src/accounts/permissions.js';
import type { Role } from '../../src/accounts/principal.js';
import { createApp } from '../../src/app.js';
import type { Route } from '../../src/http/route.js';
import { createBlock } from '../../src/registry/create-block.js';
import { allRoutes } from '../../src/routes.js';
import { givenWorking } from '../lookup/number-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { OWNED_USCC, seedUsers, signInAll, type Agent, type CastName } from '../support/seed.js';

const NUMBER = '4008880001';
const ACTOR: Record<Role, CastName> = {
  reseller_agent: 'agentA',
  reseller_admin: 'adminA',
  reviewer: 'reviewer1',
  senior_reviewer: 'senior',
  carrier_admin: 'carrierAdmin',
  auditor: 'auditor',
  entity_user: 'owner',
};
/** Nobody's session ends on the way, and no stream stays open. */
const LEFT_OUT = new Set(['deleteCurrentSession', 'endSession', 'streamApplication']);

const context: TestContext = await createTestContext();
let app: Express;
let agents: Record<CastName, Agent>;
const ROUTES = allRoutes(context.deps).filter(
  (route) => !LEFT_OUT.has(route.operation) && !/\/(events|sessions\/current)$/.test(route.path),
);

beforeAll(async () => {
  app = createApp(context.deps);
  const cast = await seedUsers(context.deps);
  agents = await signInAll(context.deps, app, cast);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: NUMBER, to: '4008880009', carrier: 'CT' });
  const holder = { uscc: OWNED_USCC, name: '样例', entityType: 'company', province: null, city: null };
  await givenWorking(context.deps, NUMBER, cast.a.id, { holder });
}, 60_000);
afterAll(() => context.close());

/** What people and programs put where an id, a number or a word belongs. */
const ODD = [
  '%00',
  '%EF%BC%94%EF%BC%90%EF%BC%90',
  '..%2f..',
  '{"$gt":""}',
  '0'.repeat(5_000),
  '-1',
  'null',
  '%F0%9F%93%9E',
];
const QUERIES = [
  'limit=0',
  'limit=-1',
  'limit=1e9',
  'limit=a&limit=b',
  'cursor=x',
  'cursor=bm90LWFuLWlk',
  'cursor[$gt]=',
  'status=nonsense',
  'contains=((((',
  'contains=%00',
  'on=2026-02-30',
  'on=9999-12-31',
  'at=yesterday',
  'knownAt=-271821-04-20',
  'at=275760-09-13T00:00:00Z',
];
const BODIES: readonly unknown[] = [
  null,
  [],
  'text',
  1e308,
  { reason: null },
  { reason: { $gt: '' } },
  { reason: 'x'.repeat(100_000) },
  { reason: '\u0000' },
  JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":{}}}'),
];

function pathsOf({ path }: Route, odd: string): string {
  return `/api/v1${path.replace(/:(\w+)/g, odd)}`;
}

function agentFor(route: Route): Agent {
  const role = (Object.keys(ACTOR) as Role[]).find(
    (one) => route.access === 'public' || may({ role: one }, route.access),
  );
  return agents[ACTOR[role ?? 'auditor']];
}

describe('whatever is sent, the answer is a refusal that says why, never a fault of ours', () => {
  it.each(ROUTES.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const))(
    '%s',
    { timeout: 60_000 },
    async (_name, route) => {
      const agent = agentFor(route);
      const known = `/api/v1${route.path.replace(':number', NUMBER).replace(/:(\w+)/g, '0'.repeat(24))}`;
      const sent = [
        ...(route.path.includes(':') ? ODD.map((odd) => [pathsOf(route, odd), undefined] as const) : []),
        ...(route.method === 'get' ? QUERIES.map((query) => [`${known}?${query}`, undefined] as const) : []),
        ...(route.body === undefined || route.multipart === true ? [] : BODIES.map((body) => [known, body] as const)),
      ];
      for (const [path, body] of sent) {
        const answer =
          body === undefined
            ? await agent[route.method](path)
            : await agent[route.method](path).set('Content-Type', 'application/json').send(JSON.stringify(body));
        expect(
          answer.status,
          `${path} ${body === undefined ? '' : JSON.stringify(body).slice(0, 200)}: ${answer.text}`,
        ).toBeLessThan(500);
        if (answer.status >= 400) expect(answer.body, path).toMatchObject({ code: expect.any(String) as string });
      }
    },
  );
});
