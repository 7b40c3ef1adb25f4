import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

let prepared: Promise<unknown> | undefined;

/** PNG of a QR code, made here: a link with a code in it is shown to no service. */
export async function qrCode(link: string): Promise<Buffer> {
  prepared ??= prepareZXingModule({ overrides: { wasmBinary: writerBinary() }, fireImmediately: true });
  await prepared;
  const { image, error } = await writeBarcode(link, { format: 'QRCode', scale: 8 });
  if (image === null) throw new Error(`no QR code could be made: ${error}`);
  return Buffer.from(await image.arrayBuffer());
}

/** The library would fetch it from a CDN otherwise. */
function writerBinary(): ArrayBuffer {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  return Uint8Array.from(readFileSync(file)).buffer;
}
