import sharp from 'sharp';

/** Interleaved 8-bit RGB pixels, row by row: `height × width × 3`. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** One byte a pixel, row by row: `height × width`. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** More than a 100-megapixel camera makes; a picture over it is refused before its pixels are unpacked. */
export const MAX_INPUT_PIXELS = 120_000_000;

/**
 * Decode an encoded picture (PNG, JPEG, WebP) to RGB whose longer side is at most `maxSide` pixels.
 * Never enlarges. `scale` is decoded pixels per original pixel.
 * @throws Error from libvips when the bytes are no picture or the picture exceeds {@link MAX_INPUT_PIXELS}
 */
export async function decodeRaster(image: Buffer, maxSide: number): Promise<{ raster: Raster; scale: number }> {
  const source = sharp(image, { limitInputPixels: MAX_INPUT_PIXELS, failOn: 'error' });
  const { width: fullWidth } = await source.metadata();
  const { data, info } = await source
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = info.channels === 3 ? data : widenToRgb(data, info.channels);
  return { raster: { width: info.width, height: info.height, data: pixels }, scale: info.width / fullWidth };
}

function widenToRgb(data: Uint8Array, channels: number): Uint8Array {
  const count = data.length / channels;
  const rgb = new Uint8Array(count * 3);
  for (let i = 0; i < count; i += 1) {
    for (let c = 0; c < 3; c += 1) rgb[i * 3 + c] = data[i * channels + (channels >= 3 ? c : 0)] ?? 0;
  }
  return rgb;
}

/**
 * Luminance without red ink: the red channel alone, in which a red seal over black text is as pale as the paper.
 * A black-and-white copy is unchanged by it.
 */
export function redFree(raster: Raster): Grey {
  const out = new Uint8Array(raster.width * raster.height);
  for (let i = 0; i < out.length; i += 1) out[i] = raster.data[i * 3] ?? 0;
  return { width: raster.width, height: raster.height, data: out };
}
