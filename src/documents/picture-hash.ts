import sharp from 'sharp';

/** The picture is judged at this size; this many low frequencies each way are kept. */
const SIDE = 64;
const FREQUENCIES = 16;
const MEASURES = FREQUENCIES * FREQUENCIES;

/** `COSINES[u][x]` of the discrete cosine transform. */
const COSINES = Array.from({ length: FREQUENCIES }, (_, u) =>
  Float64Array.from({ length: SIDE }, (__, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * SIDE))),
);

/**
 * Perceptual hash: 256 bits (64 hex digits), each telling whether one low frequency of the picture is above the median.
 * Compressing, shrinking or brightening changes up to 18 bits. Alone it does *not* tell two documents of one layout
 * apart (they differ by as few as 4 bits), so it counts only beside equal content (docs/decisions/052).
 * Null for a picture without any structure.
 */
export async function hashPicture(image: Buffer): Promise<string | null> {
  const grey = await sharp(image).greyscale().resize(SIDE, SIDE, { fit: 'fill' }).extractChannel(0).raw().toBuffer();
  const spectrum = transform(grey);
  // The first measure is the mean brightness and says nothing of the picture.
  const ordered = spectrum.slice(1).sort();
  const middle = ordered[ordered.length >> 1] ?? 0;
  if (ordered.every((value) => Math.abs(value) < 1)) return null;
  const bits = Buffer.alloc(MEASURES / 8);
  spectrum.forEach((value, index) => {
    if (value > middle) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
  });
  return bits.toString('hex');
}

/** Bits in which two hashes differ, 0…256. */
export function hashDistance(one: string, other: string): number {
  const left = Buffer.from(one, 'hex');
  const right = Buffer.from(other, 'hex');
  let distance = 0;
  for (let i = 0; i < left.length; i += 1) {
    for (let byte = (left[i] ?? 0) ^ (right[i] ?? 0); byte > 0; byte &= byte - 1) distance += 1;
  }
  return distance;
}

/** Low frequencies of a `SIDE × SIDE` picture, row by row. */
function transform(grey: Buffer): Float64Array {
  const spectrum = new Float64Array(MEASURES);
  COSINES.forEach((vertical, v) => {
    const rows = new Float64Array(SIDE);
    for (let y = 0; y < SIDE; y += 1) {
      const weight = vertical[y] ?? 0;
      for (let x = 0; x < SIDE; x += 1) rows[x] = (rows[x] ?? 0) + weight * (grey[y * SIDE + x] ?? 0);
    }
    COSINES.forEach((horizontal, u) => {
      spectrum[v * FREQUENCIES + u] = rows.reduce((sum, value, x) => sum + value * (horizontal[x] ?? 0), 0);
    });
  });
  return spectrum;
}
