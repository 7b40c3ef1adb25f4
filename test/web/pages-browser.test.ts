import type { Server } from 'node:http';
import type { Router } from 'express';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createComplaintPages } from '../../src/complaints/complaint-pages.js';
import { takeComplaint } from '../../src/complaints/take-complaint.js';
import { issueCertificate } from '../../src/credentials/issue-certificate.js';
import { displayReceipt } from '../../src/domain/complaint.js';
import { createPages } from '../../src/lookup/pages.js';
import { createLookUp } from '../../src/lookup/look-up.js';
import { ADMIN } from '../registry/hold-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { openBrowser } from './browser.js';
import { expectAccessible } from './console-page.js';
import { smallestType, widerThanScreen } from './page-audit.js';
import { takePicture } from './picture.js';
import { DISCONNECTED, ELSEWHERE, servePages, SUSPENDED, WORKING } from './page-server.js';

let context: TestContext;
let server: Server;
let url: string;
let browser: Browser;
/** What stands for `{receipt}` and `{serial}` in a path. */
let issued: Readonly<Record<'receipt' | 'serial', string>>;

beforeAll(async () => {
  context = await createTestContext();
  ({ server, url } = await servePages(context));
  browser = await openBrowser();
  const complaint = await takeComplaint(context.deps, {
    number: WORKING,
    category: 'scam',
    told: { description: '样本投诉', contact: null, call: null, amountLost: null },
    language: 'zh',
    origin: 'somewhere',
    screenshots: [],
  });
  const certificate = await issueCertificate(context.deps, createLookUp(context.deps), ADMIN, {
    number: WORKING,
    resellerId: null,
  });
  issued = { receipt: displayReceipt(complaint.receipt), serial: displayReceipt(certificate._id) };
});
afterAll(async () => {
  await browser.close();
  server.close();
  await context.close();
});

const SCREENS = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };
const PATHS = [
  '/',
  '/?why=scammed',
  `/?q=${WORKING}+${SUSPENDED}`,
  `/numbers/${WORKING}?why=called&forged=1`,
  `/numbers/${SUSPENDED}`,
  `/numbers/${DISCONNECTED}?why=scammed`,
  `/numbers/${ELSEWHERE}`,
  `/complaints?number=${WORKING}`,
  '/complaints/{receipt}',
  '/complaints/0000-0000-0000-0000',
  '/explained',
  '/certificates/{serial}',
  '/certificates/0000-0000-0000-0000',
];

function addressOf(path: string): string {
  return url + path.replace(/\{(receipt|serial)\}/, (_all, name: 'receipt' | 'serial') => issued[name]);
}

/** A page in a browser that runs no script at all. */
async function open<Result>(
  screen: keyof typeof SCREENS,
  path: string,
  use: (page: Page) => Promise<Result>,
): Promise<Result> {
  const visit = await browser.newContext({ viewport: SCREENS[screen], javaScriptEnabled: false, locale: 'zh-CN' });
  try {
    const page = await visit.newPage();
    await page.goto(addressOf(path));
    return await use(page);
  } finally {
    await visit.close();
  }
}

describe('the list of pages', () => {
  it('holds every address that answers with one', () => {
    const looked = PATHS.map((path) => path.replace(/\?.*/, ''));
    const addresses = [createPages(context.deps), createComplaintPages(context.deps)].flatMap(addressesOf);
    expect(addresses).toContain('/numbers/:number');
    const forgotten = addresses
      .filter((address) => !/\.\w+$/.test(address))
      .filter((address) => !looked.some((path) => new RegExp(`^${address.replace(/:\w+/g, '[^/]+')}$`).test(path)));
    expect(forgotten).toEqual([]);
  });
});

/** What a router answers to GET, its parts included. */
function addressesOf({ stack }: Router): string[] {
  return stack.flatMap(({ route, handle }) => {
    if (route !== undefined) return 'get' in methodsOf(route) ? [route.path] : [];
    return 'stack' in handle ? addressesOf(handle as unknown as Router) : [];
  });
}
const methodsOf = (route: object) => (route as { methods: Readonly<Record<string, boolean>> }).methods;

describe.each(['phone', 'desk'] as const)('on a %s', (screen) => {
  it.each(['zh', 'en'])(
    'every page in %s fits and has no barrier',
    async (language) => {
      const visit = await browser.newContext({ viewport: SCREENS[screen], locale: 'zh-CN' });
      const page = await visit.newPage();
      for (const path of PATHS) {
        await page.goto(`${addressOf(path)}${path.includes('?') ? '&' : '?'}lang=${language}`);
        await takePicture(page, `public${path.replaceAll(/\W/g, '-')}-${language}-${screen}`, { whole: true });
        await expectAccessible(page, path);
      }
      await visit.close();
    },
    120_000,
  );

  it('shows holder, status and verification on the first screen', async () => {
    await open(screen, `/numbers/${WORKING}`, async (page) => {
      for (const part of [
        '样例餐饮管理有限公司',
        '正常使用',
        '已核对单位证照与经办证件',
        '中国联通',
        '样例代理有限公司',
      ]) {
        const box = await page.getByText(part).first().boundingBox();
        expect(box, part).not.toBeNull();
        expect((box?.y ?? 0) + (box?.height ?? 0), part).toBeLessThanOrEqual(SCREENS[screen].height);
      }
    });
  });

  it('is read in elder mode without small print, in one column, and left again', async () => {
    for (const path of ['/', `/numbers/${SUSPENDED}`]) {
      await open(screen, path, async (page) => {
        await page.getByRole('link', { name: '大字版' }).click();
        expect(await smallestType(page)).toBeGreaterThanOrEqual(20);
        expect(await widerThanScreen(page)).toBe(0);
        await page.getByRole('link', { name: '标准版' }).click();
        expect(await smallestType(page)).toBeLessThan(20);
      });
    }
  });
});

describe('a visitor', () => {
  it('got a call, pastes the message, and reads that the caller ID was forged', async () => {
    await open('phone', '/', async (page) => {
      expect(await page.getByText('请立即拨打 110').isVisible()).toBe(false);
      await page.getByText('我接到来电').click();
      expect(await page.getByText('您手机上显示的来电很可能是伪造的').isVisible()).toBe(true);
      await page.getByLabel('400 号码', { exact: true }).fill('您的快递异常，请回电 +86 400-012-3400');
      await page.getByRole('button', { name: '查询' }).click();
      expect(new URL(page.url()).pathname).toBe(`/numbers/${WORKING}`);
      expect(await page.getByText('不代表来电就是该单位').isVisible()).toBe(true);
      expect(await page.getByText('这本身就是诈骗的迹象').isVisible()).toBe(true);
    });
  });

  it('opened a message inside WeChat: no script, no other origin, nothing cut off, large print too', async () => {
    const visit = await browser.newContext({
      viewport: { width: 360, height: 700 },
      javaScriptEnabled: false,
      isMobile: true,
      userAgent:
        'Mozilla/5.0 (Linux; Android 13; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 XWEB/1160117 MMWEBSDK/20240404 Mobile Safari/537.36 MicroMessenger/8.0.49.2600(0x28003137) WeChat/arm64 NetType/WIFI Language/zh_CN ABI/arm64',
    });
    const page = await visit.newPage();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(url)) elsewhere.push(request.url());
    });
    await page.goto(`${url}/?lang=zh`);
    await page.getByLabel('400 号码', { exact: true }).fill(`【提醒】客服电话４００－０１２－３４０１，请回电`);
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('已停机').first().waitFor();
    await page.getByRole('link', { name: '大字版' }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await page.getByText('如何恢复').isVisible()).toBe(true);
    expect(await page.locator('script').count()).toBe(0);
    expect(elsewhere).toEqual([]);
    await visit.close();
  });

  it('was scammed and sees 110 before the field, by keyboard alone', async () => {
    await open('desk', '/', async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toBe('跳到主要内容');
      await page.getByRole('radio', { name: '我接到来电' }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const advice = await page.getByText('请立即拨打 110').boundingBox();
      const field = await page.getByLabel('400 号码', { exact: true }).boundingBox();
      expect(advice?.y).toBeLessThan(field?.y ?? 0);
    });
  });

  it('changes the language once and keeps it, on the same page', async () => {
    await open('phone', `/numbers/${WORKING}?why=calling`, async (page) => {
      await page.getByRole('link', { name: 'English' }).click();
      expect(page.url()).toContain(`/numbers/${WORKING}?`);
      expect(await page.getByText('In service', { exact: true }).isVisible()).toBe(true);
      await page.goto(`${url}/`);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Who answers for this 400 number?');
      await page.getByRole('link', { name: '中文' }).click();
      expect(await page.getByText('我准备拨打').isVisible()).toBe(true);
    });
  });

  it('asks for a past day', async () => {
    await open('desk', `/numbers/${DISCONNECTED}`, async (page) => {
      await page.getByLabel('日期').fill('2026-05-01');
      await page.getByRole('button', { name: '查看' }).click();
      expect(await page.getByText('当天的登记情况').isVisible()).toBe(true);
      await page.getByRole('link', { name: '看目前的登记' }).click();
      expect(await page.getByText('已销户').isVisible()).toBe(true);
    });
  });
});
