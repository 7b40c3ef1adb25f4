import sharp from 'sharp';

const SIDE = 256;
/** The middle of the frame: what lies around the paper has colours of its own. */
const MIDDLE = 0.7;
/** Difference of channels, in white-balanced steps of 255, that counts as colour. */
const CHROMA = 28;
/** Share of the picture that must have it. */
const SHARE = 0.004;

/**
 * Whether a picture has colour of its own. Paper fills most of the frame, so the median of each channel is the tint of
 * the light; it is divided out, and a black-and-white copy under a yellow lamp has no colour.
 */
export async function hasColour(image: Buffer): Promise<boolean> {
  const small = await sharp(image)
    .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
    .removeAlpha()
    .toColourspace('srgb')
    .png()
    .toBuffer({ resolveWithObject: true });
  const width = Math.max(1, Math.round(small.info.width * MIDDLE));
  const height = Math.max(1, Math.round(small.info.height * MIDDLE));
  const left = (small.info.width - width) >> 1;
  const top = (small.info.height - height) >> 1;
  const data = await sharp(small.data).extract({ left, top, width, height }).raw().toBuffer();
  const count = width * height;
  const [red, green, blue] = [0, 1, 2].map((channel) => balanced(data, channel, count));
  if (red === undefined || green === undefined || blue === undefined) return false;
  let coloured = 0;
  for (let i = 0; i < count; i += 1) {
    const [r = 0, g = 0, b = 0] = [red[i], green[i], blue[i]];
    if (Math.max(r, g, b) - Math.min(r, g, b) > CHROMA) coloured += 1;
  }
  return coloured > count * SHARE;
}

/** One channel with the light divided out: its median becomes 200. */
function balanced(data: Buffer, channel: number, count: number): Float32Array {
  const values = Float32Array.from({ length: count }, (_, i) => data[3 * i + channel] ?? 0);
  const middle = Float32Array.from(values).sort()[count >> 1] ?? 0;
  const gain = 200 / Math.max(middle, 30);
  return values.map((value) => Math.min(255, value * gain));
}
