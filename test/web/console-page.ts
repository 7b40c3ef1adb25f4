import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { TEST_NOW } from '../support/app.js';
import { PASSWORD, type SeededUser } from '../support/seed.js';

export const SCREENS = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } } as const;
export type Language = 'zh' | 'en';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Visit {
  readonly page: Page;
  readonly visit: BrowserContext;
  /** Faults the browser reported: broken policy, uncaught errors, failed parts. Refusals of the API are not faults. */
  readonly faults: readonly string[];
}

/** A browser of its own (cookies, storage) on the console. */
export async function openConsole(
  browser: Browser,
  url: string,
  { screen = 'desk', language = 'zh' }: { screen?: keyof typeof SCREENS; language?: Language } = {},
): Promise<Visit> {
  const visit = await browser.newContext({
    viewport: SCREENS[screen],
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    reducedMotion: 'reduce',
    ...(screen === 'phone' ? { hasTouch: true, isMobile: true } : {}),
  });
  // A browser on two busy cores may be slow; what is not there after this is missing.
  visit.setDefaultTimeout(30_000);
  // The server's clock stands still in tests, and so must the one that counts down to its deadlines.
  await visit.clock.setFixedTime(TEST_NOW);
  const page = await visit.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => {
    if (!/^(https?:\/\/127\.0\.0\.1|blob:|data:)/.test(request.url()))
      faults.push(`leaves the origin: ${request.url()}`);
  });
  await page.goto(`${url}/console`);
  return { page, visit, faults };
}

const BUTTONS = {
  zh: { password: '密码', login: '邮箱或工号', signIn: '登录' },
  en: { password: 'Password', login: 'E-mail or staff number', signIn: 'Sign in' },
};

export async function signInOn(
  page: Page,
  user: Pick<SeededUser, 'email'>,
  language: Language = 'zh',
  password = PASSWORD,
): Promise<void> {
  const texts = BUTTONS[language];
  await page.getByLabel(texts.login, { exact: true }).fill(user.email);
  await page.getByLabel(texts.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: texts.signIn, exact: true }).click();
}

/** No violation of WCAG 2.2 A and AA that axe-core can find, and nothing wider than the screen. */
export async function expectAccessible(page: Page, which = ''): Promise<void> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(context: Document, options: object): Promise<AxeResult> } };
    const { violations: found } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
    interface AxeResult {
      violations: { id: string; nodes: { html: string }[] }[];
    }
  });
  expect(violations, which).toEqual([]);
  // A phone's own width grows with a page that is too wide, so the screen's is asked.
  const wider = await page.evaluate(
    (screen) => document.documentElement.scrollWidth - screen,
    page.viewportSize()?.width ?? 0,
  );
  expect(wider, `${which} wider than the screen`).toBeLessThanOrEqual(0);
}
