import sharp, { type Sharp } from 'sharp';
import type { Raster } from '../../../workers/ocr/image/raster.js';
import type { Random } from './random.js';
import type { Sheet } from './sheet.js';

/** The sheet drawn `width` pixels wide. */
export async function renderSheet(sheet: Sheet, width: number): Promise<Raster> {
  const height = Math.round((width * sheet.height) / sheet.width);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${sheet.width} ${sheet.height}">` +
    `<rect width="${sheet.width}" height="${sheet.height}" fill="#fff"/>${sheet.body}</svg>`;
  return toRaster(sharp(Buffer.from(svg), { unlimited: true }).flatten({ background: '#ffffff' }));
}

export async function toRaster(picture: Sharp): Promise<Raster> {
  const { data, info } = await picture.toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

export const fromRaster = ({ data, width, height }: Raster): Sharp =>
  sharp(data, { raw: { width, height, channels: 3 } });

/** Grey in all three channels, so that rasters stay RGB. */
const LUMINANCE: [[number, number, number], [number, number, number], [number, number, number]] = [
  [0.3, 0.59, 0.11],
  [0.3, 0.59, 0.11],
  [0.3, 0.59, 0.11],
];

/** Once through a photocopier: grey, harder, a little soft, with specks of dust. */
export async function photocopy(raster: Raster, random: Random): Promise<Raster> {
  const grey = await toRaster(
    fromRaster(raster)
      .recomb(LUMINANCE)
      .blur(random.between(0.4, 0.8))
      .linear(random.between(1.25, 1.7), random.between(-70, -30)),
  );
  const dust = Math.round((grey.width * grey.height * random.between(0, 4)) / 100_000);
  for (let k = 0; k < dust; k += 1) {
    const at = 3 * random.int(0, grey.width * grey.height - 2);
    grey.data.fill(random.int(30, 140), at, at + 6);
  }
  return grey;
}
