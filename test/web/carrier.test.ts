import { afterAll, beforeAll, expect, it } from 'vitest';
import { userModel } from '../../src/accounts/user-model.js';
import { numberModel } from '../../src/registry/number-model.js';
import { resellerModel } from '../../src/resellers/reseller-model.js';
import { openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { takePicture } from './picture.js';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
  const { context, seeded } = office;
  const served = { resellerId: seeded.a.id };
  await numberModel(context.deps.db).updateMany(
    { _id: { $lte: '4008880019' } },
    { $set: { status: 'working', ...served } },
  );
  await numberModel(context.deps.db).updateOne({ _id: '4008880020' }, { $set: { status: 'suspended', ...served } });
}, 60_000);
afterAll(() => office.close());

it('opens a block by the keyboard, once however often Enter is pressed, and retires it for a reason', async () => {
  const { page, visit, faults } = await openConsole(office.browser, office.url);
  await signInOn(page, office.seeded.carrierAdmin);
  await page.locator('.top-bar').waitFor();
  await page.goto(`${office.url}/console/blocks`);
  await page.getByRole('button', { name: '新增号段' }).press('Enter');
  const dialogue = page.getByRole('dialog');
  await dialogue.getByLabel('起始号码').fill('４００-１２３-００００');
  await page.keyboard.press('Tab');
  await page.keyboard.type('400 123 0099');
  await dialogue.getByText('共 100 个号码').waitFor();
  await dialogue.getByText('中国移动').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByText('400-123-0000 – 400-123-0099').waitFor();
  await expect.poll(() => numberModel(office.context.deps.db).countDocuments({ carrier: 'CM' })).toBe(100);

  await page.getByRole('button', { name: '新增号段' }).click();
  await dialogue.getByLabel('起始号码').fill('4001230050');
  await dialogue.getByLabel('终止号码').fill('4001230060');
  await dialogue.getByRole('button', { name: '新增号段' }).click();
  await page.getByText('与已有号段重叠').waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '退网 400-123-0000 – 400-123-0099' }).click();
  await dialogue.getByRole('button', { name: '退网' }).click();
  await dialogue.getByText('请写明原因').waitFor();
  await dialogue.getByLabel('原因').fill('设备下线');
  await dialogue.getByRole('button', { name: '退网' }).click();
  await page.getByText('设备下线').waitFor();
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);

it('opens many blocks from pasted lines, and keeps what was refused to be repaired', async () => {
  const { page, visit, faults } = await openConsole(office.browser, office.url);
  await signInOn(page, office.seeded.carrierAdmin);
  await page.locator('.top-bar').waitFor();
  await page.goto(`${office.url}/console/blocks`);
  await page.getByRole('button', { name: '批量粘贴' }).press('Enter');
  const dialogue = page.getByRole('dialog');
  const field = dialogue.getByLabel('号段，每行一个');
  await field.fill('400-678-0000 至 0009\n4007000000\t4007000009\t中国移动\n4008880000-4008880009\n不是号段');
  await dialogue.getByText('3 个号段，共 30 个号码').waitFor();
  await takePicture(page, 'blocks-paste');
  await expectAccessible(page);
  await dialogue.getByRole('button', { name: '新增 3 个号段' }).dblclick();
  await dialogue.getByText('1 个号段未能新增，其余已完成').waitFor();
  await dialogue.getByText('与已有号段重叠').waitFor();
  expect(await field.inputValue()).toBe('4008880000-4008880009\n不是号段');
  await expect.poll(() => numberModel(office.context.deps.db).countDocuments({ _id: /^400(678|700)/ })).toBe(20);
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);

it('gives a colleague another role and a scope by keys, who then reads why the audit is closed', async () => {
  const { seeded, context } = office;
  const { page, visit, faults } = await openConsole(office.browser, office.url);
  const colleague = await openConsole(office.browser, office.url);
  await signInOn(colleague.page, seeded.reviewer2);
  await colleague.page.locator('.top-bar').waitFor();
  await signInOn(page, seeded.carrierAdmin);
  await page.locator('.top-bar').waitFor();
  await page.goto(`${office.url}/console/users?role=reviewer`);
  const { staffNumber } = seeded.reviewer2;
  await page.getByRole('button', { name: `修改 样本用户${staffNumber} 的权限` }).press('Enter');
  const dialogue = page.getByRole('dialog');
  await dialogue.getByLabel('角色').fill('审计员');
  await page.locator('.ant-select-item-option-active', { hasText: '审计员' }).waitFor();
  await page.keyboard.press('Enter');
  await dialogue.getByText('查看全部内容与审计').waitFor();
  await dialogue.getByLabel('负责的运营商').fill('电信');
  await page.locator('.ant-select-item-option-active', { hasText: '中国电信' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await takePicture(page, 'user-change');
  await expectAccessible(page);
  await dialogue.getByRole('button', { name: '保存' }).press('Enter');
  await dialogue.waitFor({ state: 'hidden' });
  const row = await userModel(context.deps.db).findById(seeded.reviewer2.id).lean();
  expect(row).toMatchObject({ role: 'auditor', scope: { carriers: ['CT'], provinces: null } });

  // The session of before is over; who comes back finds other pages, and words where one is closed.
  await colleague.page.reload();
  await signInOn(colleague.page, seeded.reviewer2);
  await colleague.page.locator('.top-bar').waitFor();
  await colleague.page.goto(`${office.url}/console/audit`);
  await colleague.page.getByText('您的账号只负责其中一部分').waitFor();
  await expectAccessible(colleague.page);
  expect([...faults, ...colleague.faults]).toEqual([]);
  await colleague.visit.close();
  await visit.close();
}, 110_000);

it('suspends a reseller for a reason that stays with it, and sees who else changed it meanwhile', async () => {
  const { context, seeded } = office;
  const { page, visit, faults } = await openConsole(office.browser, office.url);
  await signInOn(page, seeded.carrierAdmin);
  await page.locator('.top-bar').waitFor();
  await page.goto(`${office.url}/console/resellers?name=${encodeURIComponent(seeded.a.name)}`);
  await page.getByRole('link', { name: seeded.a.name }).click();
  await page.getByText('使用中 20').waitFor();
  await page.getByRole('button', { name: '暂停业务' }).click();
  const dialogue = page.getByRole('dialog');
  await dialogue.getByLabel('原因').fill('代办资料不实');
  await dialogue.getByRole('button', { name: '暂停业务' }).click();
  await page.getByText('原因：代办资料不实').waitFor();
  await page.getByRole('button', { name: '恢复业务' }).waitFor();

  // A colleague renames it while the dialogue is open: nothing of theirs is overwritten.
  await page.getByRole('button', { name: '修改' }).click();
  await resellerModel(context.deps.db).updateOne({ _id: seeded.a.id }, { $inc: { version: 1 } });
  await dialogue.getByLabel('联系电话').fill('010-87654321');
  await dialogue.getByRole('button', { name: '保存' }).click();
  await page.getByText('已被他人修改').waitFor();
  await page.keyboard.press('Escape');
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);

it('invites a colleague, goes on after the session ended, and locks the account', async () => {
  const { page, visit, faults } = await openConsole(office.browser, office.url);
  await signInOn(page, office.seeded.carrierAdmin);
  await page.locator('.top-bar').waitFor();
  await page.goto(`${office.url}/console/users`);
  await page.getByRole('button', { name: '邀请用户' }).click();
  const dialogue = page.getByRole('dialog', { name: '邀请用户' });
  await dialogue.getByLabel('姓名').fill('新同事');
  await dialogue.getByLabel('邮箱').fill('new@people.example');
  await dialogue.getByLabel('工号').fill('cu-77');
  await dialogue.getByLabel('角色').click();
  await page.getByTitle('审计员').click();
  await dialogue.getByText('不能修改').waitFor();
  await visit.clearCookies({ name: 'r4_session' });
  await dialogue.getByRole('button', { name: '邀请用户' }).click();
  const again = page.getByRole('dialog', { name: '登录已过期' });
  await again.getByLabel('密码', { exact: true }).fill('correct horse 样本');
  await again.getByRole('button', { name: '登录', exact: true }).click();
  await again.waitFor({ state: 'hidden' });
  await dialogue.getByRole('button', { name: '邀请用户' }).click();
  await page.getByText(/\/invitation#[\w-]{43}/).waitFor();
  await page.getByRole('button', { name: '我已保存链接' }).click();
  await page.getByText('已邀请，尚未设置密码').waitFor();
  await page.getByRole('button', { name: '锁定 新同事' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '锁定' }).click();
  await page.getByRole('button', { name: '解锁 新同事' }).waitFor();
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);

it('finds in the audit who suspended a reseller, and takes the file along', async () => {
  const { page, visit, faults } = await openConsole(office.browser, office.url);
  await signInOn(page, office.seeded.auditor);
  await page.locator('.top-bar').waitFor();
  await page.goto(`${office.url}/console/audit`);
  await page.getByText('block.created').first().waitFor();
  await page.getByLabel('操作人（工号或编号）').fill(office.seeded.carrierAdmin.staffNumber);
  await page.getByLabel('对象', { exact: true }).fill('代理商');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '查询' }).press('Enter');
  await page.getByText('原因：代办资料不实').waitFor();
  expect(await page.getByText('block.created').count()).toBe(0);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出 CSV' }).click();
  expect((await download).suggestedFilename()).toBe('events.csv');
  await page.getByRole('tab', { name: '查阅记录' }).click();
  // Its own people and resellers were shown to the administrator before.
  await page.getByText('账号与代理商管理').first().waitFor();
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);

it('shows a queue that nobody takes from, a failure to load, and that trying again helps', async () => {
  await office.context.deps.jobs.evaluate('c'.repeat(24), 1);
  const { page, visit, faults } = await openConsole(office.browser, office.url, { language: 'en' });
  await signInOn(page, office.seeded.carrierAdmin, 'en');
  await page.locator('.top-bar').waitFor();
  await page.route('**/api/v1/jobs/queues', (route) => route.fulfill({ status: 503, body: '' }));
  await page.goto(`${office.url}/console/queues`);
  await page.getByText('This could not be loaded').waitFor();
  await expectAccessible(page);
  await page.unroute('**/api/v1/jobs/queues');
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.getByText('no worker: nothing will be done').first().waitFor();
  await page.getByText('No job gave up.').waitFor();
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);

it('a reseller’s administrator sees its own people and grants reseller roles only', async () => {
  const { page, visit, faults } = await openConsole(office.browser, office.url, { screen: 'phone' });
  await signInOn(page, office.seeded.adminB);
  await page.locator('.top-bar').waitFor();
  await page.goto(`${office.url}/console/users`);
  await page.getByText('agentb@people.example').waitFor();
  expect(await page.getByText('agenta@people.example').count()).toBe(0);
  await page.getByRole('button', { name: '邀请用户' }).click();
  await page.getByRole('dialog').getByLabel('角色').click();
  await page.getByTitle('代理商业务员').waitFor();
  expect(await page.getByTitle('审计员').count()).toBe(0);
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);
