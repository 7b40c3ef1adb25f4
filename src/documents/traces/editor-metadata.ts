import sharp from 'sharp';
import type { FileType } from '../decoded-file.js';

/**
 * Programs made for changing pixels. Left out: scanner apps, galleries and photo developers (Lightroom, Express, Adobe
 * Scan, CamScanner), which crop and brighten and are what honest people use.
 */
const EDITORS =
  /Adobe Photoshop (?!Lightroom|Express)|\bGIMP\b|PicsArt|Meitu|美图|醒图|稿定|Pixelmator|Affinity Photo|Paint\.NET|\bKrita\b|Photopea|CorelDRAW|Adobe Illustrator|PhotoScape|Inkscape/iu;

/** Whether the file names a picture editor as what wrote it (EXIF Software, XMP CreatorTool, PNG text, PDF Creator). */
export async function editorNamed(bytes: Buffer, type: FileType): Promise<boolean> {
  if (type === 'application/pdf') return EDITORS.test(pdfProgram(bytes));
  const { exif, xmp, comments = [] } = await sharp(bytes, { failOn: 'error' }).metadata();
  const texts = [exif, xmp].map((part) => part?.toString('utf8') ?? '');
  return [...texts, ...comments.map(({ text }) => text)].some((text) => EDITORS.test(text));
}

/** PDF 32000-1 §14.3.3 (information dictionary, its strings given or referred to) and §14.3.2 (XMP), where not compressed. */
function pdfProgram(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  const given = text.matchAll(/\/(?:Creator|Producer)\s{0,4}\(([^)]{0,200})\)/gu);
  const tools = text.matchAll(/<xmp:CreatorTool>([^<]{0,200})</gu);
  const referred = [...text.matchAll(/\/(?:Creator|Producer)\s{1,4}(\d{1,10}) \d{1,5} R/gu)]
    .slice(0, 4)
    .map(([, object = '']) => {
      const [, name = ''] =
        new RegExp(`[\\r\\n]${object} \\d{1,5} obj\\s{0,4}\\(([^)]{0,200})\\)`, 'u').exec(text) ?? [];
      return name;
    });
  return [...given, ...tools]
    .map(([, name = '']) => name)
    .concat(referred)
    .join('\n');
}
