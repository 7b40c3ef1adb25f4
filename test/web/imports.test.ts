import { afterAll, beforeAll, expect, it } from 'vitest';
import { goOnWithOperations } from '../../src/operations/go-on.js';
import { numberModel } from '../../src/registry/number-model.js';
import { HEADINGS, registerRow } from '../operations/register-file.js';
import { writeSheet } from '../../src/operations/sheet/write-sheet.js';
import { openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';

let office: Office;
let bytes: Buffer;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

beforeAll(async () => {
  office = await openOffice();
  // A second column could be the name as well; one row holds no number.
  const rows = [0, 1, 2, 3].map((index) => [...registerRow(index), `别名${index}`]);
  bytes = await writeSheet([...HEADINGS, '对外简称'], [...rows, [...registerRow(9, { 号码: '12345' }), '别名9']]);
}, 60_000);
afterAll(() => office.close());

const working = () => numberModel(office.context.deps.db).countDocuments({ status: 'working' });

it('takes an old register over: dry run, other columns, problems, run, and back again', async () => {
  const { page, visit, faults } = await openConsole(office.browser, office.url);
  await signInOn(page, office.seeded.carrierAdmin);
  await page.locator('.top-bar').waitFor();
  await page.goto(`${office.url}/console/imports`);
  await page.getByText('还没有导入过台账。').waitFor();
  await expectAccessible(page);
  await page.getByLabel('台账文件').setInputFiles({ name: '台账.xlsx', mimeType: XLSX, buffer: bytes });
  await page.getByLabel('说明').fill('存量台账');
  await page.getByRole('button', { name: '上传并试算' }).dblclick();
  await page.getByRole('heading', { level: 1, name: '存量台账' }).waitFor();
  await page.getByText('不是 400 号码').first().waitFor();
  expect(await working()).toBe(0);
  await expectAccessible(page);

  // Another column for the name, by the keyboard: another dry run, and the first one is given up.
  await page.getByText('样本第0有限公司').first().waitFor();
  await page.getByLabel('单位名称', { exact: true }).fill('对外简称');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '按所选重新试算' }).press('Enter');
  await page.getByText('别名0').first().waitFor();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载错误文件' }).click();
  expect((await download).suggestedFilename()).toMatch(/^errors-[0-9a-f]{24}\.xlsx$/);

  await page.getByRole('button', { name: '执行导入' }).click();
  const dialogue = page.getByRole('dialog');
  await dialogue.getByLabel('原因').fill('已核对');
  await dialogue.getByRole('button', { name: '执行导入' }).click();
  await page.getByText('执行中').first().waitFor();
  await goOnWithOperations(office.context.deps);
  await page.getByText('已完成').first().waitFor();
  expect(await working()).toBe(4);

  await page.getByRole('button', { name: '撤销导入' }).click();
  await dialogue.getByLabel('原因').fill('选错文件');
  await dialogue.getByRole('button', { name: '撤销导入' }).click();
  await page.getByText('撤销中').first().waitFor();
  await goOnWithOperations(office.context.deps);
  await page.getByText('已撤销').first().waitFor();
  expect(await working()).toBe(0);
  await page.getByRole('link', { name: '导入台账' }).first().click();
  await page.getByText('已放弃').waitFor();
  expect(faults).toEqual([]);
  await visit.close();
}, 150_000);

it('says what is wrong with a file, and takes headings from a person, on a phone in English', async () => {
  const { page, visit, faults } = await openConsole(office.browser, office.url, { screen: 'phone', language: 'en' });
  await signInOn(page, office.seeded.carrierAdmin, 'en');
  await page.locator('.top-bar').waitFor();
  await page.goto(`${office.url}/console/imports`);
  const give = (text: string) =>
    page.getByLabel('File of the register').setInputFiles({
      name: 'register.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(text),
    });
  await give('线路,谁,码\r\n400-810-0050,样本单位,91110105MA0000015F\r\n');
  await page.getByLabel('What for').fill('old register');
  await page.getByRole('button', { name: 'Upload for a dry run' }).click();
  await page.getByLabel('Heading of “Number”').fill('线路');
  await page.getByLabel('Heading of “Legal entity”').fill('谁');
  await page.getByLabel('Heading of “USCC”').fill('码');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Upload for a dry run' }).click();
  await page.getByRole('heading', { level: 1, name: 'old register' }).waitFor();
  await page.getByText('400-810-0050').waitFor();
  await expectAccessible(page);
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);
