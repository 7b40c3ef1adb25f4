import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeInProcess } from '../../src/documents/decode-file.js';
import { hashDistance } from '../../src/documents/picture-hash.js';
import { HEIC, pdf, specimen, tiff, twoHalves } from './sample-files.js';

async function codeOf(bytes: Buffer): Promise<unknown> {
  return decodeInProcess(bytes).then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );
}

describe('what is refused, with which code', () => {
  const jpeg = specimen();
  const cases: [string, string, () => Buffer | Promise<Buffer>][] = [
    ['an empty file', 'FILE_EMPTY', () => Buffer.alloc(0)],
    ['text', 'FILE_TYPE_UNSUPPORTED', () => Buffer.from('not a picture')],
    ['an SVG', 'FILE_TYPE_UNSUPPORTED', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a GIF', 'FILE_TYPE_UNSUPPORTED', () => twoHalves().gif().toBuffer()],
    ['an AVIF', 'FILE_TYPE_UNSUPPORTED', () => twoHalves(64, 64).avif({ effort: 0 }).toBuffer()],
    ['HEIC', 'FILE_TYPE_UNSUPPORTED', () => HEIC],
    [
      'a script with the head of a JPEG',
      'FILE_CORRUPT',
      () => Buffer.from('\xff\xd8\xff\xe0<?php system(1);?>', 'latin1'),
    ],
    ['a JPEG cut off after 20,000 bytes', 'FILE_CORRUPT', () => jpeg.subarray(0, 20_000)],
    ['a JPEG that lacks its last bytes', 'FILE_CORRUPT', () => jpeg.subarray(0, -500)],
    ['half a PNG', 'FILE_CORRUPT', async () => half(await twoHalves().png().toBuffer())],
    ['half a WebP', 'FILE_CORRUPT', async () => half(await twoHalves().webp().toBuffer())],
    ['half a TIFF', 'FILE_CORRUPT', async () => half(await tiff(1))],
    ['54 megapixels', 'TOO_MANY_PIXELS', () => flat(9_000, 6_000)],
    ['a TIFF of 11 pages', 'TOO_MANY_PAGES', () => tiff(11)],
    ['a PDF of 11 pages', 'TOO_MANY_PAGES', () => pdf(11)],
    ['a PDF with a password', 'PDF_ENCRYPTED', () => pdf(1, { userPassword: 'x', pdfVersion: '1.7' })],
    ['half a PDF', 'FILE_CORRUPT', async () => half(await pdf(1))],
    ['a PDF in name only', 'FILE_CORRUPT', () => Buffer.from('%PDF-1.7\nhello')],
    ['a PDF without pages', 'FILE_CORRUPT', () => pdf(0)],
  ];
  it.each(cases)('%s: %s', async (_what, code, make) => {
    expect(await codeOf(await make())).toBe(code);
  });
});

describe('what is accepted', () => {
  it('is turned upright by EXIF and loses all metadata', async () => {
    const shot = await twoHalves(600, 400)
      .withExif({ IFD0: { Copyright: 'SECRET-OWNER' }, IFD3: { GPSLatitude: '31/1 0/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer();
    expect(shot.includes('SECRET-OWNER')).toBe(true);
    const { pages, type, colour } = await decodeInProcess(shot);
    expect({ type, colour, count: pages.length }).toEqual({ type: 'image/jpeg', colour: true, count: 1 });
    const [page] = pages;
    expect(page).toMatchObject({ width: 400, height: 600 });
    const stored = await sharp(page?.image).metadata();
    expect(stored).toMatchObject({ format: 'jpeg', width: 400, height: 600, space: 'srgb', hasAlpha: false });
    expect([stored.exif, stored.icc, stored.xmp, stored.iptc, stored.orientation]).toEqual(Array(5).fill(undefined));
    expect(page?.image.includes('SECRET-OWNER')).toBe(false);
    // Orientation 6 is turned clockwise: the red left half is on top.
    const dominant = await colourAt(page?.image, { left: 150, top: 20 });
    expect(dominant.r).toBeGreaterThan(180);
    expect(dominant.b).toBeLessThan(80);
  });

  it('keeps the colours of a CMYK JPEG', async () => {
    const cmyk = await twoHalves().toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    const [page] = (await decodeInProcess(cmyk)).pages;
    const dominant = await colourAt(page?.image, { left: 20, top: 150 });
    expect(dominant.r).toBeGreaterThan(dominant.b + 80);
  });

  it('makes 16-bit, grey and transparent pictures ordinary ones', async () => {
    const deep = await twoHalves().toColourspace('rgb16').png().toBuffer();
    const grey = await twoHalves().greyscale().png().toBuffer();
    const clear = await sharp({ create: { width: 50, height: 50, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    for (const bytes of [deep, grey, clear]) {
      const [page] = (await decodeInProcess(bytes)).pages;
      expect(await sharp(page?.image).metadata()).toMatchObject({ format: 'jpeg', depth: 'uchar', hasAlpha: false });
    }
    const [white] = (await decodeInProcess(clear)).pages;
    expect((await sharp(white?.image).stats()).channels[0]?.mean).toBeGreaterThan(253);
  });

  it('takes the first frame of an animated WebP', async () => {
    const frames = await Promise.all(['#f00', '#00f'].map((background) => flatFrame(background)));
    const animated = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0 })
      .toBuffer();
    const { pages } = await decodeInProcess(animated);
    expect(pages).toHaveLength(1);
    expect((await sharp(pages[0]?.image).stats()).dominant.r).toBeGreaterThan(200);
  });

  it('takes every page of TIFF and PDF', async () => {
    expect((await decodeInProcess(await tiff(3))).pages).toHaveLength(3);
    const { type, pages } = await decodeInProcess(await pdf(10));
    expect(type).toBe('application/pdf');
    expect(pages).toHaveLength(10);
    // A4 at 200 dpi.
    expect(pages[0]?.width).toBeGreaterThan(1_640);
    expect(pages[0]?.width).toBeLessThan(1_670);
  });

  it('takes a large noisy photograph', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
    const night = await sharp({ create: { width: 4_000, height: 3_000, channels: 3, background: '#000', noise } })
      .jpeg({ quality: 70 })
      .toBuffer();
    expect((await decodeInProcess(night)).pages).toHaveLength(1);
  });

  it('scales what is longer than 4000 pixels down', async () => {
    const [page] = (await decodeInProcess(await flat(8_000, 2_000))).pages;
    expect(page).toMatchObject({ width: 4_000, height: 1_000 });
    const [poster] = (await decodeInProcess(await pdf(1, { size: [5_000, 5_000] }))).pages;
    expect(poster).toMatchObject({ width: 4_000, height: 4_000 });
  });
});

describe('colour and likeness', () => {
  it('tells a colour photograph from a copy, also under yellow light', async () => {
    const kinds = ['business_licence', 'legal_representative_id_front', 'authorisation_letter'];
    for (const kind of kinds) {
      expect((await decodeInProcess(specimen(kind))).colour, kind).toBe(true);
      const copy = await sharp(specimen(kind)).greyscale().jpeg().toBuffer();
      expect((await decodeInProcess(copy)).colour, `${kind}, copied`).toBe(false);
      const lamp = await sharp(copy).toColourspace('srgb').linear([1, 0.93, 0.78], [0, 0, 0]).jpeg().toBuffer();
      expect((await decodeInProcess(lamp)).colour, `${kind}, copied and photographed by lamp light`).toBe(false);
    }
  });

  it('gives re-encodings nearly the same hash', async () => {
    const original = await decodeInProcess(specimen());
    const again = await decodeInProcess(await sharp(specimen()).resize(900).jpeg({ quality: 60 }).toBuffer());
    const other = await decodeInProcess(specimen('authorisation_letter'));
    expect(hashDistance(original.hash ?? '', again.hash ?? '')).toBeLessThanOrEqual(18);
    expect(hashDistance(original.hash ?? '', other.hash ?? '')).toBeGreaterThan(40);
    expect((await decodeInProcess(await flat(300, 300))).hash).toBeNull();
  });
});

/** `stats()` looks at the input, not at what the pipeline makes of it. */
async function colourAt(image: Buffer | undefined, at: { left: number; top: number }) {
  const patch = await sharp(image)
    .extract({ ...at, width: 50, height: 50 })
    .png()
    .toBuffer();
  return (await sharp(patch).stats()).dominant;
}

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length >> 1);
}

function flat(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

function flatFrame(background: string): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 40, channels: 3, background } })
    .png()
    .toBuffer();
}
