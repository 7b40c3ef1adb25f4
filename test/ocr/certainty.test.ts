import { describe, expect, it } from 'vitest';
import type { OcrEngines } from '../../workers/ocr/engines.js';
import type { Draft } from '../../workers/ocr/fields/draft.js';
import { partOf } from '../../workers/ocr/fields/flow.js';
import { parseText } from '../../workers/ocr/fields/parse.js';
import { IDENTITY } from '../../workers/ocr/image/geometry.js';
import type { Raster } from '../../workers/ocr/image/raster.js';
import type { ReadChar } from '../../workers/ocr/paddle/recognise.js';
import { inkGoesOn } from '../../workers/ocr/stages/look-again.js';
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

describe('stages that can be left out', () => {
  it('have a name for the table each', () => {
    const names = Object.values(OPTIONAL_STAGES);
    expect(new Set(names).size).toBe(names.length);
  });
});
