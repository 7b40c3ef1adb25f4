import { describe, expect, it } from 'vitest';
import type { OcrEngines } from '../../workers/ocr/engines.js';
import { IDENTITY } from '../../workers/ocr/image/geometry.js';
import type { Raster } from '../../workers/ocr/image/raster.js';
import type { ReadChar } from '../../workers/ocr/paddle/recognise.js';
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

describe('stages that can be left out', () => {
  it('have a name for the table each', () => {
    const names = Object.values(OPTIONAL_STAGES);
    expect(new Set(names).size).toBe(names.length);
  });
});
