import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { pdf, specimen, tiff, twoHalves } from './sample-files.js';

/** Files made to hurt a decoder, the same every time. */
export async function hostileFiles(): Promise<{ name: string; bytes: Buffer }[]> {
  const jpeg = await sharp(specimen()).resize(500).jpeg().toBuffer();
  const png = await twoHalves().png().toBuffer();
  const webp = await twoHalves().webp().toBuffer();
  const paper = await pdf(2);
  const sound = { jpeg, png, webp, tiff: await tiff(2), pdf: paper };
  const files = Object.entries(sound).flatMap(([type, bytes], index) => [
    ...[1, 2, 3].map((seed) => ({
      name: `${type} with bytes changed ${seed}`,
      bytes: damage(bytes, seed + 10 * index),
    })),
    { name: `${type} cut off in its head`, bytes: bytes.subarray(0, 40) },
    {
      name: `${type} filled up with zeros`,
      bytes: Buffer.concat([bytes.subarray(0, bytes.length / 3), Buffer.alloc(50_000)]),
    },
    { name: `${type} doubled`, bytes: Buffer.concat([bytes, bytes]) },
  ]);
  const catalogue = '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n';
  return [
    ...files,
    { name: 'PNG of 100,000 × 100,000', bytes: pngOf(100_000, 100_000, Buffer.alloc(100)) },
    { name: 'PNG of 0 × 0', bytes: pngOf(0, 0, Buffer.alloc(1)) },
    { name: 'PNG bomb of 49 megapixels', bytes: pngOf(7_000, 7_000, Buffer.alloc(7_000 * 7_001)) },
    {
      name: 'JPEG head and noise',
      bytes: Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), noise(60_000, 5)]),
    },
    {
      name: 'WebP head and noise',
      bytes: Buffer.concat([Buffer.from('RIFF\xff\xff\xff\x7fWEBPVP8 ', 'latin1'), noise(60_000, 6)]),
    },
    {
      name: 'TIFF whose directory points at itself',
      bytes: Buffer.from('49492a000800000001000001040001000000000000000800000000', 'hex'),
    },
    {
      name: 'PDF whose pages contain themselves',
      bytes: Buffer.from(`${catalogue}2 0 obj<</Type/Pages/Count 3/Kids[2 0 R 2 0 R]>>endobj\ntrailer<</Root 1 0 R>>`),
    },
    {
      name: 'PDF that claims a billion pages',
      bytes: Buffer.from(`${catalogue}2 0 obj<</Type/Pages/Count 1000000000/Kids[]>>endobj\ntrailer<</Root 1 0 R>>`),
    },
    {
      name: 'PDF page without size',
      bytes: Buffer.from(
        `${catalogue}2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]>>endobj\ntrailer<</Root 1 0 R>>`,
      ),
    },
    {
      name: 'PDF page of 10 km',
      bytes: Buffer.from(
        `${catalogue}2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 28346456 28346456]>>endobj\ntrailer<</Root 1 0 R>>`,
      ),
    },
    { name: 'PDF of brackets', bytes: Buffer.from(`%PDF-1.7\n1 0 obj${'['.repeat(200_000)}`) },
    {
      name: 'SVG that includes a file',
      bytes: Buffer.from('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'),
    },
    { name: 'a program', bytes: Buffer.concat([Buffer.from('\x7fELF'), noise(5_000, 7)]) },
    { name: 'an archive', bytes: Buffer.concat([Buffer.from('PK\x03\x04'), noise(5_000, 8)]) },
  ];
}

/** Changes one byte in two hundred, by a fixed sequence. */
function damage(bytes: Buffer, seed: number): Buffer {
  const result = Buffer.from(bytes);
  const random = generator(seed);
  for (let i = 0; i < bytes.length / 200; i += 1)
    result[12 + Math.floor(random() * (bytes.length - 12))] = Math.floor(random() * 256);
  return result;
}

function noise(length: number, seed: number): Buffer {
  const random = generator(seed);
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

/** Park–Miller. */
function generator(seed: number): () => number {
  let state = seed * 7919 + 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

export function pngOf(width: number, height: number, rows: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
