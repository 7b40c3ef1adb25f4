import { createServer, type Server } from 'node:http';
import { createServer as createTcp, type Server as TcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import sharp from 'sharp';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { eventModel } from '../../src/events/event-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { setupModel } from '../../src/setup/setup-model.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { PASSWORD, seedUsers, signIn, signInAll, type Agent, type CastName, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let cast: Seeded;
let agents: Record<CastName, Agent>;
let admin: Agent;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  agents = await signInAll(context.deps, app, cast);
  admin = agents.carrierAdmin;
}, 60_000);
afterAll(() => context.close());

interface View {
  readonly finishedAt: string | null;
  readonly steps: readonly { readonly step: string; readonly state: string }[];
  readonly facts: { readonly keyFingerprint: string; readonly keyShownAt: string | null; readonly keyOpen: boolean };
}
const view = async () => (await admin.get('/api/v1/setup')).body as View;
const setupOpen = async (agent: Agent) =>
  ((await agent.get('/api/v1/me')).body as { installation: { setupOpen: boolean } }).installation.setupOpen;
const events = (type: string) => eventModel(context.deps.db).find({ type }).lean();
const problem = (answer: { body: unknown }) => (answer.body as { code: string }).code;

describe('a new installation', () => {
  it('is open to its administrator alone, until numbers are there or somebody says that it is finished', async () => {
    expect(await setupOpen(admin)).toBe(true);
    expect(await setupOpen(agents.auditor)).toBe(false);
    const demo = createApp({ ...context.deps, config: { ...context.deps.config, DEMO: true } });
    expect(await setupOpen(await signIn(context.deps, demo, cast.carrierAdmin))).toBe(false);
  });

  it('keeps what is done and skipped, once however often it is said, and opens a step again', async () => {
    const set = (step: string, state: string) => admin.patch(`/api/v1/setup/steps/${step}`).send({ state });
    expect((await set('hours', 'done')).status).toBe(200);
    expect((await set('hours', 'done')).status).toBe(200);
    await set('sms', 'skipped');
    const states = Object.fromEntries((await view()).steps.map(({ step, state }) => [step, state]));
    expect(states).toMatchObject({ hours: 'done', sms: 'skipped', house: 'open' });
    await set('sms', 'open');
    expect((await view()).steps.find(({ step }) => step === 'sms')?.state).toBe('open');
    expect(await events('setting.step')).toHaveLength(3);
    expect((await set('nothing', 'done')).status).toBe(404);
  });

  it('stays open when numbers came while it was being set up, and ends when it is finished', async () => {
    await createBlock(context.deps, cast.carrierAdmin.principal, {
      from: '4008880100',
      to: '4008880109',
      carrier: 'CT',
    });
    expect(await setupOpen(admin)).toBe(true);
    const ends = await Promise.all([1, 2].map(() => admin.post('/api/v1/setup/finish').send({})));
    expect(ends.map(({ status }) => status).every((status) => status === 200 || status === 409)).toBe(true);
    expect((await view()).finishedAt).not.toBeNull();
    expect(await events('setting.finished')).toHaveLength(1);
    expect(await setupOpen(admin)).toBe(false);
  });
});

describe('name, mark and filing number', () => {
  const set = (key: string, value: unknown) => admin.patch(`/api/v1/policies/${key}`).send({ value, reason: '样本' });
  const page = async () => (await request(app).get('/')).text;

  it('stand on the public pages, nothing of them as markup, and go with the setting', async () => {
    expect(await page()).not.toContain('beian.miit');
    expect((await set('houseName', '样本电信分公司')).status).toBe(200);
    expect((await set('icpNumber', '京ICP备12345678号-1')).status).toBe(200);
    expect(await page()).toContain('<small>样本电信分公司</small>');
    expect(await page()).toMatch(/href="https:\/\/beian\.miit\.gov\.cn\/"[^>]*>京ICP备12345678号-1</);
    expect((await request(app).get('/explained')).text).toContain('京ICP备12345678号-1');
    expect((await request(app).get('/complaints')).text).toContain('样本电信分公司');
    for (const [key, value] of [
      ['icpNumber', '<script>'],
      ['houseName', '<b>样本</b>'],
      ['houseName', '样本\n单位'],
      ['houseName', '样'.repeat(41)],
    ] as const)
      expect((await set(key, value)).status, value).toBe(422);
    await set('houseName', '');
    await set('icpNumber', '');
    expect(await page()).not.toMatch(/样本电信分公司|beian/);
  });

  it('a mark is drawn anew: a script in an SVG does not survive, and what is no picture is refused', async () => {
    const keep = (bytes: Buffer) => admin.post('/api/v1/setup/marks').send({ picture: bytes.toString('base64') });
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><script>alert(1)</script><rect width="64" height="64" fill="#c00"/></svg>`;
    const kept = await keep(Buffer.from(svg));
    expect(kept.status, kept.text).toBe(200);
    const { mark } = kept.body as { mark: string };
    expect(((await keep(Buffer.from(svg))).body as { mark: string }).mark).toBe(mark);
    const served = await request(app).get(`/brand/${mark}.png`);
    expect([served.status, served.type]).toEqual([200, 'image/png']);
    const { format, width } = await sharp(served.body as Buffer).metadata();
    expect([format, width]).toEqual(['png', 256]);
    expect((await set('houseMark', mark)).status).toBe(200);
    expect(await page()).toContain(`src="/brand/${mark}.png"`);
    expect((await admin.get('/api/v1/me')).body).toMatchObject({ installation: { mark: `/brand/${mark}.png` } });
    await set('houseMark', '');
    expect(problem(await keep(Buffer.from('not a picture')))).toBe('FILE_TYPE_UNSUPPORTED');
    expect(problem(await keep(Buffer.from('GIF89a')))).toBe('FILE_TYPE_UNSUPPORTED');
    expect((await request(app).get(`/brand/${'0'.repeat(64)}.png`)).status).toBe(404);
    expect((await set('houseMark', '../../etc')).status).toBe(422);
  });
});

describe('a test message', () => {
  let gateway: Server;
  let mail: TcpServer;
  const taken: string[] = [];
  let ready: Agent;

  beforeAll(async () => {
    gateway = createServer((incoming, answer) => {
      let body = '';
      incoming.on('data', (part: Buffer) => (body += part.toString()));
      incoming.on('end', () => {
        taken.push(body);
        answer.writeHead(body.includes('13900000000') ? 503 : 200).end();
      });
    });
    // As little of SMTP (RFC 5321) as a client needs to hand a message over.
    mail = createTcp((socket) => {
      socket.write('220 test\r\n');
      socket.on('data', (part: Buffer) => {
        const line = part.toString();
        taken.push(line);
        const data = line.startsWith('DATA');
        socket.write(data ? '354 go on\r\n' : line.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n');
      });
      socket.on('error', () => undefined);
    });
    for (const server of [gateway, mail])
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const port = (server: Server | TcpServer) => (server.address() as AddressInfo).port;
    const config = {
      ...context.deps.config,
      SMS_URL: `http://127.0.0.1:${port(gateway)}/`,
      SMTP_URL: `smtp://127.0.0.1:${port(mail)}?from=no-reply@registry.example`,
    };
    ready = await signIn(context.deps, createApp({ ...context.deps, config }), cast.carrierAdmin);
  });
  afterAll(() => {
    gateway.close();
    mail.close();
  });

  const send = (agent: Agent, body: object) => agent.post('/api/v1/setup/test-messages').send(body);

  it('goes by the configured channel to the address that was typed, and the address is kept nowhere', async () => {
    const sms = await send(ready, { channel: 'sms', to: '13912345678' });
    expect(sms.body).toEqual({ outcome: 'sent', code: null });
    expect(taken.join()).toContain('13912345678');
    const email = await send(ready, { channel: 'email', to: 'somebody@carrier.example' });
    expect(email.body).toEqual({ outcome: 'sent', code: null });
    expect(taken.join()).toContain('RCPT TO:<somebody@carrier.example>');
    const kept = JSON.stringify(await events('setting.channel_tested'));
    expect(kept).not.toMatch(/13912345678|somebody/);
    expect(kept).toContain('sent');
  });

  it('says why it did not leave, and that there is no channel', async () => {
    expect((await send(ready, { channel: 'sms', to: '13900000000' })).body).toEqual({
      outcome: 'refused',
      code: 'SMS_HTTP_503',
    });
    expect((await send(admin, { channel: 'email', to: 'a@b.example' })).body).toEqual({
      outcome: 'not_configured',
      code: null,
    });
    expect((await send(ready, { channel: 'sms', to: '110' })).status).toBe(422);
  });

  it('may be sent some times an hour', async () => {
    for (let sent = 0; sent < 20; sent += 1) await send(admin, { channel: 'sms', to: '13912345678' });
    expect((await send(admin, { channel: 'sms', to: '13912345678' })).status).toBe(429);
  });
});

describe('the master key', () => {
  const show = (agent: Agent, password: string) => agent.post('/api/v1/setup/recovery-sheet').send({ password });

  it('is shown once, while it is set up, after the password again, to one of two at once, and that it was is an event', async () => {
    const late = await show(admin, PASSWORD);
    expect([late.status, problem(late), (await view()).facts.keyOpen]).toEqual([409, 'WRONG_STATE', false]);
    await setupModel(context.deps.db).updateOne({ _id: 'setup' }, { $set: { finishedAt: null } });
    expect((await view()).facts.keyOpen).toBe(true);
    expect([(await show(admin, 'wrong')).status, problem(await show(admin, 'wrong'))]).toEqual([
      401,
      'CREDENTIALS_WRONG',
    ]);
    const answers = await Promise.all([show(admin, PASSWORD), show(admin, PASSWORD)]);
    const shown = answers.filter(({ status }) => status === 200);
    expect(shown).toHaveLength(1);
    expect(answers.find(({ status }) => status !== 200)?.status).toBe(409);
    const { fingerprint } = { ...(shown[0]?.body as { fingerprint: string }) };
    expect(shown[0]?.body).toEqual({ fingerprint, key: context.deps.config.MASTER_KEY });
    expect(shown[0]?.get('Cache-Control')).toBe('no-store');
    expect(fingerprint).toMatch(/^[0-9A-F]{4}( [0-9A-F]{4}){5}$/);
    const again = await show(admin, PASSWORD);
    expect([again.status, problem(again)]).toEqual([409, 'WRONG_STATE']);
    const found = await events('setting.key_shown');
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain(context.deps.config.MASTER_KEY);
    expect((await view()).facts).toMatchObject({ keyFingerprint: fingerprint });
    expect((await view()).facts.keyShownAt).not.toBeNull();
  });
});

it('the address check opens our own address and says that it is not encrypted', async () => {
  const server = createServer((_incoming, answer) => answer.end('ok'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const here = createApp({ ...context.deps, config: { ...context.deps.config, BASE_URL: address } });
  const other = await signIn(context.deps, here, cast.carrierAdmin);
  const keys = await context.deps.redis.keys(`${context.prefix}:limit:setup-tests*`);
  for (const key of keys) await context.deps.redis.del(key.slice(context.prefix.length + 1));
  expect((await other.get('/api/v1/setup/address')).body).toEqual({
    address,
    https: false,
    reachable: true,
    fault: null,
    certificate: null,
  });
  server.close();
  expect((await other.get('/api/v1/setup/address')).body).toMatchObject({ reachable: false });
});
