import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

let prepared: Promise<void> | undefined;

/** The package would fetch its WebAssembly from the network: give it the installed file. */
async function prepare(): Promise<void> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
  const wasmBinary = new ArrayBuffer(wasm.byteLength);
  new Uint8Array(wasmBinary).set(wasm);
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** A QR code as SVG of `size` pixels at `x`, `y`. @throws Error when the text does not fit into a code */
export async function drawQr(text: string, x: number, y: number, size: number): Promise<string> {
  prepared ??= prepare();
  await prepared;
  const { svg, error } = await writeBarcode(text, { format: 'QRCode', ecLevel: 'M' });
  if (svg === '') throw new Error(`no QR code: ${error}`);
  const picture = Buffer.from(svg).toString('base64');
  return `<image x="${x}" y="${y}" width="${size}" height="${size}" image-rendering="pixelated" href="data:image/svg+xml;base64,${picture}"/>`;
}
