import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { userModel } from '../../src/accounts/user-model.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { PASSWORD, seedUsers, type Seeded } from '../support/seed.js';
import { openBrowser } from './browser.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { serveConsole } from './console-server.js';

// A browser beside the other tests, on two cores.
vi.setConfig({ testTimeout: 90_000 });

let context: TestContext;
let seeded: Seeded;
let server: Server;
let url: string;
let browser: Browser;

beforeAll(async () => {
  context = await createTestContext();
  seeded = await seedUsers(context.deps);
  ({ server, url } = await serveConsole(context));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close();
  await context.close();
});

describe('the console', () => {
  it('comes with a policy that allows no inline script, and with assets to keep for ever', async () => {
    const page = await fetch(`${url}/console/applications/some-id`);
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    const html = await page.text();
    expect(html).not.toContain('{{');
    const [, script = ''] = /src="(\/console\/assets\/[^"]+\.js)"/.exec(html) ?? [];
    const asset = await fetch(url + script, { headers: { 'Accept-Encoding': 'br' } });
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect(asset.headers.get('content-encoding')).toBe('br');
    expect((await fetch(`${url}/console/assets/gone.js`)).status).toBe(404);
  });

  it('remembers the language, follows the browser at first, and tells the public pages', async () => {
    const { page, visit } = await openConsole(browser, url, { language: 'en' });
    await page.getByRole('heading', { name: 'Sign in to the console' }).waitFor();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '登录控制台' }).waitFor();
    await expect.poll(async () => (await visit.cookies()).find(({ name }) => name === 'lang')?.value).toBe('zh');
    await page.reload();
    await page.getByRole('heading', { name: '登录控制台' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    await visit.close();
  });

  it('says what is wrong with a sign-in in the reader’s language, and signs out', async () => {
    const { page, visit, faults } = await openConsole(browser, url);
    await signInOn(page, seeded.adminA, 'zh', 'wrong password');
    await page.getByText('账号或密码不正确').waitFor();
    await signInOn(page, seeded.adminA);
    await page.getByRole('link', { name: '账号' }).click();
    await page.getByRole('heading', { name: '账号' }).waitFor();
    await page.getByRole('button', { name: /^账号/ }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('heading', { name: '登录控制台' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: '登录控制台' }).waitFor();
    expect(faults).toEqual([]);
    await visit.close();
  });

  it('asks to sign in again where the session ended, and keeps what was typed', async () => {
    const { page, visit } = await openConsole(browser, url);
    await signInOn(page, seeded.adminA);
    await page.getByRole('link', { name: 'API 密钥' }).click();
    await page.getByRole('button', { name: '新建密钥' }).click();
    await page.getByLabel('用途').fill('订单系统');
    await visit.clearCookies();
    await page.getByRole('dialog').getByRole('button', { name: '新建密钥' }).click();
    const dialog = page.getByRole('dialog', { name: '登录已过期' });
    await dialog.getByLabel('密码').fill('correct horse 样本');
    await dialog.getByRole('button', { name: '登录', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('用途').inputValue()).toBe('订单系统');
    await page.getByRole('dialog').getByRole('button', { name: '新建密钥' }).click();
    await page.getByText(/^r4_[\w-]{43}$/).waitFor();
    await visit.close();
  });

  it('lets a password of somebody else’s choice do nothing but be changed', async () => {
    await userModel(context.deps.db).updateOne({ _id: seeded.agentB.id }, { $set: { mustChangePassword: true } });
    const { page, visit } = await openConsole(browser, url, { screen: 'phone' });
    await signInOn(page, seeded.agentB);
    await page.getByRole('heading', { name: '设置自己的密码' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('当前密码').fill(PASSWORD);
    await page.getByLabel('新密码', { exact: true }).fill('一个只有自己知道的密码');
    await page.getByLabel('再次输入新密码').fill('一个只有自己知道的密码');
    await page.getByRole('button', { name: '修改密码' }).click();
    await page.getByRole('button', { name: '打开菜单' }).waitFor();
    await visit.close();
  });
});
