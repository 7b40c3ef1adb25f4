import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationModel } from '../../src/applications/application-model.js';
import { fixtureDossier } from '../support/dossiers.js';
import { givenDraft, openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { takePicture } from './picture.js';

const PATIENCE = 120_000;
const { declared } = fixtureDossier('clean-photo');

let office: Office;

beforeAll(async () => {
  office = await openOffice();
}, PATIENCE);
afterAll(() => office.close());

async function step(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click();
}

describe('a reseller', () => {
  it(
    'loses nothing without a network, and goes back and forth through the steps',
    async () => {
      const id = await givenDraft(office, '4008880001', declared.entity.name);
      const { page, visit } = await openConsole(office.browser, office.url);
      await signInOn(page, office.seeded.agentA);
      await page
        .getByRole('link', { name: /^继续填写/ })
        .first()
        .click();
      await page.goto(`${office.url}/console/numbers`);
      await page.locator('.plates').waitFor();
      await takePicture(page, 'numbers-zh-desk');
      await page.goto(`${office.url}/console/applications/${id}`);
      await page.getByLabel('单位名称').waitFor();
      await visit.setOffline(true);
      await page.getByLabel('单位名称').fill('样本离线有限公司');
      await page.getByLabel('统一社会信用代码').focus();
      await page.getByText('等待网络，恢复后自动保存').waitFor();
      await visit.setOffline(false);
      await page.getByText(/^已保存/).waitFor();
      const row = (await office.api.get(`/api/v1/applications/${id}`)) as { body: { entity: { name: string } } };
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
      const id = await givenDraft(office, '4008880006', declared.entity.name);
      const { page, visit, faults } = await openConsole(office.browser, office.url);
      await signInOn(page, office.seeded.agentA);
      await page.locator('.page-head h1').waitFor();
      await page.goto(`${office.url}/console/applications/${id}?step=submit`);
      await page.getByText(/还缺 \d+ 份材料/).waitFor();
      await takePicture(page, 'checks');
      await expectAccessible(page);
      expect(await page.getByRole('button', { name: '提交审核' }).isEnabled()).toBe(false);

      const request = { reason: 'PURPOSE_UNCLEAR', documentKinds: [], members: ['purpose'], note: '请写明由谁接听' };
      await applicationModel(office.context.deps.db).updateOne(
        { _id: id },
        { $set: { status: 'action_required', requests: [request] } },
      );
      await page.goto(`${office.url}/console/applications/${id}`);
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
});
