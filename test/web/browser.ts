import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update --disable-sync --no-first-run';

/** The system's Chromium (`CHROMIUM_PATH`, set by `npm test`). */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}; set CHROMIUM_PATH`);
  return chromium.launch({ executablePath, args: FLAGS.split(' ') });
}
