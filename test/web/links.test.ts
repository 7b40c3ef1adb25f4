import type { Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';
import { openBrowser } from './browser.js';
import { expectAccessible, openConsole, signInOn, takePicture } from './console-page.js';
import { serveConsole } from './console-server.js';

const PATIENCE = 150_000;
const dossier = fixtureDossier('clean-photo');

let context: TestContext;
let seeded: Seeded;
let server: Server;
let url: string;
let browser: Browser;
let api: Agent;

beforeAll(async () => {
  context = await createTestContext();
  const { deps } = context;
  seeded = await seedUsers(deps);
  await createBlock(deps, seeded.carrierAdmin.principal, { from: '4008880000', to: '4008880099', carrier: 'CT' });
  ({ server, url } = await serveConsole(context));
  browser = await openBrowser();
  api = await signIn(deps, createApp(deps), seeded.agentA);
}, PATIENCE);
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  await context.close();
});

async function givenDraft(number: string): Promise<string> {
  await api.post('/api/v1/reservations').send({ number, subscriber: { name: '样本单位' } });
  const { body } = (await api.post('/api/v1/applications').send({ numbers: [number] })) as { body: { id: string } };
  return body.id;
}

async function photograph(page: Page, kind: string, send: string): Promise<void> {
  const { bytes, name } = fixtureFile(dossier, kind);
  await page
    .locator(`input[type=file][data-kind=${kind}]`)
    .setInputFiles({ name, mimeType: 'image/jpeg', buffer: bytes });
  const dialog = page.getByRole('dialog');
  await dialog
    .getByText(/\d (kB|KB|MB)/)
    .first()
    .waitFor();
  await dialog.getByRole('button', { name: send, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

describe('links into a dossier', () => {
  it(
    'make a phone the camera of the desktop, until the desktop ends it',
    async () => {
      const id = await givenDraft('4008880001');
      const desk = await openConsole(browser, url);
      await signInOn(desk.page, seeded.agentA);
      await desk.page.locator('.page-head h1').waitFor();
      await desk.page.goto(`${url}/console/applications/${id}?step=entity`);
      const issued = desk.page.waitForResponse((answer) => answer.url().endsWith('/links'));
      await desk.page.getByRole('button', { name: '用手机拍摄' }).click();
      const { secret } = (await (await issued).json()) as { secret: string };
      await desk.page.getByRole('img', { name: '手机上传二维码' }).waitFor();
      await takePicture(desk.page, 'hand-over-desk');
      await expectAccessible(desk.page);

      const phone = await openConsole(browser, url, { screen: 'phone' });
      await phone.page.goto(`${url}/console/link#${secret}`);
      await phone.page.reload();
      await phone.page.getByRole('heading', { name: '拍摄材料' }).waitFor();
      await photograph(phone.page, 'business_licence', '上传');
      await phone.page.getByRole('region', { name: '营业执照' }).getByText('等待识别').waitFor();
      await takePicture(phone.page, 'hand-over-phone');
      await expectAccessible(phone.page);
      await desk.page.getByText('营业执照 · 等待识别').waitFor();

      await desk.page.getByRole('button', { name: '停用二维码' }).click();
      await expect
        .poll(async () =>
          (
            await phone.page.request.get(`${url}/api/v1/links/current`, { headers: { 'Dossier-Link': secret } })
          ).status(),
        )
        .toBe(410);
      await phone.page.reload();
      await phone.page.getByText('链接已失效').first().waitFor();
      expect([...desk.faults, ...phone.faults]).toEqual([]);
      await desk.visit.close();
      await phone.visit.close();
    },
    PATIENCE,
  );

  it(
    'let the agent bring their own card and consent, in English on a phone; the reseller sees it',
    async () => {
      const id = await givenDraft('4008880002');
      const desk = await openConsole(browser, url);
      await signInOn(desk.page, seeded.agentA);
      await desk.page.locator('.page-head h1').waitFor();
      await desk.page.goto(`${url}/console/applications/${id}?step=people`);
      await desk.page.getByRole('button', { name: '生成经办人的链接' }).click();
      const address = await desk.page.getByLabel('经办人的链接，仅显示这一次').inputValue();
      await takePicture(desk.page, 'customer-link-desk');
      await expectAccessible(desk.page);

      const phone = await openConsole(browser, url, { screen: 'phone', language: 'en' });
      await phone.page.goto(address);
      await phone.page.reload();
      await phone.page.getByRole('heading', { name: 'Agent: your own papers' }).waitFor();
      expect(await phone.page.locator('input[data-kind=business_licence]').count()).toBe(0);
      await photograph(phone.page, 'agent_id_front', 'Upload');
      await phone.page.getByText('waiting to be read').waitFor();
      await phone.page.getByRole('button', { name: 'I have read this and consent' }).click();
      await phone.page.getByText(/^You consented on/).waitFor();
      await takePicture(phone.page, 'customer-link-phone');
      await expectAccessible(phone.page);

      await desk.page.reload();
      await desk.page.getByText(/^本人已于 .* 单独同意$/).waitFor();
      expect([...desk.faults, ...phone.faults]).toEqual([]);
      await desk.visit.close();
      await phone.visit.close();
    },
    PATIENCE,
  );
});
