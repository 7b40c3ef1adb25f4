import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { runSweep } from '../../workers/sweeps/sweeps.js';
import { lastParams } from '../support/claims.js';
import { fixtureDossier } from '../support/dossiers.js';
import { Filing } from '../support/filing.js';
import { signIn } from '../support/seed.js';
import { startTestWorker } from '../support/worker.js';
import { openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { acceptOn, approveByKeys } from './desk-page.js';
import { takePicture } from './picture.js';
import { choosePaper, untilRead } from './paper-page.js';

// Real readers beside three browsers, on two cores.
const PATIENCE = 300_000;
const HOUR = 3_600_000;
const dossier = fixtureDossier('clean');
const { declared, number } = dossier;
const DISPLAY = '400-888-0001';
const OWNER = { email: 'owner@holder.example', password: 'Str0ng!pass-for-owners' };

let office: Office;
let worker: { close(): Promise<void> };

beforeAll(async () => {
  office = await openOffice();
  const { context, seeded } = office;
  const app = createApp(context.deps);
  const as = (name: 'reviewer1' | 'reviewer2' | 'carrierAdmin') => signIn(context.deps, app, seeded[name]);
  const agents = { agentA: office.api, reviewer1: await as('reviewer1'), reviewer2: await as('reviewer2') };
  await new Filing(context, agents).working(number);
  // The reseller answers nobody any more.
  const admin = await as('carrierAdmin');
  expect((await admin.patch(`/api/v1/resellers/${seeded.a.id}`).send({ status: 'suspended' })).status).toBe(200);
  worker = await startTestWorker(context);
}, PATIENCE);
afterAll(async () => {
  await worker.close();
  await office.close();
});

it(
  'the owner takes its number over from a silent reseller and gives it to another',
  async () => {
    const { seeded, context, url, browser } = office;
    const { clock } = context.deps;
    const owner = await openConsole(browser, url, { screen: 'phone' });
    const reviewer = await openConsole(browser, url);
    const other = await openConsole(browser, url);
    const visits = [owner, reviewer, other];
    const wait = async (ms: number) => {
      clock.advance(ms);
      for (const { visit } of visits) await visit.clock.setFixedTime(clock.now());
    };

    // The legal representative claims it on a phone: who, papers, contact.
    const { page } = owner;
    await page.goto(`${url}/claim`);
    await page.getByLabel('单位名称').fill(declared.entity.name);
    await page.getByLabel('统一社会信用代码').fill(declared.entity.uscc);
    await page.getByLabel('法定代表人姓名').fill(declared.legalRepresentative.name);
    await page.getByLabel('法定代表人身份证件号码').fill(declared.legalRepresentative.idNumber);
    await page.getByLabel('手机号码').fill('13800138000');
    await page.getByLabel('邮箱（用来登录）').fill(OWNER.email);
    await page.getByLabel('新密码', { exact: true }).fill(OWNER.password);
    await page.getByLabel('再次输入新密码').fill(OWNER.password);
    await page.getByRole('button', { name: '下一步：拍摄证件' }).click();
    await page.getByRole('heading', { name: '1. 拍摄证件' }).waitFor();
    const papers = ['business_licence', 'legal_representative_id_front', 'legal_representative_id_back'] as const;
    for (const kind of papers) await choosePaper(page, dossier, kind);
    await untilRead(page, ...papers);
    await page.getByRole('button', { name: '发送验证码' }).click();
    await page.getByText('验证码已发送到您的手机').waitFor();
    await page.getByLabel('验证码', { exact: true }).fill((await lastParams(context, 'contact_code'))['code'] ?? '');
    await page.getByRole('button', { name: '确认', exact: true }).click();
    await page.getByText('联系方式已确认').first().waitFor();
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.getByText(/正在处理，您无需操作/).waitFor();

    await expectAccessible(page);

    await signInOn(reviewer.page, seeded.reviewer1);
    await reviewer.page.locator('.queue').waitFor();
    await reviewer.page.keyboard.press('n');
    await approveByKeys(reviewer.page, declared.entity.name);

    // Nobody objects in 72 hours: the claim takes effect.
    await wait(72 * HOUR);
    await runSweep(context.deps, 'claims-take-effect');
    await page.goto(`${url}/console/owner`);
    await page.getByRole('heading', { level: 2, name: DISPLAY }).waitFor();
    await page.getByText('本单位已确认').waitFor();
    await takePicture(page, 'owner-phone');

    // It asks another reseller, who agrees; the old one stays silent for two working days.
    await page.getByRole('button', { name: `更换代理商（${DISPLAY}）` }).click();
    await page.getByLabel('新代理商').fill(seeded.b.name);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: '更换代理商' }).click();
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.getByText('审核中').first().waitFor();
    await signInOn(other.page, seeded.agentB);
    await other.page.getByRole('link', { name: '待我同意' }).click();
    await other.page.getByRole('button', { name: `同意：${DISPLAY}` }).waitFor();
    await takePicture(other.page, 'consents');
    await expectAccessible(other.page);
    await other.page.getByRole('button', { name: `同意：${DISPLAY}` }).click();
    await expectAccessible(other.page);
    await other.page.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click();
    await other.page.getByText('已同意').first().waitFor();
    await wait(7 * 24 * HOUR);
    await runSweep(context.deps, 'consent-by-silence');

    await reviewer.page.goto(`${url}/console/reviews`);
    await reviewer.page.locator('.queue').waitFor();
    await reviewer.page.keyboard.press('n');
    await reviewer.page.getByRole('region', { name: '各方意见' }).waitFor();
    await takePicture(reviewer.page, 'review-of-change');
    await expectAccessible(reviewer.page);
    await approveByKeys(reviewer.page, declared.entity.name);
    await reviewer.page.goto(`${url}/console/acceptances`);
    await acceptOn(reviewer.page, DISPLAY, 'SL-2026-2');

    await page.goto(`${url}/numbers/${number}`);
    await page.getByText(seeded.b.name).first().waitFor();
    expect(await page.getByText(declared.entity.name).first().isVisible()).toBe(true);
    await page.getByText('已由使用单位直接确认').first().waitFor();
    expect(visits.flatMap(({ faults }) => faults)).toEqual([]);
    for (const { visit } of visits) await visit.close();
  },
  PATIENCE,
);
