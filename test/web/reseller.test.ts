import type { Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationModel } from '../../src/applications/application-model.js';
import { createApp } from '../../src/app.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';
import { openBrowser } from './browser.js';
import { expectAccessible, openConsole, signInOn, takePicture } from './console-page.js';
import { serveConsole } from './console-server.js';

const PATIENCE = 120_000;
const { declared } = fixtureDossier('clean-photo');

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
  await createBlock(deps, seeded.carrierAdmin.principal, { from: '4008880000', to: '4008880199', carrier: 'CT' });
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

/** A draft for one number, made through the API. */
async function givenDraft(number: string): Promise<string> {
  await api.post('/api/v1/reservations').send({ number, subscriber: { name: declared.entity.name } });
  const { body } = (await api.post('/api/v1/applications').send({ numbers: [number] })) as { body: { id: string } };
  return body.id;
}

async function step(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click();
}

describe('a reseller', () => {
  it(
    'loses nothing without a network, and goes back and forth through the steps',
    async () => {
      const id = await givenDraft('4008880001');
      const { page, visit } = await openConsole(browser, url);
      await signInOn(page, seeded.agentA);
      await page
        .getByRole('link', { name: /^继续填写/ })
        .first()
        .click();
      await page.goto(`${url}/console/applications/${id}`);
      await page.getByLabel('单位名称').waitFor();
      await visit.setOffline(true);
      await page.getByLabel('单位名称').fill('样本离线有限公司');
      await page.getByLabel('统一社会信用代码').focus();
      await page.getByText('等待网络，恢复后自动保存').waitFor();
      await visit.setOffline(false);
      await page.getByText(/^已保存/).waitFor();
      const row = (await api.get(`/api/v1/applications/${id}`)) as { body: { entity: { name: string } } };
      expect(row.body.entity.name).toBe('样本离线有限公司');

      await step(page);
      await page.getByRole('heading', { name: '人员', exact: true }).waitFor();
      await page.goBack();
      await page.getByRole('heading', { name: '单位', exact: true }).waitFor();
      expect(await page.getByLabel('单位名称').inputValue()).toBe('样本离线有限公司');
      await visit.close();
    },
    PATIENCE,
  );

  it(
    'sees at once what is missing, and a returned dossier opens at what was asked',
    async () => {
      const id = await givenDraft('4008880006');
      const { page, visit, faults } = await openConsole(browser, url);
      await signInOn(page, seeded.agentA);
      await page.locator('.page-head h1').waitFor();
      await page.goto(`${url}/console/applications/${id}?step=submit`);
      await page.getByText(/还缺 \d+ 份材料/).waitFor();
      await takePicture(page, 'checks');
      await expectAccessible(page);
      expect(await page.getByRole('button', { name: '提交审核' }).isEnabled()).toBe(false);

      const request = { reason: 'PURPOSE_UNCLEAR', documentKinds: [], members: ['purpose'], note: '请写明由谁接听' };
      await applicationModel(context.deps.db).updateOne(
        { _id: id },
        { $set: { status: 'action_required', requests: [request] } },
      );
      await page.goto(`${url}/console/applications/${id}`);
      await page.getByText('请写明由谁接听').waitFor();
      await page.getByRole('heading', { name: '用途', exact: true }).waitFor();
      expect(await page.getByLabel('号码用途', { exact: true }).isEnabled()).toBe(true);
      expect(await page.getByLabel('所属行业').isEnabled()).toBe(false);
      await takePicture(page, 'returned');
      await expectAccessible(page);
      expect(faults).toEqual([]);
      await visit.close();
    },
    PATIENCE,
  );

  it.each([
    ['zh', 'desk'],
    ['en', 'phone'],
  ] as const)(
    'meets no barriers that axe can find (%s, %s)',
    async (language, screen) => {
      const id = await givenDraft(screen === 'desk' ? '4008880003' : '4008880005');
      const { page, visit, faults } = await openConsole(browser, url, { language, screen });
      await signInOn(page, seeded.agentA, language);
      await page.locator('.page-head h1').waitFor();
      const steps = ['entity', 'people', 'purpose', 'documents', 'submit'].map(
        (name) => `applications/${id}?step=${name}`,
      );
      for (const path of ['applications', 'numbers', 'own-numbers', ...steps]) {
        await page.goto(`${url}/console/${path}`);
        await page.locator('h2, .plates, .tickets, .ant-empty').first().waitFor();
        await takePicture(page, `${path.replace(/applications\/.*=/, 'dossier-')}-${language}-${screen}`);
        await expectAccessible(page);
      }
      expect(faults).toEqual([]);
      await visit.close();
    },
    PATIENCE,
  );
});
