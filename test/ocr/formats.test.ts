import { readFile } from 'node:fs/promises';
import PDFDocument from 'pdfkit';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeInProcess } from '../../src/documents/decode-file.js';
import type { Extraction } from '../../src/domain/ocr-fields.js';
import { createEngines, type OcrEngines } from '../../workers/ocr/engines.js';
import { extractDocument } from '../../workers/ocr/pipeline.js';
import { specimens } from './support.js';

const LIMIT = 120_000;
const CARD = 'id_back_00.jpg';
let engines: OcrEngines;
let picture: Buffer;
let validUntil: string | undefined;

beforeAll(async () => {
  engines = await createEngines({ concurrency: 1 });
  picture = await readFile(new URL(`../fixtures/documents/${CARD}`, import.meta.url));
  validUntil = (await specimens()).find(({ file }) => file === CARD)?.fields['validUntil'];
}, LIMIT);
afterAll(() => engines.close());

const extract = async (file: Buffer): Promise<Extraction> =>
  extractDocument((await decodeInProcess(file)).pages, null, engines);

async function pdfOf(...pages: ((pdf: PDFKit.PDFDocument) => void)[]): Promise<Buffer> {
  const pdf = new PDFDocument({ autoFirstPage: false });
  for (const draw of pages) draw(pdf.addPage({ size: [800, 560], margin: 0 }));
  pdf.end();
  return buffer(pdf);
}
const scan = (pdf: PDFKit.PDFDocument): void => {
  pdf.image(picture, 0, 0, { fit: [800, 560] });
};

/** Seen from `degrees` to the side: the far edge is shorter, and the page is narrower. */
async function fromAside(degrees: number): Promise<Buffer> {
  const source = sharp(picture).resize({ width: 1600 }).removeAlpha().raw();
  const { data, info } = await source.toBuffer({ resolveWithObject: true });
  const [w, h] = [info.width, info.height];
  const angle = (degrees * Math.PI) / 180;
  const distance = 2.2 * w;
  const out = Buffer.alloc(w * h * 3, 90);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      // The ray through the pixel meets the turned page at (u, v), both from its middle.
      const u = ((x - w / 2) * distance) / (distance * Math.cos(angle) - (x - w / 2) * Math.sin(angle));
      const v = ((y - h / 2) * (distance + u * Math.sin(angle))) / distance;
      const [sx, sy] = [Math.round(u + w / 2), Math.round(v + h / 2)];
      if (sx < 0 || sy < 0 || sx >= w || sy >= h) continue;
      data.copy(out, (y * w + x) * 3, (sy * w + sx) * 3, (sy * w + sx) * 3 + 3);
    }
  }
  return sharp(out, { raw: { width: w, height: h, channels: 3 } })
    .jpeg()
    .toBuffer();
}

const FORMATS: readonly (readonly [string, () => Promise<Buffer>])[] = [
  ['a CMYK JPEG', () => sharp(picture).toColourspace('cmyk').jpeg().toBuffer()],
  ['a PNG of 16 bits', () => sharp(picture).resize({ width: 1400 }).toColourspace('rgb16').png().toBuffer()],
  [
    'an animated WebP',
    () =>
      sharp([picture, picture], { join: { animated: true } })
        .resize({ width: 1400 })
        .webp({ loop: 0 })
        .toBuffer(),
  ],
  ['1,000 pixels of width', () => sharp(picture).resize({ width: 1000 }).jpeg({ quality: 80 }).toBuffer()],
  ['20 megapixels', () => sharp(picture).resize({ width: 5400 }).jpeg().toBuffer()],
  ['15° of skew', () => sharp(picture).rotate(15, { background: '#808080' }).jpeg().toBuffer()],
  ['−15° of skew', () => sharp(picture).rotate(-15, { background: '#808080' }).jpeg().toBuffer()],
  ['30° from aside', () => fromAside(30)],
  ['a PDF of a scan', () => pdfOf(scan)],
  [
    'a PDF with a text layer',
    () =>
      pdfOf((pdf) => {
        scan(pdf);
        pdf.fillOpacity(0).text('text layer', 20, 20);
      }),
  ],
];

describe('formats and views', { timeout: LIMIT }, () => {
  it.each(FORMATS)('reads %s', async (_, make) => {
    const extraction = await extract(await make());
    expect(extraction.kind).toBe('id_back');
    expect(extraction.fields['validUntil']).toMatchObject({ value: validUntil, verdict: 'read' });
  });

  it('refuses HEIC with a clear code', async () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(64)]);
    await expect(decodeInProcess(heic)).rejects.toMatchObject({ code: 'FILE_TYPE_UNSUPPORTED' });
  });

  it('keeps several papers of one PDF apart', async () => {
    const front = await readFile(new URL('../fixtures/documents/id_front_03.jpg', import.meta.url));
    const other = (pdf: PDFKit.PDFDocument): void => {
      pdf.image(front, 0, 0, { fit: [390, 560] }).image(picture, 405, 0, { fit: [390, 560] });
    };
    const { pages } = await decodeInProcess(await pdfOf(scan, other));
    const extraction = await extractDocument(pages, 'bundle', engines);
    expect(extraction.parts?.map(({ kind, page }) => [kind, page])).toEqual([
      ['id_back', 1],
      ['id_front', 2],
      ['id_back', 2],
    ]);
    expect(extraction.fields['validUntil']).toMatchObject({ part: 1, page: 1, value: validUntil });
    expect(extraction.fields['validUntil@3']).toMatchObject({ part: 3, page: 2 });
    expect(extraction.fields['idNumber']).toMatchObject({ part: 2, page: 2 });
  });
});
