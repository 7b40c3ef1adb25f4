import sharp from 'sharp';

const SIDE = 256;
/** Difference of channels, after the tint of the light is taken away, that counts as colour. */
const CHROMA = 28;
/** Share of the picture that must have it. */
const SHARE = 0.004;

/**
 * Whether a picture has colour of its own. The tint of lamp light on a black-and-white copy is the same all over, so the
 * median of each colour difference is subtracted first.
 */
export async function hasColour(image: Buffer): Promise<boolean> {
  const { data } = await sharp(image)
    .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const count = Math.floor(data.length / 3);
  const redGreen = new Int16Array(count);
  const blueYellow = new Int16Array(count);
  for (let i = 0; i < count; i += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(3 * i, 3 * i + 3);
    redGreen[i] = red - green;
    blueYellow[i] = blue - (red + green) / 2;
  }
  const middleRedGreen = median(redGreen);
  const middleBlueYellow = median(blueYellow);
  let coloured = 0;
  for (let i = 0; i < count; i += 1) {
    const distance = Math.hypot((redGreen[i] ?? 0) - middleRedGreen, (blueYellow[i] ?? 0) - middleBlueYellow);
    if (distance > CHROMA) coloured += 1;
  }
  return coloured > count * SHARE;
}

function median(values: Int16Array): number {
  return Int16Array.from(values).sort()[values.length >> 1] ?? 0;
}
