import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { Random } from '../../src/cli/specimens/random.js';
import { pngOf } from './hostile-files.js';
import { pdf, specimen, tiff } from './sample-files.js';

interface Fuzzed {
  readonly name: string;
  readonly bytes: Buffer;
}

type Damage = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

/** Ways to spoil a good file. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  'bits flipped': (bytes, random) => {
    const result = Buffer.from(bytes);
    const count = random.int(1, Math.max(2, bytes.length / 400));
    for (let k = 0; k < count; k += 1) {
      const at = random.int(0, bytes.length - 1);
      result[at] = (result[at] ?? 0) ^ (1 << random.int(0, 7));
    }
    return result;
  },
  'one bit flipped in the body': (bytes, random) => {
    const result = Buffer.from(bytes);
    const at = random.int(Math.floor(bytes.length / 3), bytes.length - 1);
    result[at] = (result[at] ?? 0) ^ (1 << random.int(0, 7));
    return result;
  },
  'cut off': (bytes, random) => bytes.subarray(0, random.int(1, bytes.length - 1)),
  'head of another kind': (bytes, random, other) => {
    const at = random.int(8, 600);
    return Buffer.concat([other.subarray(0, at), bytes.subarray(at)]);
  },
  'wrong lengths': (bytes, random) => {
    // The first bytes hold the sizes of chunks, segments and directories.
    const result = Buffer.from(bytes);
    for (let k = 0; k < 4; k += 1) {
      result.writeUInt32BE(
        random.pick([0, 1, 0x7fff_ffff, 0xffff_ffff, random.int(0, 70_000)]),
        random.int(4, Math.min(400, bytes.length - 5)),
      );
    }
    return result;
  },
  'a piece repeated': (bytes, random) => {
    const from = random.int(0, bytes.length - 2);
    const piece = bytes.subarray(from, Math.min(bytes.length, from + random.int(1, 40_000)));
    return Buffer.concat([bytes.subarray(0, from), piece, piece, bytes.subarray(from)]);
  },
  'a piece of zeros': (bytes, random) => {
    const result = Buffer.from(bytes);
    const from = random.int(0, bytes.length - 2);
    return result.fill(0, from, Math.min(bytes.length, from + random.int(1, 4_000)));
  },
};

/** Files that are dangerous whole. */
const MADE: Readonly<Record<string, (random: Random) => Buffer>> = {
  'PNG bomb': (random) => {
    const side = random.int(3_000, 6_900);
    return pngOf(side, side, Buffer.alloc(side * (side + 1)));
  },
  'PNG of a size it does not hold': (random) =>
    pngOf(random.int(1, 7_000), random.int(1, 7_000), Buffer.alloc(random.int(1, 90_000))),
  'huge PNG': (random) => pngOf(random.int(20_000, 2 ** 31 - 1), random.int(20_000, 2 ** 31 - 1), Buffer.alloc(50)),
  'deep tree of PDF pages': (random) => {
    const depth = random.int(200, 8_000);
    const nodes = Array.from(
      { length: depth },
      (_, k) => `${k + 2} 0 obj<</Type/Pages/Count 1/Kids[${k + 3} 0 R]>>endobj`,
    );
    return Buffer.from(
      `%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n${nodes.join('\n')}\n${depth + 2} 0 obj<</Type/Page/MediaBox[0 0 100 100]>>endobj\ntrailer<</Root 1 0 R>>`,
    );
  },
  'PDF whose stream unpacks to much': (random) => {
    const stream = deflateSync(Buffer.alloc(random.int(5, 60) * 1_000_000, '0 0 m 9 9 l S '));
    const head = `%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj\n4 0 obj<</Filter/FlateDecode/Length ${stream.length}>>stream\n`;
    return Buffer.concat([Buffer.from(head), stream, Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>')]);
  },
};

/** `count` files fuzzed from good ones and made by hand, the same for the same seed. */
export async function fuzzedFiles(count: number, seed: string): Promise<Fuzzed[]> {
  const small = sharp(specimen()).resize(900);
  const good = [
    await small.clone().jpeg({ quality: 80 }).toBuffer(),
    await small.clone().jpeg({ progressive: true }).toBuffer(),
    await small.clone().png().toBuffer(),
    await small.clone().webp({ quality: 80 }).toBuffer(),
    await small.clone().tiff({ compression: 'lzw' }).toBuffer(),
    await tiff(3),
    await pdf(2),
  ];
  const random = new Random(seed);
  return Array.from({ length: count }, (_, k) => {
    // One in six is made by hand, the others are damaged good files.
    if (k % 6 === 5) {
      const kind = random.pick(Object.keys(MADE));
      return { name: `${k}: ${kind}`, bytes: MADE[kind]?.(random) ?? Buffer.alloc(0) };
    }
    const damage = random.pick(Object.keys(DAMAGES));
    const at = random.int(0, good.length - 1);
    const bytes = good[at] ?? Buffer.alloc(0);
    return {
      name: `${k}: good file ${at}, ${damage}`,
      bytes: DAMAGES[damage]?.(bytes, random, random.pick(good)) ?? bytes,
    };
  });
}
