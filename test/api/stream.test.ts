import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { applicationModel } from '../../src/applications/application-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';
import { seedUsers, signIn, withApiKey, type Agent, type Seeded } from '../support/seed.js';
import { createApiKey } from '../../src/accounts/create-api-key.js';
import { revokeApiKey } from '../../src/accounts/revoke-api-key.js';
import { sessionCookie } from '../../src/accounts/session-cookie.js';
import { startSession } from '../../src/accounts/session-store.js';
import { userModel, type UserRow } from '../../src/accounts/user-model.js';
import { accessLogModel } from '../../src/documents/access-log-model.js';

let context: TestContext;
let app: Express;
let server: Server;
let cast: Seeded;
let reseller: Agent;
let id: string;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cast = await seedUsers(context.deps);
  reseller = await withApiKey(context.deps, app, cast.adminA);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880000', to: '4008880009', carrier: 'CT' });
  await reseller.post('/api/v1/reservations').send({ number: '4008880001', subscriber: { name: '样本' } });
  const created = await reseller
    .post('/api/v1/applications')
    .send({ numbers: ['4008880001'], ...fixtureDossier('clean').declared });
  id = (created.body as { id: string }).id;
}, 60_000);

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await context.close();
});

/** Reads the stream until `enough` says so; comments (keep-alive) are left out. */
async function listen(
  key: string | { readonly cookie: string },
  act: () => Promise<void>,
  enough: (events: readonly string[]) => boolean,
): Promise<string[]> {
  const headers: Record<string, string> =
    typeof key === 'string' ? { Authorization: `Bearer ${key}` } : { Cookie: key.cookie };
  const { port } = server.address() as AddressInfo;
  const ending = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/applications/${id}/events`, {
    headers,
    signal: ending.signal,
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const events: string[] = [];
  const decoder = new TextDecoder();
  let rest = '';
  let acted = false;
  for await (const chunk of response.body ?? []) {
    rest += decoder.decode(chunk, { stream: true });
    const parts = rest.split('\n\n');
    rest = parts.pop() ?? '';
    events.push(...parts.filter((part) => part.startsWith('event:')));
    if (!acted && events.length > 0) {
      acted = true;
      // The change stream opens with the first subscriber; give it a moment to be there.
      setTimeout(() => void act(), 500);
    }
    if (enough(events)) break;
  }
  ending.abort();
  return events;
}

describe('server-sent events of an application', () => {
  it('tell the present status first, then documents and checks as they change', async () => {
    const { key } = await createApiKey(context.deps, cast.adminA.principal, { name: 'stream' });
    const file = fixtureFile(fixtureDossier('clean'), 'agent_id_back');
    const events = await listen(
      key,
      async () => {
        await reseller
          .post(`/api/v1/applications/${id}/documents`)
          .field('kind', 'agent_id_back')
          .attach('file', file.bytes, file.name);
        await reseller.post(`/api/v1/applications/${id}/evaluation`).send({});
      },
      (seen) =>
        seen.some((event) => event.startsWith('event: checks')) &&
        seen.some((event) => event.startsWith('event: document')),
    );
    expect(events[0]).toContain('"status":"draft"');
    expect(events.find((event) => event.startsWith('event: document'))).toContain('"kind":"agent_id_back"');
  });

  it('never show a reseller the second approval or a reviewer’s own work', async () => {
    const { key } = await createApiKey(context.deps, cast.adminA.principal, { name: 'stream' });
    const reviewer = await signIn(context.deps, app, cast.reviewer1);
    await applicationModel(context.deps.db).updateOne({ _id: id }, { $set: { status: 'in_review' } });
    const events = await listen(
      key,
      async () => {
        await reviewer.post('/api/v1/review/claims').send({ applicationId: id });
        await reviewer
          .post(`/api/v1/applications/${id}/human-checks`)
          .send({ code: 'contact.callback', status: 'fail', note: '样本' });
        await applicationModel(context.deps.db).updateOne(
          { _id: id },
          { $set: { status: 'awaiting_second_approval' } },
        );
        await reviewer
          .post(`/api/v1/applications/${id}/decisions`)
          .send({ outcome: 'reject', reasons: ['BLOCKLISTED'] });
      },
      (seen) => seen.some((event) => event.includes('"rejected"')),
    );
    expect(events.join()).not.toMatch(/awaiting|second|human|callback|BLOCKLISTED/);
  });

  /** The stream is read until the house ends it: a test that waits for ever fails. */
  const untilItEnds = () => false;
  const cookieOf = async (user: Seeded['reviewer1']) => {
    const { sessionEpoch } = await userModel(context.deps.db).findById(user.id).orFail().lean<UserRow>();
    const { token } = await startSession(context.deps, { id: user.id, epoch: sessionEpoch });
    return { cookie: sessionCookie(context.deps.config, token).split(';')[0] ?? '' };
  };
  const rejectedWith = async (secondLook: object) => {
    await applicationModel(context.deps.db).updateOne({ _id: id }, { $set: { status: 'rejected', secondLook } });
  };
  const look = {
    status: 'open',
    notBefore: TEST_NOW,
    first: { by: 'somebody', outcome: 'reject', at: TEST_NOW },
    involved: ['somebody'],
    blindTo: [] as string[],
    claim: null,
    sealedReview: null,
    second: null,
    settlement: null,
  };

  it('end when the key is revoked, and when the account is changed', async () => {
    const { key, row } = await createApiKey(context.deps, cast.adminA.principal, { name: 'stream' });
    await listen(key, () => revokeApiKey(context.deps, cast.adminA.principal, row), untilItEnds);
    const administrator = await signIn(context.deps, app, cast.carrierAdmin);
    const change = async () => {
      const answer = await administrator
        .patch(`/api/v1/users/${cast.reviewer2.id}`)
        .send({ scope: { carriers: ['CU'], provinces: null } });
      expect(answer.status, answer.text).toBe(200);
    };
    expect(await listen(await cookieOf(cast.reviewer2), change, untilItEnds)).toHaveLength(1);
  });

  it('note that a decision was shown, and end rather than tell one to whoever took the second look since', async () => {
    await rejectedWith(look);
    const events = await listen(
      await cookieOf(cast.reviewer1),
      () => Promise.resolve(),
      (seen) => seen.length > 0,
    );
    expect(events[0]).toContain('rejected');
    const noted = { 'actor.id': cast.reviewer1.id, 'subject.id': id, fields: ['decision'] };
    expect(await accessLogModel(context.deps.db).countDocuments(noted)).toBe(1);
    await applicationModel(context.deps.db).updateOne({ _id: id }, { $set: { status: 'in_review', secondLook: null } });
    const blinded = await listen(
      await cookieOf(cast.senior),
      async () => {
        await rejectedWith({ ...look, blindTo: [cast.senior.id] });
        await reseller.post(`/api/v1/applications/${id}/evaluation`).send({});
      },
      untilItEnds,
    );
    expect(blinded).toHaveLength(1);
    expect(blinded.join()).not.toContain('rejected');
  });
});
