import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may, type Action } from '../../src/accounts/permissions.js';
import { projectRoot } from '../../src/platform/project-root.js';
import { CLAIMANT } from '../support/claims.js';
import { PASSWORD } from '../support/seed.js';
import { expectStill, expectWalkableByTab } from './by-keys.js';
import { expectAccessible, openConsole, signInOn, type Language, type SCREENS } from './console-page.js';
import { openFurnished, type Furnished } from './furnished.js';
import { takePicture } from './picture.js';

const PATIENCE = 400_000;
interface Row {
  readonly path: string;
  readonly needs: readonly Action[];
}
/** The route table itself, so that a page nobody named here is looked at all the same. */
const load = (file: string) => import(join(projectRoot, 'src/web', file)) as Promise<Record<string, unknown>>;
const PAGES = (await load('app/pages.tsx'))['PAGES'] as readonly Row[];
const LINKS = Object.keys((await load('letters/link-pages.ts'))['LINK_PAGES'] as object);
/** Whose pages they are: the first who may open one looks at it. */
const EYES = ['agentA', 'adminA', 'owner', 'reviewer1', 'senior', 'carrierAdmin', 'auditor', 'claimant'] as const;
/** States of a page that its address tells, beside the bare one. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  '/applications/:id': ['?step=people', '?step=purpose', '?step=documents', '?step=submit'],
  '/audit': ['?of=accesses'],
};
/** All four forms of a page when pictures are wanted, two of them else: both languages, both widths. */
const FORMS =
  process.env['SCREENSHOTS'] === 'all'
    ? (['zh', 'en'] as const).flatMap((language) =>
        (['desk', 'phone'] as const).map((screen) => [language, screen] as const),
      )
    : ([
        ['zh', 'phone'],
        ['en', 'desk'],
      ] as const);

let furnished: Furnished;
beforeAll(async () => {
  furnished = await openFurnished();
}, PATIENCE);
afterAll(() => furnished.office.close());

/** Some pages are one person's. */
const OWN: Readonly<Record<string, (typeof EYES)[number]>> = { '/owner/claims/:id': 'claimant' };

function eyesFor({ needs, path }: Row): (typeof EYES)[number] {
  const eyes =
    OWN[path] ??
    EYES.find(
      (name) => name !== 'claimant' && needs.every((action) => may(furnished.office.seeded[name].principal, action)),
    );
  if (eyes === undefined) throw new Error(`nobody of the cast may open ${path}: add who may to EYES`);
  return eyes;
}

function addressesOf({ path }: Row): string[] {
  if (!path.includes(':')) return ['', ...(MORE[path] ?? [])].map((more) => path + more);
  const id = furnished.ids[path];
  if (id === undefined) throw new Error(`which ${path}? Make one in test/web/furnished.ts and add its id there`);
  return ['', ...(MORE[path] ?? [])].map((more) => path.replace(/:\w+/, id) + more);
}

async function drawn(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  if (process.env['SCREENSHOTS'] !== undefined) await page.waitForLoadState('networkidle');
  await expect.poll(() => page.locator('.ant-skeleton, .ant-spin-spinning').count(), { timeout: 20_000 }).toBe(0);
}

describe.each(FORMS)('in %s on a %s', (language: Language, screen: keyof typeof SCREENS) => {
  it.each(EYES)(
    'every page that %s opens is complete, fits and has no barriers',
    async (eyes) => {
      const { office } = furnished;
      const mine = PAGES.filter((row) => eyesFor(row) === eyes);
      const { page, visit, faults } = await openConsole(office.browser, office.url, { language, screen });
      await drawn(page);
      const { email, password } = eyes === 'claimant' ? CLAIMANT : { ...office.seeded[eyes], password: PASSWORD };
      await signInOn(page, { email }, language, password);
      await page.locator('.top-bar').waitFor();
      for (const row of mine) {
        for (const address of addressesOf(row)) {
          await page.goto(`${office.url}/console${address}`);
          await drawn(page);
          await takePicture(
            page,
            `page${address.replace(/[0-9a-f]{24}/, 'one').replaceAll(/[/?=&]/g, '-')}-${language}-${screen}`,
            { whole: true },
          );
          await expectAccessible(page, address);
          await expectStill(page, address);
          if (screen === 'desk') expect(await expectWalkableByTab(page, address)).toBeGreaterThan(3);
          expect(await page.getByText(/undefined|\[object|NaN/).count(), `${address} says what no text should`).toBe(0);
        }
      }
      expect(faults).toEqual([]);
      await visit.close();
    },
    PATIENCE,
  );

  it(
    'every page that a link opens, the sign-in page and an address that is none',
    async () => {
      const { office } = furnished;
      const { page, visit, faults } = await openConsole(office.browser, office.url, { language, screen });
      for (const path of ['', ...LINKS]) {
        await page.goto(`${office.url}/console${path}`);
        await drawn(page);
        await takePicture(page, `link${path.replaceAll('/', '-')}-${language}-${screen}`, { whole: true });
        await expectAccessible(page, path);
        await expectStill(page, path);
        if (screen === 'desk') await expectWalkableByTab(page, path);
      }
      await page.goto(`${office.url}/console`);
      await signInOn(page, office.seeded.agentA, language);
      await page.locator('.top-bar').waitFor();
      await page.goto(`${office.url}/console/no-such-page`);
      await drawn(page);
      await expectAccessible(page, '/no-such-page');
      expect(faults).toEqual([]);
      await visit.close();
    },
    PATIENCE,
  );
});

it('the walk by Tab finds what shows no focus, what is off the screen, and what lets nothing go', async () => {
  const page = await furnished.office.browser.newPage();
  const walk = async (body: string) => {
    await page.setContent(body);
    return expectWalkableByTab(page, 'specimen').then(
      (count) => count,
      (error: unknown) => String(error),
    );
  };
  expect(await walk('<button>a</button><button>b</button>')).toBe(2);
  expect(await walk('<button style="outline: none">a</button>')).toContain('shows no focus');
  expect(await walk('<button style="position: fixed; top: -90px">a</button>')).toContain('is not on the screen');
  const trap = `<button onkeydown="event.preventDefault()">a</button><button>b</button>`;
  expect(await walk(trap)).toContain('Tab does not leave');
  await page.close();
});
