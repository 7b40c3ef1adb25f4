import { afterAll, beforeAll, expect, it } from 'vitest';
import { setupModel } from '../../src/setup/setup-model.js';
import { PASSWORD } from '../support/seed.js';
import { openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
  // Somebody began to set it up and left: it goes on where it was.
  await setupModel(office.context.deps.db).insertMany([
    { _id: 'setup', version: 1, steps: {}, finishedAt: null, keyShownAt: null },
  ]);
}, 60_000);
afterAll(() => office.close());

it('a new installation begins with being set up: name, mark and number show on the public page, a step is skipped', async () => {
  const { page, visit, faults } = await openConsole(office.browser, office.url);
  await signInOn(page, office.seeded.carrierAdmin);
  await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
  await page.getByRole('heading', { level: 2, name: '单位信息' }).waitFor();
  await expectAccessible(page);
  const dialogue = page.getByRole('dialog');
  const change = async (name: string, fill: () => Promise<unknown>) => {
    await page.getByRole('button', { name: `修改 ${name}` }).click();
    await fill();
    await dialogue.getByLabel('原因').fill('初次设置');
    await dialogue.getByRole('button', { name: '保存' }).click();
    await dialogue.waitFor({ state: 'hidden' });
  };
  await change('运营单位名称', () => dialogue.getByLabel('当前值').fill('样本电信分公司'));
  await change('ICP 备案号', () => dialogue.getByLabel('当前值').fill('京ICP备12345678号-1'));
  await change('标识', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><circle cx="32" cy="32" r="30" fill="#b3261e"/></svg>';
    await dialogue
      .locator('input[type=file]')
      .setInputFiles({ name: 'mark.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
    await dialogue.getByAltText('标识').waitFor();
  });
  await page.locator('.top-bar').getByText('样本电信分公司').waitFor();
  await page.getByRole('button', { name: '完成，下一步' }).click();
  await page.getByRole('heading', { level: 2, name: '号段' }).waitFor();
  await page.getByRole('button', { name: '跳过' }).click();
  await page.getByRole('heading', { level: 2, name: '访问地址' }).waitFor();
  await page.getByText('已处理 2 / 12 步').waitFor();
  await expectAccessible(page);

  await page.goto(office.url);
  await page.getByText('样本电信分公司').waitFor();
  await page.getByRole('link', { name: '京ICP备12345678号-1' }).waitFor();
  await expectAccessible(page);
  // On one colour: behind the heading of the front page contrast cannot be measured.
  await page.goto(`${office.url}/explained`);
  await page.getByText('样本电信分公司').waitFor();
  await expectAccessible(page);
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);

it('the recovery sheet is shown once after the password, and a test message says that there is no channel', async () => {
  const { page, visit, faults } = await openConsole(office.browser, office.url, { screen: 'phone', language: 'en' });
  await signInOn(page, office.seeded.carrierAdmin, 'en');
  await page.locator('.top-bar').waitFor();
  await page.goto(`${office.url}/console/setup?step=email`);
  await page.getByText('No mail server is configured').waitFor();
  await page.getByLabel('E-mail address').fill('somebody@carrier.example');
  await page.keyboard.press('Enter');
  await page.getByText('nothing was sent').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Master key/ }).click();
  await page.getByLabel('Your password').fill('wrong');
  await page.getByRole('button', { name: 'Show the sheet (once)' }).click();
  await page.getByText('The password is wrong').waitFor();
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText(office.context.deps.config.MASTER_KEY).waitFor();
  await expectAccessible(page);
  await page.reload();
  await page.getByText('cannot be shown again').waitFor();
  expect(await page.content()).not.toContain(office.context.deps.config.MASTER_KEY);
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);

it('finished with steps open it asks, and the console begins elsewhere', async () => {
  const { page, visit, faults } = await openConsole(office.browser, office.url);
  await signInOn(page, office.seeded.carrierAdmin);
  await page.getByRole('button', { name: '结束设置' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '结束设置' }).click();
  await page.getByText(/设置已于 .* 结束/).waitFor();
  await page.goto(`${office.url}/console/`);
  await page.getByRole('heading', { level: 1, name: '数据概览' }).waitFor();
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);
