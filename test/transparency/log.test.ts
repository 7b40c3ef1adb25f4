import request from 'supertest';
import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAuditChain } from '../../src/events/audit-chain.js';
import { eventModel } from '../../src/events/event-model.js';
import { lookupRoutes } from '../../src/lookup/lookup-routes.js';
import type { PublicRecord } from '../../src/lookup/lookup-schemas.js';
import { disconnectNumber } from '../../src/registry/disconnect-number.js';
import { liftHold } from '../../src/registry/lift-hold.js';
import { FREED, numberModel } from '../../src/registry/number-model.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { sealContact } from '../../src/resellers/contact.js';
import { loadResellerRow } from '../../src/resellers/reseller-queries.js';
import { updateReseller } from '../../src/resellers/update-reseller.js';
import { checkLookup } from '../../src/transparency/check-lookup.js';
import { eraseOldSalts } from '../../src/transparency/erase-old-salts.js';
import { openLog } from '../../src/transparency/log-identity.js';
import { logLeafModel } from '../../src/transparency/log-leaf-model.js';
import { cosign, parseVkey, privateKeyOf, publicBytes, vkeyOf } from '../../src/transparency/note.js';
import { consistencyPath, inclusionPath, rangeHash } from '../../src/transparency/merkle.js';
import { ADMIN } from '../registry/hold-fixture.js';
import { appOf, createTestContext, type TestContext } from '../support/app.js';
import { givenBlock, givenWorking, SECRETS } from '../lookup/number-fixture.js';
import { logEverything, serveLog } from './log-fixture.js';
import { fsck, go, runFsck, runGoOracle } from './outside-verifiers.js';
import { treeOf } from './tree-fixture.js';

const WORKING = '4000123400';
const HELD = '4000123401';
const SOLE_TRADER = '4000123402';
const GONE = '4000123403';
const SANDBOX = '4004000001';
const NOTHING = { remedy: null, documentsRequired: [], expectedRecovery: null };
const WITNESS = privateKeyOf(Buffer.alloc(32, 9));
const WITNESS_NAME = 'witness.example/w1';

let context: TestContext;
let app: Express;
let url: string;
let closeLog: () => Promise<void>;
let resellerId: string;

beforeAll(async () => {
  context = await createTestContext({ env: { LOG_WITNESSES: vkeyOf(WITNESS_NAME, publicBytes(WITNESS), 'witness') } });
  const { deps } = context;
  ({ resellerId } = await givenBlock(deps, WORKING.slice(0, 8)));
  for (const number of [WORKING, HELD, GONE]) await givenWorking(deps, number, resellerId);
  await givenWorking(deps, SOLE_TRADER, resellerId, {
    holder: { uscc: '92330106MA2XK7QT13', name: '张三小吃店', entityType: 'sole_trader', province: null, city: null },
    publicName: '张＊小吃店',
  });
  await numberModel(deps.db).insertMany([
    { _id: SANDBOX, carrier: 'CU', blockId: 'sandbox', status: 'spare', version: 1, since: deps.clock.now(), ...FREED },
  ]);
  await givenWorking(deps, SANDBOX, resellerId);
  app = appOf(deps, lookupRoutes(deps));
  await logEverything(deps);
  ({ url, close: closeLog } = await serveLog(deps));
});
afterAll(async () => {
  await closeLog();
  await context.close();
});

const leavesOf = async (subject: string) => logLeafModel(context.deps.db).find({ subject }).sort({ _id: 1 }).lean();
const statusesOf = async (number: string) =>
  (await leavesOf(number)).map(({ record }) => (JSON.parse(record ?? '{}') as { status: string }).status);
const lookUp = async (number: string, language = 'zh') =>
  (await request(app).get(`/api/v1/lookup/${number}`).set('Accept-Language', language)).body as PublicRecord;
const text = async (path: string) => (await fetch(`${url}/log/${path}`)).text();
const verifier = async () => parseVkey(await text('vkey')) ?? expect.fail('no key');

describe('a leaf', () => {
  it('is made of every public change, in its order, also when it is logged late', async () => {
    const { deps } = context;
    deps.clock.advance(1_000);
    const { hold } = await placeHold(deps, ADMIN, HELD, { ...NOTHING, kind: 'arrears', reason: '欠费' });
    deps.clock.advance(1_000);
    await placeHold(deps, ADMIN, HELD, { ...NOTHING, kind: 'dispute', reason: '争议' });
    deps.clock.advance(1_000);
    await liftHold(deps, ADMIN, HELD, hold._id.toHexString());
    deps.clock.advance(1_000);
    await liftHold(deps, ADMIN, HELD, undefined);
    deps.clock.advance(1_000);
    await disconnectNumber(deps, ADMIN, GONE, '使用单位申请销户');
    await logEverything(deps);
    expect(await statusesOf(HELD)).toEqual(['working', 'suspended', 'suspended', 'suspended', 'working']);
    expect(await statusesOf(GONE)).toEqual(['working', 'disconnected']);
  });

  it('is made for every number of a reseller that takes another name', async () => {
    const { deps } = context;
    const row = await loadResellerRow(deps, resellerId);
    const before = (await leavesOf(WORKING)).length;
    const contact = { name: '样本联系人', phone: '13900000001', email: 'a@reseller.example' };
    const opened = { ...row, contact: sealContact(deps, resellerId, contact) };
    await updateReseller(deps, ADMIN, opened, { name: '更名代理有限公司' });
    await logEverything(deps);
    expect(await leavesOf(WORKING)).toHaveLength(before + 1);
    expect((await leavesOf(GONE)).at(-1)?.record).toContain('更名代理有限公司');
  });

  it('is made of the head of every audit chain, and of nothing twice', async () => {
    const { deps } = context;
    const chain = await leavesOf(`audit:number:${HELD}`);
    expect(await verifyAuditChain(deps.db, `number:${HELD}`)).toBeNull();
    expect(chain.length).toBeGreaterThan(0);
    const size = await logLeafModel(deps.db).countDocuments({});
    await logEverything(deps);
    expect(await logLeafModel(deps.db).countDocuments({})).toBe(size);
  });

  it('shows nothing but a commitment, and holds no person and no free text', async () => {
    const rows = await logLeafModel(context.deps.db).find({}).lean();
    for (const { leaf } of rows)
      expect(leaf).toMatch(/^{"commitment":"[\w+/]{43}=","on":"2026-11-23","seq":\d+,"v":1}$/);
    const records = rows.map(({ record }) => record).join('\n');
    expect(records).toContain('张＊小吃店');
    for (const secret of [...Object.values(SECRETS), '张三', '欠费', '售后服务']) expect(records).not.toContain(secret);
  });
});

describe('a sandbox number', () => {
  it('leaves nothing in the log, not even its application', async () => {
    const event = await eventModel(context.deps.db).findOne({ 'subjects.id': SANDBOX }).orFail().lean();
    const application = `audit:application:${event.subjects[0]?.id ?? ''}`;
    expect(await logLeafModel(context.deps.db).countDocuments({ subject: { $in: [SANDBOX, application] } })).toBe(0);
  });
});

describe('the proof of a lookup', () => {
  it.each([WORKING, HELD, SOLE_TRADER, GONE])('of %s holds without asking again', async (number) => {
    const answer = await lookUp(number);
    expect(answer.proof).toBeDefined();
    expect(checkLookup(answer, await verifier())).toBeNull();
    expect((await lookUp(number, 'en')).proof).toEqual(answer.proof);
  });

  it('does not hold for another answer, salt, place, or key', async () => {
    const answer = await lookUp(WORKING);
    const proof = answer.proof ?? expect.fail('no proof');
    const key = await verifier();
    const wrong: PublicRecord[] = [
      { ...answer, registeredPurpose: '别的' },
      { ...answer, holder: answer.holder && { ...answer.holder, name: '别的公司' } },
      { ...answer, proof: { ...proof, salt: (await lookUp(HELD)).proof?.salt ?? '' } },
      { ...answer, proof: { ...proof, logIndex: proof.logIndex + 1 } },
      { ...answer, proof: { ...proof, path: proof.path.toReversed() } },
    ];
    for (const each of wrong) expect(checkLookup(each, key)).not.toBeNull();
    const other = parseVkey(vkeyOf(key.name, publicBytes(WITNESS))) ?? expect.fail('no key');
    expect(checkLookup(answer, other)).toContain('not signed');
  });

  it('is absent while a change waits to be logged', async () => {
    const { deps } = context;
    await placeHold(deps, ADMIN, WORKING, { ...NOTHING, kind: 'fraud', reason: '涉诈' });
    const waiting = await lookUp(WORKING);
    expect(waiting).toMatchObject({ status: 'suspended' });
    expect(waiting).not.toHaveProperty('proof');
    await logEverything(deps);
    expect(checkLookup(await lookUp(WORKING), await verifier())).toBeNull();
  });
});

describe('outside verifiers', () => {
  it.skipIf(fsck === null)('tessera’s fsck accepts the log', { timeout: 60_000 }, async () => {
    expect(await runFsck(fsck ?? '', url)).toContain('Successfully fsck');
  });

  it.skipIf(!go)('Go’s sumdb accepts note, root and proofs', { timeout: 120_000 }, async () => {
    const leaves = (await logLeafModel(context.deps.db).find({}).sort({ _id: 1 }).lean()).map(({ leaf }) =>
      Buffer.from(leaf),
    );
    const { edge, read } = treeOf(leaves);
    const note = await text('checkpoint');
    const base64 = (ranges: readonly { from: number; to: number }[]) =>
      ranges.map((range) => rangeHash(range, read).toString('base64'));
    const answer = await runGoOracle({
      vkey: (await text('vkey')).trim(),
      note,
      text: note.slice(0, note.indexOf('\n\n') + 1),
      leaves: leaves.map((leaf) => leaf.toString('base64')),
      root: edge.root().toString('base64'),
      inclusion: leaves.map((_, leaf) => ({ leaf, path: base64(inclusionPath(leaf, leaves.length)) })),
      consistency: leaves.map((_, index) => ({
        size: index + 1,
        root: rangeHash({ from: 0, to: index + 1 }, read).toString('base64'),
        path: base64(consistencyPath(index + 1, leaves.length)),
      })),
    });
    expect(answer).toBe('ok\n');
  });
});

describe('the log over HTTP', () => {
  it('says how long each part may be kept', async () => {
    const cache = async (path: string) => (await fetch(`${url}/log/${path}`)).headers.get('cache-control');
    expect(await cache('checkpoint')).toBe('public, max-age=2');
    expect(await cache('tile/0/000.p/1')).toContain('immutable');
    expect(await cache('tile/entries/000.p/1')).toContain('immutable');
  });

  it.each([
    'tile/0/000',
    'tile/0/001.p/1',
    'tile/9/000.p/1',
    'tile/0/000.p/255',
    'tile/entries/000',
    'tile/64/000.p/1',
    'tile/0/0',
    'x',
  ])('knows no %s', async (path) => expect((await fetch(`${url}/log/${path}`)).status).toBe(404));

  it('takes the cosignature of a known witness and serves it with its checkpoint', async () => {
    const note = await text('checkpoint');
    const body = note.slice(0, note.indexOf('\n\n') + 1);
    const line = cosign(body, WITNESS_NAME, WITNESS, new Date());
    const post = async (sent: string) => fetch(`${url}/log/cosignatures`, { method: 'POST', body: sent });
    expect((await post(note)).status).toBe(403);
    expect((await post(note + cosign(body, 'stranger.example', WITNESS, new Date()))).status).toBe(403);
    expect((await post(note + line.replace(/.{8}\n$/, 'AAAAAAA=\n'))).status).toBe(403);
    expect((await post(note.replace('registry', 'other') + line)).status).toBe(404);
    expect((await post('nonsense')).status).toBe(400);
    expect((await fetch(`${url}/log/checkpoint/witnessed`)).status).toBe(404);
    for (const answer of [await post(note + line), await post(note + line)]) {
      expect([answer.status, await answer.text()]).toEqual([200, line]);
    }
    expect(await text('checkpoint')).toBe(note + line);
    expect(await text('checkpoint/witnessed')).toBe(note + line);
  });
});

describe('erasing', () => {
  it('destroys record and salt two years after a leaf was replaced, and leaves the log whole', async () => {
    const { deps } = context;
    expect(await eraseOldSalts(deps)).toBe(0);
    deps.clock.advance(2 * 366 * 86_400_000);
    expect(await eraseOldSalts(deps)).toBeGreaterThan(0);
    const [old, ...others] = await leavesOf(HELD);
    expect(old).toMatchObject({ record: null, salt: null });
    expect(others.at(-1)?.salt).not.toBeNull();
    if (fsck !== null) expect(await runFsck(fsck, url)).toContain('Successfully fsck');
  });
});

describe('the log of an installation', () => {
  it.each([
    ['LOG_ORIGIN', { LOG_ORIGIN: 'other.example/log' }],
    ['LOG_KEY', { LOG_KEY: Buffer.alloc(32, 3).toString('base64') }],
  ])('refuses to go on with another %s', async (name, change) => {
    const { deps } = context;
    await expect(openLog({ ...deps, config: { ...deps.config, ...change } })).rejects.toThrow(name);
  });
});
