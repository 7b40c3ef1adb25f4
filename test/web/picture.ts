import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { projectRoot } from '../../src/platform/project-root.js';

/** The ten main pages, as the README shows them; of specimen data only. */
const MAIN = [
  'public-home',
  'public-number',
  'numbers',
  'dossier',
  'checks',
  'hand-over',
  'review-queue',
  'review-case',
  'owner',
  'consents',
] as const;

/**
 * With `SCREENSHOTS=1` (`npm run screenshots`) a picture of a main page for the documentation; with `SCREENSHOTS=all` every
 * picture, the others into `.screenshots/` to look at; else nothing.
 */
export async function takePicture(page: Page, name: string): Promise<void> {
  const wish = process.env['SCREENSHOTS'];
  const main = MAIN.some((known) => known === name);
  if (wish !== 'all' && !(wish === '1' && main)) return;
  // What just came in has to be drawn first.
  await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
  const folder = join(projectRoot, main ? 'docs/screenshots' : '.screenshots');
  mkdirSync(folder, { recursive: true });
  const bytes = await page.screenshot();
  await sharp(bytes)
    .webp({ quality: 82, effort: 6 })
    .toFile(join(folder, `${name}.webp`));
}
