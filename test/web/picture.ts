import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { projectRoot } from '../../src/platform/project-root.js';

/** The ten main pages, as the README shows them; of specimen data only. */
const MAIN = [
  'public-home',
  'public-number',
  'numbers-zh-desk',
  'dossier-phone',
  'checks',
  'hand-over-desk',
  'review-queue',
  'review-case',
  'owner-phone',
  'consents',
] as const;

/**
 * With `SCREENSHOTS=1` (`npm run screenshots`) a picture of a main page for the documentation; with `SCREENSHOTS=all` every
 * picture, the others into `.screenshots/` to look at; else nothing.
 */
export async function takePicture(page: Page, name: string, { whole = false } = {}): Promise<void> {
  const wish = process.env['SCREENSHOTS'];
  const main = MAIN.some((known) => known === name);
  if (wish !== 'all' && !(wish === '1' && main)) return;
  // What just came in has to be drawn first.
  await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
  const shown = () =>
    [...document.images].every((image) => {
      const { top, bottom } = image.getBoundingClientRect();
      return bottom < 0 || top > window.innerHeight || (image.complete && image.naturalWidth > 0);
    });
  await page.waitForFunction(shown, null, { timeout: 8_000 }).catch(() => undefined);
  const folder = join(projectRoot, main ? 'docs/screenshots' : '.screenshots');
  mkdirSync(folder, { recursive: true });
  // Messages that come and go hide what is to be shown.
  const show = (visibility: string) =>
    page.locator('.ant-message').evaluateAll((all, wanted) => {
      for (const one of all) if (one instanceof HTMLElement) one.style.visibility = wanted;
    }, visibility);
  await show('hidden');
  const bytes = await page.screenshot({ fullPage: whole });
  await show('');
  await sharp(bytes)
    .webp({ quality: 82, effort: 6 })
    .toFile(join(folder, `${name}.webp`));
}
