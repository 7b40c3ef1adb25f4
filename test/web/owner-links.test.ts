import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createUser } from '../../src/accounts/create-user.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { PASSWORD, seedUsers, type Seeded } from '../support/seed.js';
import { openBrowser } from './browser.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { serveConsole } from './console-server.js';

let context: TestContext;
let browser: Browser;
let server: Server;
let url: string;
let cast: Seeded;

beforeAll(async () => {
  context = await createTestContext();
  cast = await seedUsers(context.deps);
  ({ url, server } = await serveConsole(context));
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  server.close();
  server.closeAllConnections();
  await context.close();
});

const HEADINGS = {
  '/objection#0123456789012345678901234567890123456789012': {
    zh: '对联系人变更提出异议',
    en: 'Object to the change of contact',
  },
  '/confirm#91110105MA0000015F': { zh: '确认贵单位名下的 400 号码', en: 'Confirm your organisation’s 400 numbers' },
  '/invitation#0123456789012345678901234567890123456789012': { zh: '设置密码', en: 'Choose your password' },
  '/claim': { zh: '认领本单位的 400 号码', en: 'Claim your organisation’s 400 numbers' },
};

it('every link of a mail or letter opens its page on a phone and a desk, in both languages, without barriers', async () => {
  for (const language of ['zh', 'en'] as const) {
    const { page, visit, faults } = await openConsole(browser, url, {
      screen: language === 'zh' ? 'phone' : 'desk',
      language,
    });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const [path, names] of Object.entries(HEADINGS)) {
      await page.goto(`${url}${path}`);
      await page.getByRole('heading', { level: 1, name: names[language] }).waitFor();
      await expectAccessible(page);
    }
    // What stands after `#` went to no server.
    expect(asked.filter((address) => new URL(address).pathname.includes('0123456789'))).toEqual([]);
    expect(faults).toEqual([]);
    await visit.close();
  }
}, 110_000);

it('an objection with a used or invented link is refused in words, and the choice stays', async () => {
  const { page, visit } = await openConsole(browser, url, { screen: 'phone' });
  await page.goto(`${url}/objection#0123456789012345678901234567890123456789012`);
  await page.getByRole('button', { name: '提出异议' }).click();
  await page.getByText('请选择一项理由').waitFor();
  await page.getByRole('radio', { name: '使用单位并未提出申请' }).check();
  await page.getByRole('button', { name: '提出异议' }).click();
  await page.getByRole('alert').getByText('已使用').waitFor();
  expect(await page.getByRole('radio', { name: '使用单位并未提出申请' }).isChecked()).toBe(true);
  await visit.close();
}, 110_000);

it('somebody invited chooses a password on a phone, signs in, turns one-time passwords on and needs one from then on', async () => {
  const { invitation } = await createUser(context.deps, cast.carrierAdmin.principal, {
    email: 'invited@people.example',
    name: '样本受邀人',
    role: 'auditor',
  });
  const { page, visit, faults } = await openConsole(browser, url, { screen: 'phone' });
  await page.goto(`${url}/invitation#${invitation?.token ?? ''}`);
  await page.getByLabel('新密码', { exact: true }).fill(PASSWORD);
  await page.getByLabel('再次输入新密码', { exact: true }).fill(`${PASSWORD}x`);
  await page.getByRole('button', { name: '设置密码', exact: true }).click();
  await page.getByText('两次输入不一致').waitFor();
  await page.getByLabel('再次输入新密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '设置密码', exact: true }).click();
  await page.getByRole('heading', { name: '密码已设置' }).waitFor();
  expect(new URL(page.url()).hash).toBe('');
  await page.getByRole('link', { name: '登录' }).click();
  await signInOn(page, { email: 'invited@people.example' });
  await page.getByRole('button', { name: /^账号/ }).waitFor();

  await page.goto(`${url}/console/account`);
  await page.getByLabel('本人密码').fill(PASSWORD);
  await page.getByRole('button', { name: '开启动态验证码' }).click();
  await page.getByRole('img', { name: '供验证器扫描的二维码' }).waitFor();
  await expectAccessible(page);
  const secret = (await page.locator('code').first().innerText()).trim();
  const code = () => new TOTP({ secret }).generate({ timestamp: context.deps.clock.now().getTime() });
  await page.getByLabel('验证器显示的 6 位数字').fill(code());
  await page.getByRole('button', { name: '确认开启' }).click();
  await page.getByText('已开启', { exact: true }).waitFor();

  context.deps.clock.advance(60_000);
  const again = await openConsole(browser, url);
  await signInOn(again.page, { email: 'invited@people.example' });
  await again.page.getByLabel('动态验证码').fill(code());
  await again.page.getByRole('button', { name: '登录', exact: true }).click();
  await again.page.getByRole('button', { name: /^账号/ }).waitFor();
  expect([...faults, ...again.faults]).toEqual([]);
  await Promise.all([visit.close(), again.visit.close()]);
}, 110_000);
