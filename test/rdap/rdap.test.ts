import request from 'supertest';
import express, { type Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toEnum } from '../../src/domain/number-400.js';
import { createRdap } from '../../src/rdap/rdap-router.js';
import { disconnectNumber } from '../../src/registry/disconnect-number.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { expectGolden } from '../lookup/golden.js';
import { givenBlock, givenWorking, SECRETS } from '../lookup/number-fixture.js';
import { ADMIN } from '../registry/hold-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { findOpenRdap, findRdapTest, serve } from './clients.js';

const WORKING = '4000123400';
const SUSPENDED = '4000123401';
const DISCONNECTED = '4000123402';
const DISPUTED = '4000123403';
const SOLE_TRADER = '4000123404';
const SPARE = '4000123409';
const HOLDER = '91110108MA01ABCD3X';
const TRADER = '92330106MA2XK7QT13';

let context: TestContext;
let app: Express;

beforeAll(async () => {
  context = await createTestContext({ env: { BASE_URL: 'http://register.example' } });
  const { deps } = context;
  const { resellerId } = await givenBlock(deps, WORKING.slice(0, 8));
  for (const number of [WORKING, SUSPENDED, DISCONNECTED, DISPUTED]) await givenWorking(deps, number, resellerId);
  const holder = { uscc: TRADER, name: '张三小吃店', entityType: 'sole_trader', province: '浙江省', city: '杭州市' };
  await givenWorking(deps, SOLE_TRADER, resellerId, { holder, publicName: '张＊小吃店' });
  const hold = { remedy: '缴清欠费', documentsRequired: ['缴费凭证'], expectedRecovery: '2026-12-01' };
  await placeHold(deps, ADMIN, SUSPENDED, { ...hold, kind: 'arrears', reason: `欠费，电话 ${SECRETS.mobile}` });
  await placeHold(deps, ADMIN, DISPUTED, { ...hold, kind: 'dispute', reason: '两家单位主张使用' });
  await disconnectNumber(deps, ADMIN, DISCONNECTED, '使用单位申请销户');
  app = express().use('/rdap', createRdap(deps));
});
afterAll(() => context.close());

const get = (path: string, accept = 'application/rdap+json') => request(app).get(`/rdap${path}`).set('Accept', accept);
const domain = (number: string) => `/domain/${toEnum(number)}`;
/** supertest parses JSON of the `+json` kind by itself. */
const bodyOf = (answer: { text: string }) => JSON.parse(answer.text) as Record<string, unknown>;

describe('the RDAP answer', () => {
  it.each([
    ['rdap-working', domain(WORKING)],
    ['rdap-suspended', domain(SUSPENDED)],
    ['rdap-disputed', domain(DISPUTED)],
    ['rdap-disconnected', domain(DISCONNECTED)],
    ['rdap-sole-trader', domain(SOLE_TRADER)],
    ['rdap-entity', `/entity/${HOLDER}`],
    ['rdap-entity-sole-trader', `/entity/${TRADER}`],
    ['rdap-help', '/help'],
  ])('%s is exactly this', async (name, path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expectGolden(name, bodyOf(answer));
  });

  it.each([
    ['application/rdap+json'],
    ['application/rdap+json;exts_list="rdap_level_0 redacted"'],
    ['text/html'],
    ['*/*'],
  ])('to Accept: %s is rdap+json, on success and on errors, for every origin', async (accept) => {
    for (const path of [domain(WORKING), domain(SPARE), '/domain/nonsense', '/nothing']) {
      const answer = await get(path, accept);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/rdap+json',
        'access-control-allow-origin': '*',
      });
      expect(bodyOf(answer)).toMatchObject({ rdapConformance: ['rdap_level_0', 'redacted'], lang: 'zh-CN' });
    }
  });

  it('takes the ENUM name in any case, with the final dot, and speaks English', async () => {
    const answer = await get(`${domain(WORKING).toUpperCase().replace('/DOMAIN/', '/domain/')}.`).set(
      'Accept-Language',
      'en',
    );
    expect(bodyOf(answer)).toMatchObject({ lang: 'en', handle: WORKING });
    expect(answer.headers['vary']).toContain('Accept-Language');
  });
});

describe('an RDAP error', () => {
  it.each([
    [domain(SPARE), 404],
    [domain('4008208820'), 404],
    [domain('4004000001'), 404],
    ['/domain/1.2.1.5.5.5.3.1.4.1.e164.arpa', 404],
    ['/domain/example.com', 400],
    ['/entity/91110105MA0000015F', 404],
    ['/entity/Bundesbank', 400],
    ['/domain/%E0%A4%A', 400],
    ['/ip/127.0.0.1', 501],
    ['/nothing', 404],
  ])('%s is %i, numeric, with a list of sentences', async (path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(bodyOf(answer)).toMatchObject({
      errorCode: status,
      title: expect.any(String) as string,
      description: [expect.any(String)],
      notices: [{ links: [{ value: `http://register.example/rdap${path}`, type: 'text/html' }] }],
    });
  });

  it('names what is allowed when it refuses a method', async () => {
    const answer = await request(app).post(`/rdap${domain(WORKING)}`);
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD']);
  });

  it('says when to come back', async () => {
    const busy = express().set('trust proxy', true).use('/rdap', createRdap(context.deps));
    const answers = await Promise.all(
      Array.from({ length: 310 }, () => request(busy).get('/rdap/help').set('X-Forwarded-For', '203.0.113.9')),
    );
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect(bodyOf(refused ?? { text: '{}' })).toMatchObject({ errorCode: 429 });
  });
});

it('counts unknown numbers with those of lookup: whoever tries one after the other is stopped, known ones are shown', async () => {
  const busy = express().set('trust proxy', true).use('/rdap', createRdap(context.deps));
  const from = (path: string) => request(busy).get(`/rdap${path}`).set('X-Forwarded-For', '203.0.113.77');
  const tried = await Promise.all(
    Array.from({ length: 70 }, (_each, index) => from(domain(`40098765${String(index).padStart(2, '0')}`))),
  );
  expect(tried.filter(({ status }) => status === 404)).toHaveLength(60);
  expect(tried.filter(({ status }) => status === 429)).toHaveLength(10);
  expect((await from(domain(WORKING))).status).toBe(200);
});

describe('what is not shown', () => {
  it('leaves no trace, and every path of what was removed leads nowhere', async () => {
    const paths = [
      ...[WORKING, SUSPENDED, DISCONNECTED, SOLE_TRADER].map(domain),
      `/entity/${HOLDER}`,
      `/entity/${TRADER}`,
    ];
    const all = (await Promise.all(paths.map((path) => get(path)))).map(({ text }) => text);
    for (const secret of [...Object.values(SECRETS), '张三', '＊', 'REDACTED', 'REMOVED', '缴费凭证'])
      expect(all.join('\n')).not.toContain(secret);
    for (const text of all) {
      const body = JSON.parse(text) as { redacted: { prePath: string; method: string }[] };
      for (const { prePath, method } of body.redacted) {
        expect(method).toBe('removal');
        expect(select(body, prePath), prePath).toEqual([]);
      }
    }
  });

  it('is named by paths that would find it', () => {
    const card = ['vcard', [['adr'], ['tel'], ['email']]];
    const whole = { roles: ['registrant'], vcardArray: card, entities: [{ roles: ['administrative'] }] };
    for (const [root, body] of [
      ['$', whole],
      ["$.entities[?(@.roles[0]=='registrant')]", { entities: [whole] }],
    ] as const)
      for (const path of [
        '.vcardArray',
        ".vcardArray[1][?(@[0]=='tel')]",
        ".entities[?(@.roles[0]=='administrative')]",
      ])
        expect(select(body, root + path), path).toHaveLength(1);
  });
});

const openRdap = findOpenRdap();
describe.skipIf(openRdap === null)('OpenRDAP', () => {
  it('prints holder, status and verification date, and a clean 404 for a spare number', async () => {
    const { base, run, close } = await serve(context.deps, openRdap ?? '');
    const ask = (number: string) => run(['-s', `${base}/rdap`, toEnum(number)]);
    try {
      for (const [number, status] of [
        [WORKING, 'active'],
        [SUSPENDED, 'server hold'],
      ] as const) {
        const { code, output } = await ask(number);
        expect(code, output).toBe(0);
        for (const part of ['样例餐饮管理有限公司', status, 'validated', '2028-03-02', '2026年3月2日 核验'])
          expect(output).toContain(part);
      }
      const spare = await ask(SPARE);
      expect(spare.code).toBe(1);
      expect(spare.output).toMatch(/RDAP server returned 404, object does not exist/u);
    } finally {
      close();
    }
  }, 60_000);
});

const rdapTest = findRdapTest();
describe.skipIf(rdapTest === null)('rdap-test', () => {
  it.each([
    domain(WORKING),
    domain(SUSPENDED),
    domain(DISCONNECTED),
    domain(SOLE_TRADER),
    `/entity/${HOLDER}`,
    '/help',
  ])(
    'finds no error and no warning in %s',
    async (path) => {
      const { base, run, close } = await serve(context.deps, rdapTest ?? '');
      try {
        const options = ['--allow-http', '--skip-v6', '--output-type', 'markdown', '--check-type', 'warning'];
        const { code, output } = await run([...options, `${base}/rdap${path}`]);
        expect(code, output).toBe(0);
      } finally {
        close();
      }
    },
    60_000,
  );
});

/** The little JSONPath (RFC 9535) that our paths need: members, indexes, and filters on equality. */
function select(root: unknown, path: string): unknown[] {
  const steps = path.slice(1).match(/\.\w+|\[\d+\]|\[\?\(@[^)]*\)\]/gu) ?? [];
  return steps.reduce<unknown[]>((nodes, step) => nodes.flatMap((node) => follow(node, step)), [root]);
}

function follow(node: unknown, step: string): unknown[] {
  const filter = /^\[\?\(@(.*)=='(.*)'\)\]$/u.exec(step);
  if (filter !== null) {
    const [, inner = '', value] = filter;
    return Array.isArray(node) ? node.filter((each) => select(each, `$${inner}`).includes(value)) : [];
  }
  const key = step.replace(/^\.|[[\]]/gu, '');
  const found = (node as Record<string, unknown> | undefined)?.[key];
  return found === undefined ? [] : [found];
}
