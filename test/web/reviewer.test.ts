import type { Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { applicationModel, type ApplicationRow } from '../../src/applications/application-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';
import { openBrowser } from './browser.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { serveConsole } from './console-server.js';
import { takePicture } from './picture.js';
import { givenCleanDossier, givenContested, READINGS } from './read-dossier.js';

const PATIENCE = 120_000;
const MINUTE = 60_000;
const dossier = fixtureDossier('clean');

let context: TestContext;
let seeded: Seeded;
let server: Server;
let url: string;
let browser: Browser;
let reseller: Agent;
let colleague: Agent;
let clean: string;

beforeAll(async () => {
  context = await createTestContext();
  const { deps } = context;
  seeded = await seedUsers(deps);
  await createBlock(deps, seeded.carrierAdmin.principal, { from: '4008880000', to: '4008880099', carrier: 'CT' });
  ({ server, url } = await serveConsole(context));
  browser = await openBrowser();
  const app = createApp(deps);
  reseller = await signIn(deps, app, seeded.agentA);
  colleague = await signIn(deps, app, seeded.reviewer2);
  clean = await givenCleanDossier(context, reseller);
}, PATIENCE);
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  await context.close();
});
beforeEach(() => context.deps.clock.set(TEST_NOW));

const row = (id: string) => applicationModel(context.deps.db).findById(id).orFail().lean<ApplicationRow>();

async function openReviews(path = 'reviews', language: 'zh' | 'en' = 'zh', screen: 'desk' | 'phone' = 'desk') {
  const opened = await openConsole(browser, url, { language, screen });
  await signInOn(opened.page, seeded.reviewer1, language);
  await opened.page.locator('.page-head h1').waitFor();
  if (path !== 'reviews') await opened.page.goto(`${url}/console/${path}`);
  await opened.page.locator('.queue, .case').first().waitFor();
  return opened;
}

/** How many places the page says are still to be seen. */
async function leftToSee(page: Page): Promise<number> {
  const [, count = '0'] = /还有 (\d+) 处须看/.exec(await page.locator('.case-left').innerText()) ?? [];
  return Number(count);
}

describe('a reviewer', () => {
  it(
    'decides a dossier with the keyboard alone, but not before every doubt and every seal was on screen',
    async () => {
      const { page, visit, faults } = await openReviews();
      await takePicture(page, 'review-queue');
      await page.keyboard.press('Enter');
      await page.locator('.viewer-page img.shown').waitFor();
      const heading = page.getByRole('heading', { level: 1 });
      await expect.poll(() => heading.innerText()).toContain(dossier.declared.entity.name);
      expect((await row(clean)).claim?.by).toBe(seeded.reviewer1.id);

      const must = Object.values(READINGS).flatMap(({ fields, seals }) => [
        ...Object.values(fields).filter(({ verdict }) => verdict === 'unsure'),
        ...seals,
      ]).length;
      await expect.poll(() => leftToSee(page), { timeout: 20_000 }).toBeGreaterThan(0);
      await page.locator('.matrix .crop').first().waitFor();
      await takePicture(page, 'review-case');
      await page.keyboard.press('a');
      await page
        .getByText(/批准前还有 \d+ 处须看/)
        .first()
        .waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);

      let looked = 0;
      for (let left = await leftToSee(page); left > 0; left = await leftToSee(page)) {
        await page.keyboard.press('u');
        await expect.poll(() => leftToSee(page), { timeout: 20_000 }).toBeLessThan(left);
        looked += 1;
        expect(looked).toBeLessThanOrEqual(must);
      }

      // A clean dossier: A, Enter, and N for the next. The second Enter is the double press.
      await page.keyboard.press('a');
      await page.getByRole('dialog').getByRole('button', { name: '批准' }).waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain('批准');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await page.locator('.decided').waitFor();
      const decided = await row(clean);
      expect([decided.status, decided.decisions.length]).toEqual(['approved', 1]);
      expect(faults).toEqual([]);
      await visit.close();
    },
    PATIENCE,
  );

  it(
    'is told when a colleague takes the case, and loses nothing that was begun',
    async () => {
      const id = await givenContested(reseller, '4008880010');
      const { page, visit, faults } = await openReviews(`reviews/${id}`);
      await page.getByText('此件未由您领取').waitFor();
      await page.keyboard.press('l');
      await page.getByText(/领取剩/).waitFor();
      await page.keyboard.press('r');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox').waitFor();
      await page.keyboard.type('PURPOSE_UNCLEAR');
      await page.keyboard.press('Enter');
      await dialog.getByText('号码用途不明确').first().waitFor();
      await dialog.getByLabel('第 1 项 补充说明（选填）').fill('请写明由谁接听');
      await takePicture(page, 'review-request');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /要求补正（1）/ }).waitFor();

      context.deps.clock.advance(31 * MINUTE);
      expect((await colleague.post('/api/v1/review/claims').send({ applicationId: id })).status).toBe(201);
      await page.getByText(`此件已由 ${seeded.reviewer2.staffNumber} 领取`).waitFor();
      await page.keyboard.press('r');
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect((await colleague.delete(`/api/v1/review/claims/${id}`)).status).toBe(204);

      await page.getByText('您的领取已到期').waitFor();
      await page.keyboard.press('l');
      await page.getByText(/领取剩/).waitFor();
      await page.keyboard.press('r');
      expect(await dialog.getByLabel('第 1 项 补充说明（选填）').inputValue()).toBe('请写明由谁接听');
      await page.keyboard.press('Control+Enter');
      await page.keyboard.press('Control+Enter');
      await page.locator('.decided').waitFor();
      const { status, requests, decisions } = await row(id);
      expect([status, decisions.length]).toEqual(['action_required', 1]);
      expect(requests).toMatchObject([{ reason: 'PURPOSE_UNCLEAR', note: '请写明由谁接听' }]);
      expect(faults).toEqual([]);
      await visit.close();
    },
    PATIENCE,
  );

  it(
    'finds every key by the question mark',
    async () => {
      const { page, visit, faults } = await openReviews(`reviews/${clean}`);
      await page.locator('.viewer-page img.shown').waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog').locator('kbd').first().waitFor();
      await takePicture(page, 'review-keys');
      await expectAccessible(page);
      expect(faults).toEqual([]);
      await visit.close();
    },
    PATIENCE,
  );
});
