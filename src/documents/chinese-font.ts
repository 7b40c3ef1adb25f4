import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openSync, type Font } from 'fontkit';

/**
 * Noto Sans S Chinese (SIL OFL 1.1) from an npm package: the same letters on every machine, whatever fonts it has.
 * 30,789 characters, all of the 20,902 of GBK; rare ones beyond are refused by name (docs/decisions/053).
 */
export const FONT_FILE = join(
  dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')),
  '../fonts/NotoSansHans-Regular.otf',
);

let opened: Font | undefined;

/** Opened once a process, when first needed (30 ms). */
export function chineseFont(): Font {
  if (opened === undefined) {
    const font = openSync(FONT_FILE);
    if (!('glyphForCodePoint' in font)) throw new Error('the Chinese font is a collection');
    opened = font;
  }
  return opened;
}

/** Characters of a text the font has no shape for. */
export function missingGlyphs(text: string): string[] {
  const font = chineseFont();
  const missing = Array.from(text).filter((character) => !font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
  return [...new Set(missing)];
}

export interface TextOutline {
  /** SVG path data, baseline at y = 0, one em high. */
  readonly path: string;
  /** In ems. */
  readonly width: number;
}

/** A line of text as an outline, so that drawing it needs no font system. Characters without a shape are left out. */
export function outlineOf(text: string): TextOutline {
  const font = chineseFont();
  const known = Array.from(text)
    .filter((character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0))
    .join('');
  const { glyphs, positions } = font.layout(known);
  const em = 1 / font.unitsPerEm;
  let x = 0;
  const parts = glyphs.map((glyph, index) => {
    const outline = glyph.path.transform(em, 0, 0, -em, x * em, 0).toSVG();
    x += positions[index]?.xAdvance ?? 0;
    return outline;
  });
  return { path: parts.join(''), width: x * em };
}
