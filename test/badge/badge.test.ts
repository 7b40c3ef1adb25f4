import express, { type Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { createBadge } from '../../src/badge/badge-routes.js';
import { normaliseDomain } from '../../src/badge/badge-domain.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { assignmentModel } from '../../src/registry/assignment-model.js';
import { givenBlock, givenWorking, setNumber } from '../lookup/number-fixture.js';
import { ADMIN } from '../registry/hold-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, signIn, type Agent } from '../support/seed.js';

const NUMBER = '4000123400';
const STOPPED = '4000123401';
let context: TestContext;
let app: Express;
let own: Agent;
let other: Agent;

beforeAll(async () => {
  context = await createTestContext({ env: { BASE_URL: 'http://register.example' } });
  const cast = await seedUsers(context.deps);
  await givenBlock(context.deps, NUMBER.slice(0, 8));
  for (const number of [NUMBER, STOPPED]) await givenWorking(context.deps, number, cast.a.id);
  app = createApp(context.deps);
  own = await signIn(context.deps, app, cast.agentA);
  other = await signIn(context.deps, app, cast.agentB);
}, 180_000);
afterAll(() => context.close());

const badge = async (referer?: string, number = NUMBER) => {
  const answer = await request(app)
    .get(`/badge/${number}.svg`)
    .set(referer === undefined ? {} : { Referer: referer })
    .buffer(true);
  return {
    text: (answer.body as Buffer).toString(),
    status: answer.status,
    headers: answer.headers as Record<string, string>,
  };
};
const set = (agent: Agent, domain: string | null) => agent.patch(`/api/v1/numbers/${NUMBER}/badge`).send({ domain });

describe('a badge', () => {
  it('vouches for the holder on its registered site only, and says otherwise elsewhere', async () => {
    expect((await badge('https://shop.example.com/')).text).toContain('此网站未登记');
    const answer = await set(own, 'https://WWW.Example.com/contact');
    expect(answer.body).toMatchObject({
      domain: 'example.com',
      html: expect.stringContaining('/badge/4000123400.svg') as string,
    });
    for (const site of ['https://example.com/', 'https://shop.example.com/x?y'])
      expect((await badge(site)).text).toContain('样例餐饮管理有限公司');
    for (const site of ['https://example.com.evil.test/', 'https://notexample.com/', 'https://evil.test/?example.com'])
      expect((await badge(site)).text).toMatch(/^(?!.*样例餐饮).*此网站未登记/su);
  });

  it('vouches for nothing where the browser does not say', async () => {
    const { text, headers } = await badge();
    expect(text).toMatch(/^(?!.*样例餐饮).*点击核验/su);
    expect(headers).toMatchObject({ 'cross-origin-resource-policy': 'cross-origin', vary: 'Referer' });
    expect(headers['set-cookie']).toBeUndefined();
    expect(text).not.toMatch(/<script|http:\/\/(?!www\.w3\.org)/);
  });

  it('says when the number is stopped, and when there is none', async () => {
    await placeHold(context.deps, ADMIN, STOPPED, {
      kind: 'arrears',
      reason: '欠费',
      remedy: null,
      documentsRequired: [],
      expectedRecovery: null,
    });
    expect((await badge('https://example.com/', STOPPED)).text).toContain('未在使用');
    expect((await badge('https://example.com/', '4000123455')).status).toBe(404);
  });

  it('is no way around the limits: who tries one number after the other is told to wait', async () => {
    const open = express().set('trust proxy', true).use(createBadge(context.deps));
    const asked = await Promise.all(
      Array.from({ length: 310 }, () =>
        request(open).get('/badge/4000123456.svg').set('X-Forwarded-For', '203.0.113.9'),
      ),
    );
    expect(asked.filter(({ status }) => status !== 404)).not.toHaveLength(0);
  });

  it('ends with its holder', async () => {
    await assignmentModel(context.deps.db).updateOne(
      { number: NUMBER },
      { $set: { 'holder.uscc': '91110105MA0000015F' } },
    );
    await setNumber(context.deps, NUMBER, { uscc: '91110105MA0000015F', version: 99 });
    expect((await badge('https://example.com/')).text).toContain('此网站未登记');
  });

  it('is set by the number’s own people, with a public domain, or taken away', async () => {
    expect((await set(other, 'example.com')).status).toBe(404);
    for (const wrong of ['localhost', '127.0.0.1', 'a b', 'user@example.com', 'com'])
      expect((await set(own, wrong)).status, wrong).toBe(422);
    expect((await set(own, '例子.中国')).body).toMatchObject({ domain: 'xn--fsqu00a.xn--fiqs8s' });
    expect((await set(own, null)).body).toMatchObject({ domain: null });
  });

  it('reads domains as people write them', () => {
    expect(normaliseDomain('Shop.Example.COM.')).toBe('shop.example.com');
    expect(normaliseDomain('http://[::1]/')).toBeNull();
  });
});
