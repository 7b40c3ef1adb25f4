import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Random } from './random.js';

/** Families that print simplified Chinese, with the Debian package that holds each. Those not installed are left out. */
export const CHINESE_FAMILIES: Readonly<Record<string, string>> = {
  'Noto Sans CJK SC': 'fonts-noto-cjk',
  'Noto Serif CJK SC': 'fonts-noto-cjk',
  'AR PL SungtiL GB': 'fonts-arphic-gbsn00lp',
  'AR PL KaitiM GB': 'fonts-arphic-gkai00mp',
  'AR PL UKai CN': 'fonts-arphic-ukai',
  'AR PL UMing CN': 'fonts-arphic-uming',
  'LXGW WenKai': 'fonts-lxgw-wenkai',
  'WenQuanYi Micro Hei': 'fonts-wqy-microhei',
  'WenQuanYi Zen Hei': 'fonts-wqy-zenhei',
};
/** For digits and letters of codes; `null` prints them in the Chinese family. */
const LATIN_FAMILIES = ['DejaVu Sans', 'DejaVu Sans Mono', 'Liberation Sans', 'Liberation Mono', 'Liberation Serif'];

export interface Fonts {
  readonly chinese: readonly string[];
  readonly latin: readonly string[];
}

let known: Promise<Fonts> | undefined;

/** What of the lists is installed. @throws Error when no Chinese family is */
export function installedFonts(): Promise<Fonts> {
  known ??= lookUp();
  return known;
}

async function lookUp(): Promise<Fonts> {
  const { stdout } = await promisify(execFile)('fc-list', ['--format', '%{family}\n']);
  const installed = new Set(stdout.split('\n').flatMap((line) => line.split(',')));
  const chinese = Object.keys(CHINESE_FAMILIES).filter((family) => installed.has(family));
  if (chinese.length === 0) {
    throw new Error(
      `no Chinese font is installed; Debian: apt-get install ${Object.values(CHINESE_FAMILIES).join(' ')}`,
    );
  }
  return { chinese, latin: LATIN_FAMILIES.filter((family) => installed.has(family)) };
}

/** The typefaces of one document: labels, values and codes are often set in different ones. */
export interface Typefaces {
  readonly label: string;
  readonly value: string;
  readonly code: string;
  readonly title: string;
}

export function pickTypefaces(random: Random, fonts: Fonts): Typefaces {
  const value = random.pick(fonts.chinese);
  return {
    value,
    label: random.chance(0.5) ? value : random.pick(fonts.chinese),
    title: random.pick(fonts.chinese),
    code: random.chance(0.5) && fonts.latin.length > 0 ? random.pick(fonts.latin) : value,
  };
}
