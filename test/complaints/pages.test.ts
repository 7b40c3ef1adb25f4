import type { Express } from 'express';
import express from 'express';
import request from 'supertest';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createComplaintPages } from '../../src/complaints/complaint-pages.js';
import { complaintModel } from '../../src/complaints/complaint-model.js';
import { givenBlock, givenWorking } from '../lookup/number-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';

const NUMBER = '4000123400';
let context: TestContext;
let app: Express;

beforeAll(async () => {
  context = await createTestContext();
  const { resellerId } = await givenBlock(context.deps, NUMBER.slice(0, 8));
  await givenWorking(context.deps, NUMBER, resellerId);
  app = express();
  app.set('query parser', 'simple');
  app.use(createComplaintPages(context.deps));
});
afterAll(() => context.close());

const count = () => complaintModel(context.deps.db).countDocuments({});
const nonceOf = (text: string) => /name="nonce" value="([\w-]+)"/.exec(text)?.[1] ?? '';
const send = (fields: Record<string, string>, files: readonly Buffer[] = []) => {
  const sending = request(app).post('/complaints');
  for (const [name, value] of Object.entries(fields)) void sending.field(name, value);
  // A browser sends an empty part for a field of files that was left alone.
  if (files.length === 0) void sending.attach('screenshots', Buffer.alloc(0), { filename: '' });
  for (const file of files) void sending.attach('screenshots', file, 'a.png');
  return sending;
};
const WHOLE = { number: '【样例】请致电 400-012-3400', category: 'scam', description: '<b>转账</b>' };

describe('the complaint form', () => {
  it('takes a whole message for the number, pictures, and leads to the receipt', async () => {
    const shown = await request(app).get(`/complaints?number=${NUMBER}`);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain(`value="${NUMBER}"`);
    expect(shown.headers['cache-control']).toBe('no-store');
    expect(shown.text).not.toContain('<script');
    const picture = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const nonce = nonceOf(shown.text);
    const sent = await send(
      { ...WHOLE, nonce, on: '2026-11-22', time: '09:30', direction: 'received', amountLost: '200' },
      [picture],
    );
    expect(sent.status).toBe(303);
    const receipt = await request(app).get(String(sent.headers['location']));
    for (const part of ['投诉已受理', '110', '已收到，等待处理', '已收到 1 张截图', '中国联通客服 10010'])
      expect(receipt.text).toContain(part);
    expect(receipt.text).not.toContain('转账');
    expect(receipt.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });

  it('sent twice, even at once, is one complaint with one receipt', async () => {
    const nonce = nonceOf((await request(app).get('/complaints')).text);
    const before = await count();
    const answers = await Promise.all([1, 2, 3].map(() => send({ ...WHOLE, nonce })));
    expect(new Set(answers.map(({ headers }) => String(headers['location']))).size).toBe(1);
    expect((await count()) - before).toBe(1);
  });

  it('is another complaint when somebody went back and changed it, or added a picture', async () => {
    const nonce = nonceOf((await request(app).get('/complaints')).text);
    const before = await count();
    const picture = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    const answers = [
      await send({ ...WHOLE, nonce }),
      await send({ ...WHOLE, nonce, description: '又有一个号码打来' }),
      await send({ ...WHOLE, nonce }, [picture]),
      await send({ ...WHOLE, nonce }, [picture]),
    ];
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    expect((await count()) - before).toBe(3);
  });

  it('comes back with what was typed and what is wrong', async () => {
    const answer = await send({ number: '没有', category: '', description: '', on: '2027-01-01', amountLost: '很多' });
    expect(answer.status).toBe(422);
    for (const fault of ['没有找到 400 号码', '请选择投诉什么', '请写明发生了什么', '在未来', '整数元'])
      expect(answer.text).toContain(fault);
    expect(answer.text).toContain('value="没有"');
    const picture = await send({ ...WHOLE, description: '保留这段话' }, [Buffer.from('no picture')]);
    expect([picture.status, picture.text.includes('不支持这种文件'), picture.text.includes('保留这段话')]).toEqual([
      415,
      true,
      true,
    ]);
    const many = await send(
      WHOLE,
      Array.from({ length: 6 }, () => Buffer.from('x')),
    );
    expect([many.status, many.text.includes('最多上传 5 张')]).toEqual([422, true]);
  });

  it('is in English without a Chinese word', async () => {
    const { text } = await request(app).get('/complaints?lang=en');
    expect(/\p{Script=Han}+/u.exec(text.replaceAll('中文', ''))?.[0]).toBeUndefined();
  });

  it('finds a receipt, or says there is none', async () => {
    const follow = (receipt: string) => request(app).post('/complaints/follow').type('form').send({ receipt });
    expect((await follow('x')).status).toBe(404);
    const led = await follow('0000 0000 0000 0000');
    expect([led.status, led.headers['location']]).toEqual([303, '/complaints/0000-0000-0000-0000']);
    expect((await request(app).get('/complaints/0000-0000-0000-0000')).text).toContain('没有这个受理编号');
  });
});
