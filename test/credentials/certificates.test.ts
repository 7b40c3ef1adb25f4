import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { readQr } from '../../workers/ocr/stages/read-qr.js';
import { createApp } from '../../src/app.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { givenBlock, givenWorking, SECRETS } from '../lookup/number-fixture.js';
import { ADMIN } from '../registry/hold-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, signIn, type Agent } from '../support/seed.js';

const NUMBER = '4000123400';
const SPARE = '4000123409';
let context: TestContext;
let app: Express;
let own: Agent;
let other: Agent;

beforeAll(async () => {
  context = await createTestContext({ env: { BASE_URL: 'http://register.example' } });
  const cast = await seedUsers(context.deps);
  await givenBlock(context.deps, NUMBER.slice(0, 8));
  await givenWorking(context.deps, NUMBER, cast.a.id, { registeredPurpose: '订餐热线' });
  app = createApp(context.deps);
  own = await signIn(context.deps, app, cast.agentA);
  other = await signIn(context.deps, app, cast.agentB);
}, 180_000);
afterAll(() => context.close());

interface Certificate {
  serial: string;
  status: string;
  verifyUrl: string;
  pdfUrl: string;
}
const issue = (agent: Agent, number = NUMBER) => agent.post(`/api/v1/numbers/${number}/certificates`);
const issued = async () => (await issue(own)).body as Certificate;
const checked = async (serial: string) =>
  (await request(app).get(`/api/v1/certificates/${serial}`)).body as Certificate;

describe('a certificate', () => {
  it('is a PDF whose QR code leads to the page that checks it', async () => {
    const { serial, pdfUrl, verifyUrl } = await issued();
    const pdf = await request(app).get(new URL(pdfUrl).pathname).buffer(true);
    expect([pdf.status, pdf.type]).toEqual([200, 'application/pdf']);
    const library = await PDFiumLibrary.init();
    const document = await library.loadDocument(pdf.body as Buffer);
    const page = document.getPage(0);
    const text = page.getText().replaceAll(/\s/gu, '');
    for (const part of [
      '样例餐饮管理有限公司',
      '91110108MA01ABCD3X',
      '400-012-3400',
      serial,
      '2026-11-23',
      '2027-02-21',
    ])
      expect(text).toContain(part);
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
    const { data, width, height } = await page.render({ scale: 2, render: 'bitmap' });
    const rgb = await sharp(data, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .raw()
      .toBuffer();
    const raster = { data: rgb, width, height, channels: 3 } as const;
    expect(await readQr(raster, raster)).toEqual([verifyUrl]);
    document.destroy();
    library.destroy();
    expect(verifyUrl).toBe(`http://register.example/certificates/${serial}`);
    const shown = await request(app).get(new URL(verifyUrl).pathname);
    for (const part of ['证明有效', '样例餐饮管理有限公司', '2027年2月21日']) expect(shown.text).toContain(part);
  }, 30_000);

  it('is for the number’s own people and numbers in service', async () => {
    expect((await issue(other)).status).toBe(404);
    expect((await issue(own, SPARE)).status).toBeGreaterThanOrEqual(404);
  });

  it('expires after ninety days, and says when the register says otherwise', async () => {
    const { serial } = await issued();
    expect(await checked(serial.toLowerCase())).toMatchObject({ status: 'valid' });
    const now = context.deps.clock.now();
    context.deps.clock.advance(91 * 86_400_000);
    expect(await checked(serial)).toMatchObject({ status: 'expired' });
    context.deps.clock.set(now);
    await placeHold(context.deps, ADMIN, NUMBER, {
      kind: 'owner_request',
      reason: '搬迁',
      remedy: null,
      documentsRequired: [],
      expectedRecovery: null,
    });
    expect(await checked(serial)).toMatchObject({ status: 'changed' });
    expect((await request(app).get(`/certificates/${serial}`)).text).toContain('与登记不一致');
    expect((await issue(own)).status).toBe(409);
    expect((await request(app).get('/api/v1/certificates/0000-0000-0000-0000')).status).toBe(404);
    expect((await request(app).get('/certificates/0000-0000-0000-0000')).status).toBe(404);
  });
});
