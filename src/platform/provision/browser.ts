import { readdirSync } from 'node:fs';
import { canInstallPackages, installPackages } from './debian.js';
import { findProgram, isExecutable } from './find-program.js';
import { runProgram } from './run-program.js';
import { say } from './say.js';

const CHINESE_FONT_FILE = /noto.*cjk|source.?han|wqy|gbsn00|gkai00|droid.*fallback|simsun|simhei|pingfang/i;

/** Chromium or Chrome: `CHROMIUM_PATH` or on PATH; undefined when there is none. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given && isExecutable(given)) return given;
  return findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
}

/** Whether pages in Chinese would show glyphs instead of empty boxes. */
export async function hasChineseFont(): Promise<boolean> {
  const listed = await runProgram('fc-list', [':lang=zh', 'family'], { timeoutMs: 20_000 });
  if (listed.code === 0) return listed.output.trim() !== '';
  // Without fontconfig's tool the files themselves tell.
  const folder = process.platform === 'darwin' ? '/System/Library/Fonts' : '/usr/share/fonts';
  try {
    return readdirSync(folder, { recursive: true }).some((file) => CHINESE_FONT_FILE.test(String(file)));
  } catch {
    return false;
  }
}

/**
 * The browser for tests with a Chinese font, installed where that is possible; undefined (said on the console) where
 * it is not: the browser tests then fail by themselves, the others still run.
 */
export async function provideChromium(): Promise<string | undefined> {
  const missing = [
    ...(findChromium() === undefined ? ['chromium'] : []),
    ...((await hasChineseFont()) ? [] : ['fonts-noto-cjk']),
  ];
  try {
    if (missing.length > 0 && canInstallPackages()) await installPackages(...missing);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  const chromium = findChromium();
  if (chromium === undefined) {
    say('没有浏览器，浏览器测试会失败 / no browser for the browser tests: install chromium or set CHROMIUM_PATH');
  }
  return chromium;
}
