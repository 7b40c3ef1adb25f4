import { describe, expect, it } from 'vitest';
import type { OcrEngines } from '../../workers/ocr/engines.js';
import type { Draft } from '../../workers/ocr/fields/draft.js';
import { partOf } from '../../workers/ocr/fields/flow.js';
import { parseDate, parseText } from '../../workers/ocr/fields/parse.js';
import { IDENTITY } from '../../workers/ocr/image/geometry.js';
import type { Raster } from '../../workers/ocr/image/raster.js';
import type { ReadChar } from '../../workers/ocr/paddle/recognise.js';
import { withWholeEnds } from '../../workers/ocr/stages/line-ends.js';
import { lookAtDigits } from '../../workers/ocr/stages/look-at-digits.js';
import { firstLook, inkGoesOn } from '../../workers/ocr/stages/look-again.js';
import { OPTIONAL_STAGES } from '../../workers/ocr/stages/optional.js';
import { readLines, type TextLine } from '../../workers/ocr/stages/read-lines.js';
import { line } from './support.js';

/** The same line, its characters as certain as `p` says. */
const withCertainty = (of: TextLine, p: (char: string) => number): TextLine => ({
  ...of,
  chars: of.chars.map((c) => ({ ...c, p: p(c.char) })),
});

const PAPER: Raster = { width: 800, height: 200, data: new Uint8Array(800 * 200 * 3).fill(255) };

/** Engines of which reader A sees what `looks` say, one after the other, and B is not there. */
function engines(looks: readonly (readonly ReadChar[])[]): OcrEngines {
  let next = 0;
  return {
    detect: () => Promise.resolve([]),
    recognise: () => Promise.resolve([...(looks[next++] ?? [])]),
    recogniseOlder: null,
    tesseract: null,
    close: () => Promise.resolve(),
  };
}

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

describe('print behind the end of a value', () => {
  const printed = line('1401', 40, 40);
  const frame = { turn: 0, toPage: IDENTITY, width: 800, height: 200, lineHeight: 40 } as const;
  const draft: Draft = { field: 'address', shape: 'text', parts: [partOf(printed)], parse: parseText };
  const withInk = (x: number, width: number): Raster => {
    const data = new Uint8Array(PAPER.data);
    for (let y = 50; y < 85; y += 1) data.fill(40, (y * 800 + x) * 3, (y * 800 + x + width) * 3);
    return { ...PAPER, data };
  };
  const goesOn = (clean: Raster): boolean =>
    inkGoesOn(draft, {
      image: { raster: clean, clean, scale: 1 },
      frame,
      engines: engines([]),
      without: new Set(),
    });

  it('means that it may go on: a ring hides its last character', () => {
    const end = printed.rect.x + printed.rect.width;
    expect(goesOn(withInk(end + 8, 30))).toBe(true);
    // A rule of the form, the next column and clean paper do not.
    expect(goesOn(withInk(end + 20, 4))).toBe(false);
    expect(goesOn(withInk(end + 90, 30))).toBe(false);
    expect(goesOn(PAPER)).toBe(false);
  });
});

describe('a line whose box was cut short', () => {
  const printed = line('和平里号楼', 40, 40);
  const frame = { turn: 0, toPage: IDENTITY, width: 800, height: 200, lineHeight: 40 } as const;
  const end = printed.rect.x + printed.rect.width;
  const data = new Uint8Array(PAPER.data);
  for (let y = 50; y < 85; y += 1) data.fill(40, (y * 800 + end + 8) * 3, (y * 800 + end + 38) * 3);
  const clean: Raster = { ...PAPER, data };
  const whole = async (again: string, picture = clean, others: readonly TextLine[] = []): Promise<string | undefined> =>
    (
      await withWholeEnds(
        [printed, ...others],
        { raster: picture, clean: picture, scale: 1 },
        frame,
        engines([line(again, 0, 0).chars]),
      )
    )[0]?.text;

  it('is read again where ink stands behind it, and taken when it only grew', async () => {
    expect(await whole('和平里号楼13')).toBe('和平里号楼13');
    expect(await whole('和平里另楼13')).toBe('和平里号楼');
    expect(await whole('和平里号楼13', PAPER)).toBe('和平里号楼');
  });

  it('takes a bracket only where one is open', async () => {
    expect(await whole('和平里号楼）')).toBe('和平里号楼');
    const open = line('和平（号楼', 40, 40);
    const image = { raster: clean, clean, scale: 1 };
    const lines = await withWholeEnds([open], image, frame, engines([line('和平（号楼）', 0, 0).chars]));
    expect(lines[0]?.text).toBe('和平（号楼）');
  });

  it('does not take the edge of a table or the next box', async () => {
    expect(await whole('和平里号楼丨')).toBe('和平里号楼');
    expect(await whole('和平里号楼13', clean, [line('注册资本', end + 30, 40)])).toBe('和平里号楼');
  });

  it('is put together when it is a date that a seal cut in two', async () => {
    const boxes = [line('2012年09', 40, 40), line('月01日', 210, 40)];
    const image = { raster: PAPER, clean: PAPER, scale: 1 };
    const lines = await withWholeEnds(boxes, image, frame, engines([line('2012年09月01日', 0, 0).chars]));
    expect(lines.map((l) => l.text)).toEqual(['2012年09月01日']);
  });
});

describe('reader B’s look at a date', () => {
  const printed = line('2023年08月26日', 40, 40);
  const draft: Draft = { field: 'signedOn', shape: 'date', parts: [partOf(printed)], parse: parseDate };
  const frame = { turn: 0, toPage: IDENTITY, width: 800, height: 200, lineHeight: 40 } as const;
  const value = async (other: string, digits: string): Promise<string | null | undefined> => {
    const tesseract = {
      read: () => Promise.resolve({ text: digits, confidence: 0.9 }),
      close: () => Promise.resolve(),
    };
    const context = {
      image: { raster: PAPER, clean: PAPER, scale: 1 },
      frame,
      engines: { ...engines([]), tesseract },
      without: new Set<never>(),
    };
    const look = { text: other, value: parseDate(other), certainty: 0.9, chars: [] };
    return (await lookAtDigits(draft, [firstLook(draft)], look, context))?.value;
  };

  it('agrees by its digits, whatever it made of the signs between them', async () => {
    expect(await value('2023年08月-26日', '')).toBe('2023-08-26');
    expect(await value('2023入g8晶26口', '20230826')).toBe('2023-08-26');
  });

  it('does not agree when one digit is another', async () => {
    expect(await value('2023年08月20日', '20230820')).toBeUndefined();
  });
});

describe('stages that can be left out', () => {
  it('have a name for the table each', () => {
    const names = Object.values(OPTIONAL_STAGES);
    expect(new Set(names).size).toBe(names.length);
  });
});
