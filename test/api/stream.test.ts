import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { applicationModel } from '../../src/applications/application-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';
import { seedUsers, signIn, withApiKey, type Agent, type Seeded } from '../support/seed.js';
import { createApiKey } from '../../src/accounts/create-api-key.js';

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
  key: string,
  act: () => Promise<void>,
  enough: (events: readonly string[]) => boolean,
): Promise<string[]> {
  const { port } = server.address() as AddressInfo;
  const ending = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/applications/${id}/events`, {
    headers: { Authorization: `Bearer ${key}` },
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
});
