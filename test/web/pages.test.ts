import type { Server } from 'node:http';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STYLE_PATH } from '../../src/lookup/pages/assets.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { SECRETS } from '../lookup/number-fixture.js';
import { ADMIN } from '../registry/hold-fixture.js';
import { DISCONNECTED, ELSEWHERE, servePages, SPARE, SUSPENDED, WORKING } from './page-server.js';

let context: TestContext;
let server: Server;
let url: string;

beforeAll(async () => {
  context = await createTestContext();
  ({ server, url } = await servePages(context));
});
afterAll(async () => {
  server.close();
  await context.close();
});

const get = (path: string) => request(url).get(path);
const MISSED_CALL =
  '400 号码按规定只能接听，一般不能外呼。您手机上显示的来电很可能是伪造的，请勿回拨来电短信中的号码或链接。';
const SCAMMED = '请立即拨打 110 并联系银行止付；反诈咨询 96110';

describe('/', () => {
  it('asks first, before the field', async () => {
    const { status, text } = await get('/');
    expect(status).toBe(200);
    const order = ['我接到来电', '我准备拨打', '我已被骗', MISSED_CALL, SCAMMED, 'name="q"'].map((part) =>
      text.indexOf(part),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
  });

  it.each([
    ['４００－０１２－３４００', WORKING, ''],
    ['400-012-3400转8001', WORKING, ''],
    [`【样例】您的订单有误，请致电400-012-3401处理`, SUSPENDED, ''],
    ['+86 400 012 3400', WORKING, '?forged=1'],
    ['来电 00864000123400', WORKING, '?forged=1'],
  ])('%s leads to one page', async (typed, number, query) => {
    const answer = await get(`/?q=${encodeURIComponent(typed)}`);
    expect([answer.status, answer.headers['location']]).toEqual([303, `/numbers/${number}${query}`]);
  });

  it('takes the form by POST, so that a pasted message stands in no address', async () => {
    const answer = await request(url)
      .post('/')
      .type('form')
      .send({ q: `张三 ${WORKING}`, why: 'called', lang: 'en' });
    expect([answer.status, answer.headers['location']]).toEqual([303, `/numbers/${WORKING}?lang=en&why=called`]);
  });

  it('lets choose among several', async () => {
    const { status, text } = await request(url)
      .post('/')
      .type('form')
      .send({ q: `${WORKING}或${SUSPENDED}`, why: 'called' });
    expect(status).toBe(200);
    expect(text).toContain(`href="/numbers/${WORKING}?why=called"`);
    expect(text).toContain(`href="/numbers/${SUSPENDED}?why=called"`);
  });

  it('says when there is no number, keeps what was typed, and escapes it', async () => {
    const { status, text } = await get(`/?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(status).toBe(422);
    expect(text).toContain('没有找到 400 号码');
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(text).not.toContain('<script');
  });
});

describe('/numbers/{number}', () => {
  it('says who answers for it', async () => {
    const { status, text } = await get(`/numbers/${WORKING}`);
    expect(status).toBe(200);
    for (const part of ['400-012-3400', '正常使用', '样例餐饮管理有限公司', '91110108MA01ABCD3X', '企业 · 北京市'])
      expect(text).toContain(part);
    for (const part of ['2026年3月2日 核验，有效至 2028年3月2日', '中国联通', '样例代理有限公司', '开通'])
      expect(text).toContain(part);
    expect(text).not.toContain(MISSED_CALL);
  });

  it('says why it is suspended, what ends that, and when', async () => {
    const { text } = await get(`/numbers/${SUSPENDED}`);
    for (const part of ['已停机', '欠费停机', '2026年11月23日起', '缴清欠费后 48 小时内恢复。', '2026年12月1日'])
      expect(text).toContain(part);
  });

  it('names the last holder of a disconnected number', async () => {
    const { text } = await get(`/numbers/${DISCONNECTED}`);
    for (const part of ['已销户', '目前没有单位负责', '此前的使用单位', '使用至 2026年11月23日'])
      expect(text).toContain(part);
  });

  it('warns of forged caller IDs after a call', async () => {
    const { text } = await get(`/numbers/${WORKING}?why=called`);
    expect(text).toContain(`${MISSED_CALL}该号码登记在样例餐饮管理有限公司名下，不代表来电就是该单位。`);
    expect((await get(`/numbers/${WORKING}?forged=1`)).text).toContain('这本身就是诈骗的迹象');
  });

  it('sends who was scammed to 110 before anything else', async () => {
    const { text } = await get(`/numbers/${WORKING}?why=scammed`);
    expect(text.indexOf(SCAMMED)).toBeGreaterThan(text.indexOf('<main'));
    expect(text.indexOf(SCAMMED)).toBeLessThan(text.indexOf('<article'));
    expect(text).toContain('href="tel:110"');
  });

  it('goes to the plain form of a number', async () => {
    const answer = await get('/numbers/%2B86400-012-3400');
    expect([answer.status, answer.headers['location']]).toEqual([302, `/numbers/${WORKING}?forged=1`]);
  });

  it('shows a past day as such', async () => {
    const { text } = await get(`/numbers/${DISCONNECTED}?on=2026-05-01`);
    expect(text).toContain('以下是 2026年5月1日 当天的登记情况。');
    expect(text).toContain('正常使用');
    const wrong = await get(`/numbers/${DISCONNECTED}?on=2027-05-01`);
    expect([wrong.status, wrong.text.includes('日期无效或在未来')]).toEqual([422, true]);
  });

  it.each([
    [ELSEWHERE, '本登记簿没有这个号码的记录', '中国电信 10000'],
    ['4003000000', '本登记簿没有这个号码的记录', '中国移动 10086'],
    [SPARE, '目前没有单位使用这个号码', ''],
    ['13800138000', '这不是 400 号码', ''],
    ['12345', '这不是 400 号码', ''],
    ['%3Cscript%3E', '这不是 400 号码', ''],
  ])('%s is 404, explains itself and accuses nobody', async (number, heading, more) => {
    const { status, text } = await get(`/numbers/${number}`);
    expect(status).toBe(404);
    expect(text).toContain(heading);
    expect(text).toContain(more);
    expect(text).not.toMatch(/骗子|勿信|不可信|不要相信|scam|do not trust|<script/i);
  });

  it('answers an unreadable address with a page', async () => {
    const { status, type, text } = await get('/numbers/%E0%A4%A');
    expect([status, type]).toEqual([400, 'text/html']);
    expect(text).toContain('网址无法识别');
  });
});

describe('every page', () => {
  it('speaks the language asked for: address, cookie, browser, Chinese', async () => {
    const language = async (path: string, headers: Record<string, string> = {}) =>
      /<html lang="([\w-]+)"/.exec((await get(path).set(headers)).text)?.[1];
    expect(await language('/')).toBe('zh-CN');
    expect(await language('/', { 'Accept-Language': 'en-GB' })).toBe('en');
    expect(await language('/', { 'Accept-Language': 'en-GB', Cookie: 'lang=zh' })).toBe('zh-CN');
    expect(await language('/?lang=en', { Cookie: 'lang=zh' })).toBe('en');
    expect(await language('/?lang=xx')).toBe('zh-CN');
    expect((await get('/?lang=en')).headers['set-cookie']).toEqual([
      expect.stringMatching(/^lang=en;.*HttpOnly; SameSite=Lax$/),
    ]);
  });

  it('allows nothing but its own style sheet and forms, and may be kept a short while', async () => {
    const { headers } = await get(`/numbers/${WORKING}`);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; style-src 'self';.*frame-ancestors 'none'/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|script/);
    expect(headers['cache-control']).toBe('public, max-age=30');
    expect(headers['vary']).toBe('Accept-Language, Cookie, Accept-Encoding');
    const style = await get(STYLE_PATH);
    expect([style.type, style.headers['cache-control']]).toEqual(['text/css', expect.stringContaining('immutable')]);
    for (const path of [STYLE_PATH, '/', `/numbers/${WORKING}`])
      expect((await fetch(url + path, { headers: { 'Accept-Encoding': 'br' } })).headers.get('content-encoding')).toBe(
        'br',
      );
  });

  it('names no person, landing number or internal id', async () => {
    const paths = [WORKING, SUSPENDED, DISCONNECTED, SPARE].map((number) => `/numbers/${number}?why=called`);
    const all = (await Promise.all(['/', ...paths].map((path) => get(path)))).map(({ text }) => text).join('\n');
    for (const secret of [...Object.values(SECRETS), ADMIN.actorId, '申请销户', '缴费凭证'])
      expect(all).not.toContain(secret);
    expect(all).not.toMatch(/[0-9a-f]{24}/);
  });

  it('has the same sentences in both languages', async () => {
    for (const path of ['/', `/numbers/${SUSPENDED}?why=scammed`, `/numbers/${ELSEWHERE}`]) {
      const text = (await get(`${path}${path.includes('?') ? '&' : '?'}lang=en`)).text;
      const own = text
        .replace(/<title>.*<\/title>/, '')
        .replace(
          /样例\S*?公司|账户余额不足，已欠费超过|天。|缴清欠费后|小时内恢复。|订餐与售后服务热线，转接|＊＊＊|或|中文/gu,
          '',
        );
      expect(/\p{Script=Han}+/u.exec(own)?.[0]).toBeUndefined();
    }
  });
});
