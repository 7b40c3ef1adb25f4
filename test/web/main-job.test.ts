import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixtureDossier } from '../support/dossiers.js';
import { startTestWorker } from '../support/worker.js';
import { openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { acceptOn, approveByKeys } from './desk-page.js';
import { choosePaper, untilRead } from './paper-page.js';
import { takePicture } from './picture.js';

// Real readers beside a browser, on two cores.
const PATIENCE = 300_000;
const dossier = fixtureDossier('clean-photo');
const { declared, number } = dossier;
const DISPLAY = '400-888-0002';

let office: Office;
let worker: { close(): Promise<void> };

beforeAll(async () => {
  office = await openOffice();
  worker = await startTestWorker(office.context);
}, PATIENCE);
afterAll(async () => {
  await worker.close();
  await office.close();
});

async function next(page: Page, heading: string): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('heading', { name: heading, exact: true }).waitFor();
}

describe('the whole main job, through the pages', () => {
  it(
    'a reseller on a phone picks a number, reserves it, fills in the dossier from its papers and submits',
    async () => {
      const { page, visit, faults } = await openConsole(office.browser, office.url, { screen: 'phone' });
      await signInOn(page, office.seeded.agentA);
      await page.getByRole('button', { name: '打开菜单' }).click();
      await page.getByRole('link', { name: '选号', exact: true }).click();
      await page.getByLabel('号码包含').fill('*0002');
      await page.getByRole('button', { name: '搜索' }).click();
      await page.getByRole('button', { name: `预占 ${DISPLAY}` }).click();
      await page.getByRole('dialog').getByLabel('意向单位名称').fill(declared.entity.name);
      // Twice, as one does when nothing seems to happen.
      await page.getByRole('dialog').getByRole('button', { name: '预占', exact: true }).dblclick();
      await page.getByText(/剩余 \d+ 天/).waitFor();
      await page.getByRole('button', { name: `为 ${DISPLAY} 填写资料` }).click();

      await page.getByRole('heading', { name: '单位', exact: true }).waitFor();
      await choosePaper(page, dossier, 'business_licence');
      await untilRead(page, 'business_licence');
      await expect.poll(() => page.getByLabel('统一社会信用代码').inputValue()).toBe(declared.entity.uscc);
      expect(await page.getByLabel('单位名称').inputValue()).toBe(declared.entity.name);
      await takePicture(page, 'dossier-phone');
      await expectAccessible(page);

      await next(page, '人员');
      const people = ['legal_representative_id_front', 'legal_representative_id_back'] as const;
      const agents = ['agent_id_front', 'agent_id_back'] as const;
      for (const kind of [...people, ...agents]) await choosePaper(page, dossier, kind);
      for (const [person, of] of [
        ['法定代表人', declared.legalRepresentative],
        ['经办人', declared.agent],
      ] as const) {
        const part = page.getByRole('region', { name: person, exact: true });
        await part.getByLabel('姓名', { exact: true }).fill(of.name);
        await part.getByLabel('证件号码', { exact: true }).fill(of.idNumber);
      }
      await page.getByLabel('手机号码').fill(declared.agent.mobile);

      await next(page, '用途');
      await page.getByLabel('号码用途', { exact: true }).fill(declared.purpose);
      await page.getByLabel('所属行业').fill(declared.industry);
      await page.locator('.ant-select-item-option-active', { hasText: declared.industry }).waitFor();
      await page.keyboard.press('Enter');
      await page
        .getByText(new RegExp(`^${declared.industry} `))
        .filter({ visible: true })
        .first()
        .waitFor();

      await next(page, '材料');
      for (const kind of ['authorisation_letter', 'acceptance_form', 'commitment_letter'] as const)
        await choosePaper(page, dossier, kind);
      await untilRead(page, 'authorisation_letter', 'acceptance_form', 'commitment_letter');

      await next(page, '核验并提交');
      await page.getByText('资料齐全，可以提交。').waitFor({ timeout: 120_000 });
      await expectAccessible(page);
      await page.getByRole('button', { name: '提交审核' }).dblclick();
      await page.getByText('审核中').first().waitFor();
      expect(faults).toEqual([]);
      await visit.close();

      const { body } = (await office.api.get('/api/v1/applications')) as { body: { items: { status: string }[] } };
      expect(body.items.map(({ status }) => status)).toEqual(['in_review']);
    },
    PATIENCE,
  );

  it(
    'a reviewer decides it with the keyboard alone, in five keys or fewer once all was on screen, and records acceptance',
    async () => {
      const { page, visit, faults } = await openConsole(office.browser, office.url);
      await signInOn(page, office.seeded.reviewer1);
      await page.locator('.queue').waitFor();
      await page.keyboard.press('n');
      await approveByKeys(page, declared.entity.name);
      await page.goto(`${office.url}/console/acceptances`);
      await acceptOn(page, DISPLAY, 'SL-2026-1');
      expect(faults).toEqual([]);
      await visit.close();
    },
    PATIENCE,
  );

  it(
    'anybody finds who answers for the number, without a script',
    async () => {
      const visit = await office.browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
      const page = await visit.newPage();
      await page.goto(office.url);
      await takePicture(page, 'public-home');
      await page.getByLabel('400 号码', { exact: true }).fill('来电 4OO 888 OOO2？'.replaceAll('O', '0'));
      await page.getByRole('button', { name: '查询' }).click();
      await page.getByText(declared.entity.name).first().waitFor();
      await takePicture(page, 'public-number');
      expect(new URL(page.url()).pathname).toBe(`/numbers/${number}`);
      expect(await page.getByText('正常使用').first().isVisible()).toBe(true);
      expect(await page.getByText(office.seeded.a.name).first().isVisible()).toBe(true);
      await visit.close();
    },
    PATIENCE,
  );
});
