import { describe, expect, it } from 'vitest';
import type { OcrEngines } from '../../workers/ocr/engines.js';
import { partOf } from '../../workers/ocr/fields/flow.js';
import { inWords } from '../../workers/ocr/fields/name-words.js';
import { parseDate, parseEntity } from '../../workers/ocr/fields/parse.js';
import type { Draft } from '../../workers/ocr/fields/draft.js';
import { IDENTITY } from '../../workers/ocr/image/geometry.js';
import type { Raster } from '../../workers/ocr/image/raster.js';
import type { ReadChar } from '../../workers/ocr/paddle/recognise.js';
import { isSureName } from '../../workers/ocr/stages/judge-name.js';
import { firstLook, type Evidence, type LookContext } from '../../workers/ocr/stages/look-again.js';
import { OPTIONAL_STAGES, type OptionalStage } from '../../workers/ocr/stages/optional.js';
import { readLines, type TextLine } from '../../workers/ocr/stages/read-lines.js';
import { verifyFields } from '../../workers/ocr/stages/verify-fields.js';
import { line } from './support.js';

/** The same line, its characters as certain as `p` says. */
const withCertainty = (of: TextLine, p: (char: string) => number): TextLine => ({
  ...of,
  chars: of.chars.map((c) => ({ ...c, p: p(c.char) })),
});

describe('words of names', () => {
  it('cover places, trades and legal forms, never the brand', () => {
    const name = Array.from('武汉市辰禾餐饮管理有限责任公司');
    const covered = name.filter((_, i) => inWords(name)[i]);
    expect(covered.join('')).toBe('武汉市餐饮管理有限责任公司');
  });

  it('confirm a character of theirs that is a little doubtful, and no other', () => {
    const sure = (doubtful: string): boolean => {
      const printed = withCertainty(line('武汉市辰禾餐饮管理有限责任公司', 0, 0), (c) => (c === doubtful ? 0.8 : 1));
      const draft: Draft = { field: 'name', shape: 'entity', parts: [partOf(printed)], parse: parseEntity };
      const first = firstLook(draft);
      const evidence: Evidence = { draft, first, second: first, other: null };
      return isSureName(evidence);
    };
    expect(sure('饮')).toBe(true);
    expect(sure('禾')).toBe(false);
  });
});

const PAPER: Raster = { width: 800, height: 200, data: new Uint8Array(800 * 200 * 3).fill(255) };

/** Engines of which reader A sees what `looks` say, one after the other, and B is not there. */
function engines(looks: readonly (readonly ReadChar[])[]): OcrEngines {
  let next = 0;
  return {
    detect: () => Promise.resolve([]),
    recognise: () => Promise.resolve([...(looks[next++] ?? [])]),
    tesseract: null,
    close: () => Promise.resolve(),
  };
}

describe('a value on which two looks agree but hesitate', () => {
  const printed = line('2025年1月20日', 40, 40);
  const seen = (p: number): ReadChar[] => withCertainty(printed, (c) => (c === '0' ? p : 1)).chars.slice();
  const verdict = async (
    second: number,
    third: ReadChar[],
    without: readonly OptionalStage[] = [],
  ): Promise<unknown> => {
    const draft: Draft = { field: 'issued', shape: 'date', parts: [partOf(printed)], parse: parseDate };
    const frame = { turn: 0, toPage: IDENTITY, width: 800, height: 200, lineHeight: null } as const;
    const look: LookContext = {
      image: { raster: PAPER, clean: PAPER, scale: 1 },
      frame,
      engines: engines([seen(second), third]),
      without: new Set(without),
    };
    const fields = await verifyFields([draft], look, { page: 1, toGiven: IDENTITY, qr: [], today: '2026-01-01' });
    return fields.get('issued')?.verdict;
  };

  it('is read when a third look agrees with certainty', async () => {
    expect(await verdict(0.8, seen(1))).toBe('read');
  });

  it('stays unsure when the third hesitates too, sees something else or is not made', async () => {
    expect(await verdict(0.8, seen(0.9))).toBe('unsure');
    expect(await verdict(0.8, line('2025年1月26日', 0, 0).chars.slice())).toBe('unsure');
    expect(await verdict(0.8, seen(1), ['thirdLook'])).toBe('unsure');
  });
});

describe('a line of which the clean page shows too little', () => {
  const frame = { turn: 0, toPage: IDENTITY, width: 800, height: 200, lineHeight: 40 } as const;
  const box = { cx: 400, cy: 100, width: 300, height: 40, angle: 0, score: 1 };
  const read = async (looks: readonly (readonly ReadChar[])[]): Promise<TextLine | undefined> => {
    const given = { ...engines(looks), detect: () => Promise.resolve([box]) };
    return (await readLines({ raster: PAPER, clean: PAPER, scale: 1 }, frame, given))[0];
  };
  const doubtful = withCertainty(line('刘强涛', 0, 0), () => 0.6).chars;
  const clear = line('刘强涛', 0, 0).chars;

  it('is read from the untouched page too, and the clearer reading counts', async () => {
    expect(await read([doubtful, clear])).toMatchObject({ text: '刘强涛', untouched: true });
  });

  it('keeps the first reading when the untouched page shows less, and is not read twice when it was clear', async () => {
    expect(await read([doubtful, line('涛', 0, 0).chars])).toMatchObject({ text: '刘强涛' });
    expect((await read([clear, line('另一个', 0, 0).chars]))?.text).toBe('刘强涛');
  });
});

describe('stages that can be left out', () => {
  it('have a name for the table each', () => {
    const names = Object.values(OPTIONAL_STAGES);
    expect(new Set(names).size).toBe(names.length);
  });
});
