import request from 'supertest';
import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookupRoutes } from '../../src/lookup/lookup-routes.js';
import { publicRecordSchema } from '../../src/lookup/lookup-schemas.js';
import { disconnectNumber } from '../../src/registry/disconnect-number.js';
import { liftHold } from '../../src/registry/lift-hold.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { ADMIN } from '../registry/hold-fixture.js';
import { appOf, createTestContext, type TestContext } from '../support/app.js';
import { expectGolden } from './golden.js';
import { givenBlock, givenWorking, RESELLER_NAME, SECRETS, setNumber } from './number-fixture.js';

const WORKING = '4000123400';
const SUSPENDED = '4000123401';
const DISCONNECTED = '4000123402';
const FRAUD = '4000123403';
const SOLE_TRADER = '4000123404';
const QUARANTINED = '4000123405';
const SPARE = '4000123409';

let context: TestContext;
let app: Express;
let resellerId: string;

beforeAll(async () => {
  context = await createTestContext();
  const { deps } = context;
  ({ resellerId } = await givenBlock(deps, WORKING.slice(0, 8)));
  for (const number of [WORKING, SUSPENDED, DISCONNECTED, FRAUD, QUARANTINED])
    await givenWorking(deps, number, resellerId);
  await givenWorking(deps, SOLE_TRADER, resellerId, {
    holder: {
      uscc: '92330106MA2XK7QT13',
      name: '张三小吃店',
      entityType: 'sole_trader',
      province: '浙江省',
      city: '杭州市',
    },
    publicName: '张＊小吃店',
  });
  await placeHold(deps, ADMIN, SUSPENDED, {
    kind: 'arrears',
    reason: `欠费超过 30 天，催缴电话 ${SECRETS.mobile}`,
    remedy: '缴清欠费',
    documentsRequired: ['缴费凭证'],
    expectedRecovery: '2026-12-01',
  });
  const nothing = { remedy: null, documentsRequired: [], expectedRecovery: null };
  await placeHold(deps, ADMIN, FRAUD, { ...nothing, kind: 'arrears', reason: '欠费' });
  await placeHold(deps, ADMIN, FRAUD, { ...nothing, kind: 'fraud', reason: '涉嫌冒充公检法' });
  await disconnectNumber(deps, ADMIN, DISCONNECTED, '使用单位申请销户');
  await disconnectNumber(deps, ADMIN, QUARANTINED, '使用单位申请销户');
  await setNumber(deps, QUARANTINED, { status: 'quarantined' });
  app = appOf(deps, lookupRoutes(deps));
});
afterAll(() => context.close());

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

const get = async (written: string, query = '', headers: Record<string, string> = {}): Promise<Answer> =>
  request(app)
    .get(`/api/v1/lookup/${encodeURIComponent(written)}${query}`)
    .set(headers);

/** A problem document without what differs from request to request. */
function problem(body: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([member]) => member !== 'instance'));
}

describe('the public record', () => {
  it.each([
    ['lookup-working', WORKING],
    ['lookup-suspended', SUSPENDED],
    ['lookup-suspended-fraud', FRAUD],
    ['lookup-disconnected', DISCONNECTED],
    ['lookup-sole-trader', SOLE_TRADER],
  ])('of %s is exactly this', async (name, number) => {
    const { body, status } = await get(number);
    expect(status).toBe(200);
    expect(publicRecordSchema.parse(body)).toEqual(body);
    // Signed by a key of this test's own: test/credentials looks into it.
    const { credential, ...record } = publicRecordSchema.parse(body);
    expect(credential).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expectGolden(name, record);
  });

  it('of a quarantined number reads as disconnected', async () => {
    expect((await get(QUARANTINED)).body).toMatchObject({ status: 'disconnected', holder: null });
  });

  it.each([
    ['lookup-not-covered', '4008208820', 404],
    ['lookup-not-held', SPARE, 404],
    ['lookup-not-a-400', '13800138000', 404],
    ['lookup-malformed', '12345', 422],
  ])('%s is a problem document with a reason', async (name, number, status) => {
    const answer = await get(number);
    expect(answer.status).toBe(status);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.headers['cache-control']).toBe('no-store');
    expectGolden(name, problem(answer.body));
  });

  it.each(['reserved', 'pending', 'assigned', 'unavailable'] as const)(
    'does not tell a %s number from a spare one',
    async (status) => {
      await setNumber(context.deps, '4000123410', { status, resellerId });
      expect(problem((await get('4000123410')).body)).toEqual(problem((await get(SPARE)).body));
    },
  );

  it('speaks English when asked to', async () => {
    const { body, headers } = await get(FRAUD, '', { 'Accept-Language': 'en' });
    expect(body).toMatchObject({
      notices: [{ kind: 'carrier', reason: expect.stringContaining('The carrier') as string }, {}],
    });
    expect(headers).toMatchObject({
      'content-language': 'en',
      vary: expect.stringContaining('Accept-Language') as string,
    });
  });

  it('never shows sandbox numbers', async () => {
    expect((await get(`${context.deps.config.SANDBOX_PREFIX}000001`)).body).toMatchObject({ reason: 'not_covered' });
  });
});

describe('however the number is written', () => {
  it.each([
    '400-012-3400',
    '4000-123-400',
    '+864000123400',
    '00864000123400',
    '+86 400 012 3400',
    '４０００１２３４００',
    '400－012－3400',
    '(400)0123400',
    '400-012-3400转8001',
    'tel:+86-400-012-3400',
  ])('%s is found', async (written) => {
    expect((await get(written)).body).toMatchObject({ number: WORKING });
  });

  it.each(['400012340', '40001234000', '+8640001234', 'abc', '10086', '110', '1'.repeat(16), '%'])(
    '%s is malformed',
    async (written) => {
      const { status, body } = await get(written);
      expect([status, body]).toMatchObject([422, { code: 'NUMBER_MALFORMED' }]);
    },
  );

  it.each(['010-12345678', '+1 212 555 0100', '8001234567'])('%s is another number', async (written) => {
    expect((await get(written)).body).toMatchObject({ code: 'NUMBER_NOT_REGISTERED', reason: 'not_a_400' });
  });
});

describe('caching', () => {
  it('answers 304 to the tag of the same answer', async () => {
    const first = await get(WORKING);
    expect(first.headers['cache-control']).toMatch(/^public, max-age=\d+$/);
    const tag = first.headers['etag'] ?? '';
    expect(tag).toMatch(/^"[\w-]{27}"$/);
    const second = await get(WORKING, '', { 'If-None-Match': tag });
    expect([second.status, second.text]).toEqual([304, '']);
  });

  it('changes the tag with the record', async () => {
    const tag = String((await get('4000123403')).headers['etag']);
    expect((await get(WORKING)).headers['etag']).not.toBe(tag);
    expect((await get(WORKING, '', { 'If-None-Match': tag })).status).toBe(200);
  });
});

describe('on a past day', () => {
  it('names who held the number, with its state of that day', async () => {
    const { body } = await get(SUSPENDED, '?on=2026-05-01');
    expect(body).toMatchObject({ status: 'working', holder: { name: '样例餐饮管理有限公司' }, notices: [] });
    expect(body).toMatchObject({ history: [{ event: 'activated', on: '2026-03-02' }] });
  });

  it('also for a number that is disconnected since, up to and with its last day', async () => {
    for (const on of ['2026-05-01', '2026-11-23']) {
      const { body } = await get(DISCONNECTED, `?on=${on}`);
      expect(body).toMatchObject({ status: 'working', holder: { uscc: '91110108MA01ABCD3X' } });
      expect(body).not.toHaveProperty('lastHolder');
    }
  });

  it('finds nobody before the number was activated', async () => {
    const { status, body } = await get(WORKING, '?on=2026-03-01');
    expect([status, body]).toMatchObject([404, { reason: 'not_held' }]);
  });

  it.each(['2026-11-24', '2026-02-30', 'yesterday'])('refuses %s', async (on) => {
    const { status, body } = await get(WORKING, `?on=${on}`);
    expect([status, body]).toMatchObject([422, { code: 'VALIDATION_FAILED', errors: [{ path: 'on' }] }]);
  });
});

describe('nothing leaks', () => {
  it('of persons, landing numbers, internal ids, reasons', async () => {
    const answers = await Promise.all(
      [WORKING, SUSPENDED, FRAUD, DISCONNECTED, SOLE_TRADER, QUARANTINED, SPARE].flatMap((number) =>
        ['', '?on=2026-05-01', '?on=2026-11-23'].map((query) => get(number, query)),
      ),
    );
    const all = answers.map((answer) => answer.text).join('\n');
    expect(all).toContain(RESELLER_NAME);
    for (const secret of [
      ...Object.values(SECRETS),
      '张三',
      '公检法',
      '申请销户',
      '缴费凭证',
      ADMIN.actorId,
      resellerId,
    ])
      expect(all).not.toContain(secret);
    expect(all).not.toMatch(/[0-9a-f]{24}/);
  });

  it('is checked by a schema that takes no member more', async () => {
    const { body } = await get(WORKING);
    expect(publicRecordSchema.safeParse({ ...body, landingNumbers: [] }).success).toBe(false);
  });
});

describe('after the stop', () => {
  it('shows the number working again at once', async () => {
    await liftHold(context.deps, ADMIN, SUSPENDED, undefined);
    const { body } = await get(SUSPENDED);
    expect(body).toMatchObject({ status: 'working', notices: [] });
    expect((body as { history: unknown[] }).history.at(-1)).toEqual({ event: 'reinstated', on: '2026-11-23' });
  });
});
