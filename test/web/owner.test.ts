import type { Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { Filing } from '../support/filing.js';
import { seedUsers, signIn, type Seeded } from '../support/seed.js';
import { startTestWorker } from '../support/worker.js';
import { openBrowser } from './browser.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { serveConsole } from './console-server.js';
import { takePicture } from './picture.js';

const NUMBER = '4008880100';
const DISPLAY = '400-888-0100';
let context: TestContext;
let worker: { close(): Promise<void> };
let browser: Browser;
let server: Server;
let url: string;
let cast: Seeded;

beforeAll(async () => {
  context = await createTestContext();
  const app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  const as = (name: 'agentA' | 'reviewer1' | 'reviewer2') => signIn(context.deps, app, cast[name]);
  const filing = new Filing(context, {
    agentA: await as('agentA'),
    reviewer1: await as('reviewer1'),
    reviewer2: await as('reviewer2'),
  });
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880100', to: '4008880199', carrier: 'CT' });
  worker = await startTestWorker(context);
  await filing.working(NUMBER);
  ({ url, server } = await serveConsole(context));
  browser = await openBrowser();
}, 90_000);
afterAll(async () => {
  await browser.close();
  server.close();
  server.closeAllConnections();
  await worker.close();
  await context.close();
});

it('an owner changes what is registered, on a phone: the rest is there already', async () => {
  const { page, visit, faults } = await openConsole(browser, url, { screen: 'phone' });
  await signInOn(page, cast.owner);
  await page.getByRole('button', { name: `资料变更（${DISPLAY}）` }).click();
  await page.waitForURL(/\/applications\/[0-9a-f]{24}\?step=entity/);
  expect(await page.getByLabel('单位名称').inputValue()).toBe(fixtureDossier('clean').declared.entity.name);
  await takePicture(page, 'owner-change-phone');
  await expectAccessible(page);
  await page.goto(page.url().replace('step=entity', 'step=purpose'));
  await page.getByLabel('号码用途', { exact: true }).fill('售后服务热线');
  await page.getByLabel('所属行业').focus();
  await page.getByText(/^已保存 10:00$/).waitFor();
  await page.goto(page.url().replace('step=purpose', 'step=submit'));
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByText('审核中').first().waitFor();
  await withdraw(page);
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);

it('a reseller sees whose its numbers are and when they are due, and begins to verify one anew', async () => {
  for (const [language, screen] of [
    ['en', 'phone'],
    ['zh', 'desk'],
  ] as const) {
    const { page, visit, faults } = await openConsole(browser, url, { screen, language });
    await signInOn(page, cast.agentA, language);
    await page.locator('.page-head h1').waitFor();
    await page.goto(`${url}/console/own-numbers`);
    await page.getByText(fixtureDossier('clean').declared.entity.name).waitFor();
    await page.getByText(language === 'zh' ? '2027-11-23 前须定期核验' : 'to be verified by 2027-11-23').waitFor();
    await takePicture(page, `own-numbers-${screen}`);
    await expectAccessible(page);
    if (screen === 'desk') {
      await page.getByRole('button', { name: `定期核验 ${DISPLAY}` }).click();
      await page.waitForURL(/\/applications\/[0-9a-f]{24}\?step=entity/);
      expect(await page.getByLabel('单位名称').inputValue()).toBe(fixtureDossier('clean').declared.entity.name);
      await withdraw(page);
    }
    expect(faults).toEqual([]);
    await visit.close();
  }
}, 110_000);

it('an owner stops its number and resumes it, gets the badge, and opens a change of reseller, on a phone', async () => {
  const { page, visit, faults } = await openConsole(browser, url, { screen: 'phone' });
  await signInOn(page, cast.owner);
  await page.getByRole('button', { name: `停机保号（${DISPLAY}）` }).click();
  const dialogue = page.getByRole('dialog');
  await dialogue.getByRole('button', { name: '停机保号' }).click();
  await dialogue.getByText('请写明原因').waitFor();
  await dialogue.getByLabel('原因').fill('装修停业');
  await dialogue.getByRole('button', { name: '停机保号' }).click();
  await page.getByText('本单位申请停机保号').waitFor();
  expect(await status()).toBe('suspended');
  await page.getByRole('button', { name: `恢复使用（${DISPLAY}）` }).click();
  await page.getByRole('button', { name: `网站标识（${DISPLAY}）` }).waitFor();
  expect(await status()).toBe('working');

  await page.getByRole('button', { name: `网站标识（${DISPLAY}）` }).click();
  await page.getByLabel('官网域名').fill('www.holder.example');
  await page.getByRole('button', { name: '保存域名' }).click();
  await page.getByText('已保存').waitFor();
  await page.getByText(`badge/${NUMBER}.svg`).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: `更换代理商（${DISPLAY}）` }).click();
  await page.getByLabel('新代理商').fill(cast.b.name);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '更换代理商' }).click();
  await page.waitForURL(/\/applications\/[0-9a-f]{24}\?step=submit/);
  await page.getByRole('button', { name: '提交审核' }).waitFor();
  await page.goto(`${url}/console/owner`);
  await page.getByRole('link', { name: '打开：更换代理商' }).waitFor();
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);

async function withdraw(page: Page): Promise<void> {
  await page.getByRole('button', { name: '撤回申请' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤回申请' }).click();
  await page.getByText('已撤回').first().waitFor();
}

async function status(): Promise<string> {
  const answer = (await (await fetch(`${url}/api/v1/lookup/${NUMBER}`)).json()) as { status: string };
  return answer.status;
}
