import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { OcrPage } from '../../workers/ocr/pipeline.js';
import type { TextLine } from '../../workers/ocr/stages/read-lines.js';

export interface Specimen {
  readonly file: string;
  readonly tier: 'scan' | 'photo' | 'hard';
  readonly kind: string;
  readonly seal: boolean;
  readonly qr?: string;
  readonly fields: Readonly<Record<string, string>>;
}

const FOLDER = new URL('../fixtures/documents/', import.meta.url);

export async function specimens(): Promise<Specimen[]> {
  // The file is ours and its shape fixed; a wrong one fails the first assertion.
  return JSON.parse(await readFile(new URL('truth.json', FOLDER), 'utf8')) as Specimen[];
}

/** A page as the document decoder would give it, turned clockwise by `turn` degrees. */
export async function pageOf(file: string, turn = 0): Promise<OcrPage> {
  const { data, info } = await sharp(await readFile(new URL(file, FOLDER)))
    .rotate(turn)
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true });
  return { image: data, width: info.width, height: info.height };
}

/** A line of print as reader A would give it: square glyphs of `size` pixels, all certain. */
export function line(text: string, x: number, y: number, size = 40): TextLine {
  const glyphs = Array.from(text);
  const advance = (glyph: string): number => (/[ -~]/.test(glyph) ? size * 0.55 : size);
  const width = glyphs.reduce((sum, glyph) => sum + advance(glyph), 0);
  let passed = 0;
  const chars = glyphs.map((char) => {
    const at = (passed + advance(char) / 2) / width;
    passed += advance(char);
    return { char, p: 1, at, others: [] };
  });
  const y1 = y + size * 1.3;
  return {
    chars,
    text,
    gaps: chars.map(() => false),
    stray: [],
    quad: [
      { x, y },
      { x: x + width, y },
      { x: x + width, y: y1 },
      { x, y: y1 },
    ],
    rect: { x, y, width, height: size * 1.3 },
    height: size * 1.3,
  };
}
