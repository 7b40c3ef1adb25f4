import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp, { type Sharp } from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { denseSquares } from '../image/dense-squares.js';
import type { Rect } from '../image/geometry.js';
import type { Raster } from '../image/raster.js';
import { NOTHING_LEFT_OUT, type Without } from './optional.js';

let prepared: Promise<void> | null = null;

/** The package's default would fetch its WebAssembly from the network: give it the file that was installed. */
async function prepare(): Promise<void> {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasm = await readFile(file);
  const wasmBinary = new ArrayBuffer(wasm.byteLength);
  new Uint8Array(wasmBinary).set(wasm);
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** Longer sides at which a code is looked for, pixels: a blurred code is often clearer when shrunk. */
const SIDES = [2000, 1200, 3000];
/** A code that is only cut out is drawn so large, pixels: modules of two pixels are then clear of each other. */
const CUT_SIDES = [640, 400];
const MAX_ENLARGEMENT = 6;
/** So many places that look like a code are cut out. */
const MOST_CUTS = 4;

/**
 * Every QR text on the page, opaque: it is compared, never opened. First the page as it is, then the red-free one (a seal may
 * lie over the code), then places that look like a code, cut out, enlarged and sharpened.
 */
export async function readQr(raster: Raster, clean: Raster, without: Without = NOTHING_LEFT_OUT): Promise<string[]> {
  prepared ??= prepare();
  await prepared;
  if (without.has('qrSizes')) return decode(picture(raster, SIDES[0] ?? 2000));
  return (await search(raster)) ?? (await search(clean)) ?? (await searchCuts(raster, clean)) ?? [];
}

async function search(raster: Raster): Promise<string[] | null> {
  const longest = Math.max(raster.width, raster.height);
  for (const side of new Set(SIDES.map((s) => Math.min(s, longest)))) {
    const texts = await decode(picture(raster, side));
    if (texts.length > 0) return texts;
  }
  return null;
}

async function searchCuts(raster: Raster, clean: Raster): Promise<string[] | null> {
  for (const place of denseSquares(clean).slice(0, MOST_CUTS)) {
    for (const source of [raster, clean]) {
      for (const side of CUT_SIDES) {
        const texts = await decode(cut(source, place, side));
        if (texts.length > 0) return texts;
      }
    }
  }
  return null;
}

const picture = (raster: Raster, side: number): Sharp =>
  fromRaster(raster).resize({ width: side, height: side, fit: 'inside' });

/** The place with a margin of quiet paper, `side` pixels wide, its edges made steep again. */
function cut(raster: Raster, place: Rect, side: number): Sharp {
  const margin = 0.2 * Math.max(place.width, place.height);
  const left = Math.max(0, Math.round(place.x - margin));
  const top = Math.max(0, Math.round(place.y - margin));
  const width = Math.min(raster.width - left, Math.round(place.width + 2 * margin));
  const height = Math.min(raster.height - top, Math.round(place.height + 2 * margin));
  const scale = Math.min(MAX_ENLARGEMENT, side / Math.max(width, height));
  return fromRaster(raster)
    .extract({ left, top, width, height })
    .resize(Math.round(width * scale), Math.round(height * scale), { kernel: 'cubic' })
    .greyscale()
    .normalise()
    .sharpen({ sigma: Math.max(0.6, 0.9 * scale), m1: 3, m2: 3 })
    .toColourspace('srgb');
}

const fromRaster = ({ data, width, height }: Raster): Sharp => sharp(data, { raw: { width, height, channels: 3 } });

async function decode(source: Sharp): Promise<string[]> {
  const { data, info } = await source.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const pixels = {
    data: new Uint8ClampedArray(data),
    width: info.width,
    height: info.height,
    colorSpace: 'srgb' as const,
  };
  const found = await readBarcodes(pixels, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 4 });
  return [...new Set(found.filter((r) => r.isValid).map((r) => r.text))];
}
