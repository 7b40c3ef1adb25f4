import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixtureDossier } from '../support/dossiers.js';
import { PASSWORD } from '../support/seed.js';
import { tabTo, typeInto } from './by-keys.js';
import { openOffice, type Office } from './console-office.js';
import { openConsole } from './console-page.js';

const PATIENCE = 120_000;
const { declared } = fixtureDossier('clean');

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, PATIENCE);
afterAll(() => office.close());

it(
  'a reseller without a mouse signs in, finds and reserves a number and declares everything',
  async () => {
    const { page, visit, faults } = await openConsole(office.browser, office.url);
    // The form begins where one types.
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('autocomplete'))).toBe('username');
    await page.keyboard.type(office.seeded.agentA.email);
    await typeInto(page, '密码', PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('.top-bar').waitFor();
    await tabTo(page, '选号');
    await page.keyboard.press('Enter');
    await page.locator('.plates').waitFor();
    await typeInto(page, '号码包含', '*0021');
    await page.keyboard.press('Enter');
    await page.locator('.plates li').nth(1).waitFor({ state: 'detached' });
    await tabTo(page, '预占 400-888-0021');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.keyboard.type(declared.entity.name);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await tabTo(page, '为 400-888-0021 填写资料');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: '单位', exact: true }).waitFor();
    await typeInto(page, '单位名称', declared.entity.name);
    await typeInto(page, '统一社会信用代码', declared.entity.uscc);
    await typeInto(page, /^法定代表人/, declared.entity.legalRepresentative);
    await tabTo(page, '下一步');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '人员', exact: true }).waitFor();
    for (const { name, idNumber } of [declared.legalRepresentative, declared.agent]) {
      await typeInto(page, '姓名', name);
      await typeInto(page, '证件号码', idNumber);
    }
    await typeInto(page, '手机号码', declared.agent.mobile);
    await tabTo(page, '下一步');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '用途', exact: true }).waitFor();
    await typeInto(page, '号码用途', declared.purpose);
    await tabTo(page, /^所属行业/);
    await page.keyboard.type(declared.industry);
    await page.locator('.ant-select-item-option-active', { hasText: declared.industry }).waitFor();
    await page.keyboard.press('Enter');
    await tabTo(page, '下一步');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '材料', exact: true }).waitFor();

    const { body } = (await office.api.get('/api/v1/applications')) as { body: { items: object[] } };
    expect(body.items).toMatchObject([
      {
        numbers: ['4008880021'],
        entity: { name: declared.entity.name, uscc: declared.entity.uscc },
        purpose: declared.purpose,
        industry: declared.industry,
      },
    ]);
    expect(faults).toEqual([]);
    await visit.close();
  },
  PATIENCE,
);

it(
  'anybody complains without a mouse and follows the receipt',
  async () => {
    const visit = await office.browser.newContext({ locale: 'zh-CN' });
    const page = await visit.newPage();
    await page.goto(`${office.url}/complaints?lang=zh`);
    await typeInto(page, '被投诉的 400 号码', '400 888 0001');
    await tabTo(page, '投诉什么');
    await page.keyboard.press('ArrowDown');
    await typeInto(page, '发生了什么', '样本投诉：自称客服要求转账');
    await tabTo(page, /^提交/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/complaints\/[0-9A-Z-]{19}/);
    await page
      .getByText(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/)
      .first()
      .waitFor();
    await visit.close();
  },
  PATIENCE,
);
