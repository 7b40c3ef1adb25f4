import { afterAll, beforeAll, expect, it } from 'vitest';
import { openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office.close());

it('a policy is changed by the keyboard for a reason, marked, and taken back from its history', async () => {
  const { page, visit, faults } = await openConsole(office.browser, office.url);
  await signInOn(page, office.seeded.carrierAdmin);
  await page.locator('.top-bar').waitFor();
  await page.goto(`${office.url}/console/policies`);
  await page.getByRole('heading', { level: 1, name: '策略' }).waitFor();
  await expectAccessible(page);
  await page.getByLabel('搜索策略').fill('冷冻期');
  await page.getByRole('button', { name: '修改 冷冻期' }).press('Enter');
  const dialogue = page.getByRole('dialog');
  await dialogue.getByText('规定，不能放宽').waitFor();
  await dialogue.getByLabel('当前值').fill('60');
  await dialogue.getByLabel('原因').fill('样本原因');
  await dialogue.getByRole('button', { name: '保存' }).press('Enter');
  // The field does not go below what the rule allows.
  await page.getByText('已保存，立即生效').waitFor();
  expect(office.context.deps.policy.quarantineDays).toBe(90);
  await page.getByText('已修改 1').waitFor();

  await page.getByRole('button', { name: '冷冻期 的修改历史' }).press('Enter');
  await page.getByText('原因：样本原因').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: '撤销这次修改' }).press('Enter');
  await dialogue.getByLabel('原因').fill('撤销');
  await dialogue.getByRole('button', { name: '保存' }).press('Enter');
  await page.getByText('已修改 0').waitFor();
  expect(office.context.deps.policy.quarantineDays).toBe(180);
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);

it('working hours, industries and papers have fields of their own', async () => {
  const { page, visit, faults } = await openConsole(office.browser, office.url);
  await signInOn(page, office.seeded.carrierAdmin);
  await page.locator('.top-bar').waitFor();
  await page.goto(`${office.url}/console/policies`);
  const dialogue = page.getByRole('dialog');
  const save = async () => {
    await dialogue.getByLabel('原因').fill('样本');
    await dialogue.getByRole('button', { name: '保存' }).click();
    await dialogue.waitFor({ state: 'hidden' });
  };
  await page.getByRole('button', { name: '修改 工作时间' }).click();
  await dialogue.getByLabel('第 2 段结束').fill('13:00');
  await dialogue.getByLabel('原因').fill('样本');
  await dialogue.getByRole('button', { name: '保存' }).click();
  await dialogue.getByText('不在允许范围内').waitFor();
  await dialogue.getByLabel('第 2 段结束').fill('17:30');
  await save();
  await page.getByLabel('搜索策略').fill('必需材料');
  await page.getByRole('button', { name: '修改 必需材料（按单位类型）' }).click();
  await dialogue.getByRole('group', { name: '个体工商户' }).getByLabel('行业许可证').check();
  await expectAccessible(page);
  await save();
  await page.getByLabel('搜索策略').fill('行业准入');
  await page.getByRole('button', { name: '修改 行业准入' }).click();
  await dialogue.getByLabel('添加行业').fill('I65');
  await page.getByTitle(/^I65/).click();
  await expectAccessible(page);
  await save();
  const { workingHours, requiredDocuments, industries } = office.context.deps.policy;
  expect(workingHours[1]).toEqual({ begins: '13:30', ends: '17:30' });
  expect(requiredDocuments).toEqual({ sole_trader: ['industry_licence'] });
  expect(industries).toEqual({ I65: 'needs_licence' });
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);

it('an auditor reads policies and their history, on a phone and in English, and changes none', async () => {
  const { page, visit, faults } = await openConsole(office.browser, office.url, { screen: 'phone', language: 'en' });
  await signInOn(page, office.seeded.auditor, 'en');
  await page.locator('.top-bar').waitFor();
  await page.goto(`${office.url}/console/policies`);
  await page.getByLabel('Find a policy').fill('quarantine');
  await page.getByRole('button', { name: 'History of Quarantine' }).click();
  await page.getByText('Reason: 样本原因').waitFor();
  await expectAccessible(page);
  expect(await page.getByRole('button', { name: /^(Change|Take|Set)/ }).count()).toBe(0);
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);
