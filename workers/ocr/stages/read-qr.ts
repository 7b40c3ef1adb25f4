import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Raster } from '../image/raster.js';

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

/** Every QR text on the page, opaque: it is compared, never opened. The red-free page is tried when a seal may lie over it. */
export async function readQr(raster: Raster, redFree: Raster): Promise<string[]> {
  prepared ??= prepare();
  await prepared;
  const found = await search(raster);
  return found.length > 0 ? found : search(redFree);
}

async function search(raster: Raster): Promise<string[]> {
  const longest = Math.max(raster.width, raster.height);
  const sides = [...new Set(SIDES.map((side) => Math.min(side, longest)))];
  for (const side of sides) {
    const { data, info } = await sharp(raster.data, {
      raw: { width: raster.width, height: raster.height, channels: 3 },
    })
      .resize({ width: side, height: side, fit: 'inside' })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const picture = {
      data: new Uint8ClampedArray(data),
      width: info.width,
      height: info.height,
      colorSpace: 'srgb' as const,
    };
    const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 4 });
    const texts = found.filter((r) => r.isValid).map((r) => r.text);
    if (texts.length > 0) return [...new Set(texts)];
  }
  return [];
}
