import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { toEnum } from '../../src/domain/number-400.js';
import { restoreBackup } from '../../src/operations/backup/restore-backup.js';
import { writeBackup } from '../../src/operations/backup/write-backup.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';
import { Filing } from '../support/filing.js';
import { OWNED_USCC, PASSWORD, seedUsers, signInAll, withApiKey, type Agent } from '../support/seed.js';
import { logEverything } from '../transparency/log-fixture.js';

/** The main job as a stranger walks it; then the machine is gone, and the backup comes up elsewhere. */
const KEYS = {
  MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  LOG_KEY: Buffer.alloc(32, 9).toString('base64'),
  BASE_URL: 'https://registry.example',
};
const BLOCK = '40088801';
const NUMBERS = Array.from({ length: 12 }, (_, index) => `${BLOCK}${String(index).padStart(2, '0')}`);
const [WORKING, STOPPED, DISPUTED, ENDED, APPROVED, DRAFT, RESERVED] = NUMBERS as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const COMPLAINT = { number: WORKING, category: 'false_registration', description: '样例投诉：登记信息与实际不符' };
let folder: string;
let backup: string;
let before: Record<string, unknown>;
let ports: { readonly source: number; target: number };
let target: TestContext;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-400-elsewhere-'));
  backup = join(folder, 'backup');
  const source = await createTestContext({ env: KEYS });
  const first = await listen(source);
  await mainJob(source);
  await logEverything(source.deps);
  before = await allAnswers(source, first.url);
  ports = { source: first.port, target: 0 };
  await writeBackup(source.deps, backup);
  await first.close();
  // Database, queue and files are gone.
  await source.close();

  // The same moment: what is signed says when.
  target = await createTestContext({ env: KEYS, now: source.deps.clock.now() });
  await restoreBackup(target.deps, backup, false);
  const second = await listen(target);
  ports.target = second.port;
  server = second.server;
}, 240_000);
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await target.close();
  await rm(folder, { recursive: true, force: true });
});

async function listen({ deps }: TestContext) {
  const made = createServer(createApp(deps));
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  const { port } = made.address() as AddressInfo;
  const close = () => new Promise((resolve) => made.close(resolve));
  return { server: made, port, url: `http://127.0.0.1:${port}`, close };
}

/** Numbers in every state, papers, complaint, key, a stop, a dispute; bad uploads leave nothing. */
async function mainJob(context: TestContext): Promise<void> {
  const { deps } = context;
  const app = createApp(deps);
  const cast = await seedUsers(deps);
  const agents = await signInAll(deps, app, cast);
  const filing = new Filing(context, agents);
  const carrier = agents.carrierAdmin;
  await createBlock(deps, cast.carrierAdmin.principal, { from: `${BLOCK}00`, to: `${BLOCK}99`, carrier: 'CT' });
  const api = await withApiKey(deps, app, cast.agentA);
  for (const number of [WORKING, STOPPED, DISPUTED, ENDED]) await filing.working(number);
  context.deps.clock.advance(86_400_000);
  await carrier.post(`/api/v1/numbers/${STOPPED}/suspend`).send({ kind: 'fraud', reason: '样例' });
  await agents.owner.post(`/api/v1/owner/numbers/${DISPUTED}/dispute`).send({ reason: '样例' });
  await carrier.post(`/api/v1/numbers/${ENDED}/disconnect`).send({ reason: '样例' });
  const dossier = fixtureDossier('clean');
  for (const number of [APPROVED, DRAFT, RESERVED])
    await api.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
  const { id: approved } = await filing.open(api, { numbers: [APPROVED], ...dossier.declared });
  for (const kind of ['business_licence', 'agent_id_front', 'authorisation_letter']) await upload(api, approved, kind);
  const { id: draft } = await filing.open(api, { numbers: [DRAFT], ...dossier.declared });
  await upload(api, draft, 'agent_id_back');
  const bad = await api
    .post(`/api/v1/applications/${draft}/documents`)
    .field('kind', 'business_licence')
    .attach('file', Buffer.from('not a picture'), 'text.jpg');
  expect(bad.status).toBe(415);
  expect((await request(app).post('/api/v1/complaints').send(COMPLAINT)).status).toBe(201);
}

async function upload(agent: Agent, id: string, kind: string): Promise<void> {
  const file = fixtureFile(fixtureDossier('clean'), kind);
  const answer = await agent
    .post(`/api/v1/applications/${id}/documents`)
    .field('kind', kind)
    .attach('file', file.bytes, file.name);
  expect(answer.status, answer.text).toBe(202);
}

/** Everything that a stranger and the carrier's people can ask, and what lies in the stores. */
async function allAnswers(context: TestContext, url: string): Promise<Record<string, unknown>> {
  const { deps } = context;
  const answers: Record<string, unknown> = {};
  const signed = await request(url)
    .post('/api/v1/sessions')
    .send({ email: 'carrieradmin@people.example', password: PASSWORD });
  expect(signed.status, signed.text).toBe(201);
  const cookie = (signed.get('Set-Cookie') ?? []).map((one) => one.split(';')[0]).join('; ');
  const ask = async (path: string) => {
    const { status, text } = await request(url).get(path).set('Cookie', cookie).set('Accept', 'application/json');
    // Every refusal names its own request.
    answers[path] = { status, text: text.replace(/urn:request:[0-9a-f-]+/, '') };
  };
  for (const number of NUMBERS) {
    await ask(`/api/v1/lookup/${number}`);
    await ask(`/api/v1/lookup/${number}?on=2026-11-23`);
    await ask(`/rdap/domain/${toEnum(number)}`);
    await ask(`/api/v1/numbers/${number}/history`);
    await ask(`/api/v1/numbers/${number}/history?at=2026-11-23&knownAt=2026-11-23`);
    await ask(`/api/v1/numbers/${number}/holds`);
  }
  for (const path of [
    'applications?limit=100',
    'complaints',
    'disputes',
    'tasks',
    'resellers',
    `entities/${OWNED_USCC}`,
  ])
    await ask(`/api/v1/${path}`);
  for (const path of ['/log/checkpoint', '/log/tile/0/000', '/.well-known/jwks.json', `/rdap/entity/${OWNED_USCC}`])
    await ask(path);
  answers['files'] = await fileHashes(context);
  answers['events'] = await deps.db.collection('events').find({}).sort({ seq: 1 }).toArray();
  answers['audit'] = await deps.db.collection('audit').find({}).sort({ _id: 1 }).toArray();
  return answers;
}

/** SHA-256 of every stored file as it is read back, by the documents' own names for them. */
async function fileHashes({ deps }: TestContext): Promise<Record<string, string>> {
  const rows = await deps.db.collection('documents').find({}).sort({ _id: 1 }).toArray();
  const names = rows.map((row) => (row as unknown as { original: { file: string } }).original.file);
  const hashes: Record<string, string> = {};
  for (const name of names)
    hashes[name] = createHash('sha256')
      .update(await deps.files.get(name))
      .digest('hex');
  return hashes;
}

describe('the main job’s data, restored on another directory and port', () => {
  it('answers every lookup, history and list as before, and keeps every file, event and chain', async () => {
    expect(ports.target).not.toBe(ports.source);
    const after = await allAnswers(target, `http://127.0.0.1:${ports.target}`);
    expect(Object.keys(before).length).toBeGreaterThan(80);
    const answered = Object.values(before).filter((one) => (one as { status?: number }).status === 200);
    expect(answered.length).toBeGreaterThan(50);
    expect(Object.keys(before['files'] as object)).toHaveLength(4);
    for (const [path, answer] of Object.entries(before)) expect(after[path], path).toEqual(answer);
  });

  it('names the part and the place of any flipped byte, wherever it is', async () => {
    const parts = (await readdir(backup, { recursive: true, withFileTypes: true })).filter((part) => part.isFile());
    const elsewhere = await createTestContext({ env: KEYS });
    for (const part of parts) {
      const name = join(part.parentPath, part.name).slice(backup.length + 1);
      const good = await readFile(join(backup, name));
      const bytes = Buffer.from(good);
      const at = Math.floor(Math.random() * bytes.length);
      bytes.writeUInt8((bytes[at] ?? 0) ^ (1 << Math.floor(Math.random() * 8)), at);
      await writeFile(join(backup, name), bytes);
      const said: unknown = await restoreBackup(elsewhere.deps, backup, false).catch((error: unknown) => error);
      expect(said, `${name}, byte ${at}`).toBeInstanceOf(Error);
      if (said instanceof Error) expect(said.message, `byte ${at}`).toContain(name);
      await writeFile(join(backup, name), good);
    }
    expect(await elsewhere.deps.db.collection('numbers').countDocuments({})).toBe(0);
    await elsewhere.close();
  }, 240_000);
});
