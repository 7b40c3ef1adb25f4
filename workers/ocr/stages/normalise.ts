import { cleanPage } from '../image/clean.js';
import { decodeRaster, type Raster } from '../image/raster.js';
import { NOTHING_LEFT_OUT, type Without } from './optional.js';

/** A page as the stages see it. */
export interface PageImage {
  /** RGB, longer side at most {@link MAX_SIDE} pixels. */
  readonly raster: Raster;
  /** The same without red ink, shadows and watermarks: what text is looked for in. */
  readonly clean: Raster;
  /** Raster pixels per pixel of the page as it was given. */
  readonly scale: number;
}

/** Enough for 1 mm print on an A4 sheet; a 20-megapixel photograph gains nothing above it and costs memory. */
const MAX_SIDE = 3000;

/** Stage 1: pixels of known size. @throws Error when the bytes are no picture */
export async function normalisePage(image: Buffer, without: Without = NOTHING_LEFT_OUT): Promise<PageImage> {
  const { raster, scale } = await decodeRaster(image, MAX_SIDE);
  return { raster, clean: without.has('clean') ? raster : cleanPage(raster), scale };
}
