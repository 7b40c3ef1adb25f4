import { afterAll, beforeAll, expect, it } from 'vitest';
import { bulkSheet, folderOf, rowOf } from '../bulk/bulk-sheet.js';
import { zip } from '../operations/register-file.js';
import { fixtureDossier } from '../support/dossiers.js';
import { startTestWorker } from '../support/worker.js';
import { openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { takePicture } from './picture.js';

const PATIENCE = 180_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const clean = fixtureDossier('clean');
const photo = fixtureDossier('clean-photo');

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

it(
  'a reseller hands in a sheet and an archive, submits the good rows, gets the bad ones back, on a desk and a phone',
  async () => {
    const { page, visit, faults } = await openConsole(office.browser, office.url);
    await signInOn(page, office.seeded.agentA);
    await page.getByRole('link', { name: '批量提交' }).click();
    await page.getByText('还没有批量提交').waitFor();
    await expectAccessible(page);
    const sheet = page.locator('input[type=file][accept=".xlsx,.csv"]');
    await sheet.setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('甲,乙\n1,2\n') });
    await page.getByText('前 10 行内找不到模板的表头').waitFor();

    const rows = [rowOf(clean), rowOf(photo, { uscc: '9.13E+17', mobile: '' }), rowOf(photo)];
    await sheet.setInputFiles({ name: 'bulk.xlsx', mimeType: XLSX, buffer: await bulkSheet(rows) });
    await page.getByRole('heading', { name: '上传材料压缩包' }).waitFor();
    await page.getByText('统一社会信用代码 被 Excel 改成了科学计数').waitFor();
    const archive = page.locator('input[type=file][accept=".zip"]');
    const send = (buffer: Buffer) => archive.setInputFiles({ name: 'papers.zip', mimeType: 'application/zip', buffer });
    await send(Buffer.from('no archive'));
    await page.getByRole('alert').getByText('压缩包已损坏，请重新打包').waitFor();
    const lacking = Object.fromEntries(
      Object.entries(folderOf(photo, photo.number)).filter(([name]) => !name.includes('授权委托书')),
    );
    await send(zip({ ...folderOf(clean, clean.number), ...lacking }));
    await page.getByText('材料文件夹 缺少材料：授权委托书').first().waitFor();
    await page.getByRole('button', { name: '提交 1 份申请' }).waitFor();
    await takePicture(page, 'bulk-checked');
    await expectAccessible(page);

    await page.getByRole('button', { name: '提交 1 份申请' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '提交 1 份申请' }).dblclick();
    await page.getByText('已完成').waitFor({ timeout: 60_000 });
    await takePicture(page, 'bulk-done');
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载有错误的行' }).click();
    expect((await download).suggestedFilename()).toMatch(/^400-bulk-errors-.*\.xlsx$/);
    await page.getByRole('link', { name: `查看 ${clean.declared.entity.name} 的申请` }).click();
    await page.getByRole('heading', { name: `${clean.declared.entity.name} 的申请` }).waitFor();
    expect(faults).toEqual([]);
    await visit.close();

    const phone = await openConsole(office.browser, office.url, { screen: 'phone', language: 'en' });
    await signInOn(phone.page, office.seeded.agentA, 'en');
    await phone.page.locator('.page-head h1').waitFor();
    await phone.page.goto(`${office.url}/console/bulks`);
    await phone.page.getByRole('link', { name: /^Open the bulk submission of/ }).waitFor();
    await takePicture(phone.page, 'bulks-en-phone');
    await expectAccessible(phone.page);
    await phone.page.getByRole('link', { name: /^Open the bulk submission of/ }).click();
    await phone.page.getByRole('heading', { name: 'Row by row' }).waitFor();
    await takePicture(phone.page, 'bulk-en-phone');
    await expectAccessible(phone.page);
    expect(phone.faults).toEqual([]);
    await phone.visit.close();
  },
  PATIENCE,
);
