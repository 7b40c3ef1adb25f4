import { gunzipSync } from 'node:zlib';
import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { leaseSequencer, sequenceEvents } from '../../src/events/sequence-events.js';
import { setAvailability } from '../../src/registry/block-number.js';
import { disconnectNumber } from '../../src/registry/disconnect-number.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { sealContact } from '../../src/resellers/contact.js';
import { loadResellerRow } from '../../src/resellers/reseller-queries.js';
import { updateReseller } from '../../src/resellers/update-reseller.js';
import { givenBlock, givenWorking, SECRETS, setNumber } from '../lookup/number-fixture.js';
import { ADMIN } from '../registry/hold-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, signIn, type Agent } from '../support/seed.js';

const COMPANY = '4000123400';
const OTHER = '4000123401';
const TRADER = '4000123402';
const SPARE = '4000123403';
let context: TestContext;
let app: Express;
let auditor: Agent;
let reseller: string;

beforeAll(async () => {
  context = await createTestContext();
  const { deps } = context;
  const cast = await seedUsers(deps);
  const { resellerId } = await givenBlock(deps, COMPANY.slice(0, 8));
  reseller = resellerId;
  for (const number of [COMPANY, OTHER]) await givenWorking(deps, number, resellerId);
  const holder = {
    uscc: '92330106MA2XK7QT13',
    name: '张三小吃店',
    entityType: 'sole_trader',
    province: '浙江省',
    city: '杭州市',
  };
  await givenWorking(deps, TRADER, resellerId, { holder, publicName: '张＊小吃店' });
  app = createApp(deps);
  auditor = await signIn(deps, app, cast.auditor);
}, 180_000);
afterAll(() => context.close());

interface Line {
  type: string;
  seq?: number;
  number?: string;
  status?: string;
  count?: number;
}
async function exported(agent: Agent, path: string): Promise<Line[]> {
  const answer = await agent
    .get(`/api/v1/export/${path}`)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/gzip']);
  return gunzipSync(answer.body as Buffer)
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}
async function numberEvents(): Promise<void> {
  const fence = await leaseSequencer(context.deps, 'test');
  await sequenceEvents(context.deps, fence ?? 0);
}

describe('the export', () => {
  it('has every public number once, in order, between a header and a last line, and no person', async () => {
    await numberEvents();
    const lines = await exported(auditor, 'register.ndjson.gz');
    expect(lines.map(({ type, number }) => number ?? type)).toEqual(['header', COMPANY, OTHER, TRADER, 'end']);
    expect(lines.at(-1)).toEqual({ type: 'end', count: 3 });
    for (const secret of [...Object.values(SECRETS), '张三']) expect(JSON.stringify(lines)).not.toContain(secret);
  });

  it('as a delta has what changed since, and what nobody is shown for any more', async () => {
    const [header] = await exported(auditor, 'register.ndjson.gz');
    await placeHold(context.deps, ADMIN, OTHER, {
      kind: 'owner_request',
      reason: '搬迁',
      remedy: null,
      documentsRequired: [],
      expectedRecovery: null,
    });
    await disconnectNumber(context.deps, ADMIN, TRADER, '使用单位申请销户');
    await setNumber(context.deps, TRADER, { status: 'spare' });
    await numberEvents();
    const delta = await exported(auditor, `register.ndjson.gz?since=${header?.seq ?? 0}`);
    expect(delta.slice(1, -1)).toMatchObject([
      { type: 'record', number: OTHER, status: 'suspended' },
      { type: 'removed', number: TRADER },
    ]);
    const next = await exported(auditor, `register.ndjson.gz?since=${delta[0]?.seq ?? 0}`);
    expect(next.at(-1)).toEqual({ type: 'end', count: 0 });
  });

  it('is public only where the installation says so, without sole traders', async () => {
    expect((await request(app).get('/api/v1/export/public.ndjson.gz')).status).toBe(404);
    await setNumber(context.deps, TRADER, { status: 'working' });
    const open = createApp({ ...context.deps, config: { ...context.deps.config, PUBLIC_EXPORT: true } });
    const lines = await exported(request(open), 'public.ndjson.gz');
    expect(lines.map(({ number }) => number)).not.toContain(TRADER);
    expect(lines.at(-1)).toEqual({ type: 'end', count: 2 });
  });

  it('as a public delta takes back only what the public was shown: nothing of reservations and sole traders', async () => {
    const open = createApp({ ...context.deps, config: { ...context.deps.config, PUBLIC_EXPORT: true } });
    const [header] = await exported(request(open), 'public.ndjson.gz');
    const hold = { kind: 'owner_request', reason: '搬迁', remedy: null } as const;
    await placeHold(context.deps, ADMIN, TRADER, { ...hold, documentsRequired: [], expectedRecovery: null });
    await setAvailability(context.deps, ADMIN, SPARE, { event: 'block', reason: '保留' });
    await disconnectNumber(context.deps, ADMIN, OTHER, '使用单位申请销户');
    await setNumber(context.deps, OTHER, { status: 'spare' });
    await numberEvents();
    const delta = `ndjson.gz?since=${header?.seq ?? 0}`;
    const numbersOf = (lines: Line[]) => lines.slice(1, -1).map(({ number }) => number);
    expect(numbersOf(await exported(auditor, `register.${delta}`))).toEqual([OTHER, TRADER, SPARE]);
    expect((await exported(request(open), `public.${delta}`)).slice(1)).toEqual([
      { type: 'removed', number: OTHER },
      { type: 'end', count: 1 },
    ]);
  });

  it('as a delta has every number whose reseller got another name', async () => {
    const [header] = await exported(auditor, 'register.ndjson.gz');
    const contact = { name: '样本联系人', phone: '13900000001', email: 'a@reseller.example' };
    const row = await loadResellerRow(context.deps, reseller);
    const opened = { ...row, contact: sealContact(context.deps, reseller, contact) };
    await updateReseller(context.deps, ADMIN, opened, { name: '更名代理有限公司' });
    await numberEvents();
    const delta = await exported(auditor, `register.ndjson.gz?since=${header?.seq ?? 0}`);
    expect(delta.slice(1, -1)).toMatchObject([
      { number: COMPANY, reseller: { name: '更名代理有限公司' } },
      { number: TRADER, reseller: { name: '更名代理有限公司' } },
    ]);
  });
});
