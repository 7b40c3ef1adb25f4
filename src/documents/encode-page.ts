import type { Sharp } from 'sharp';
import { MAX_SIDE, type DecodedPage } from './decoded-file.js';

/**
 * The stored form of a page. JPEG at quality 93 without chroma subsampling keeps red seals crisp, is three times as fast
 * to read again as WebP, and encodes any picture: WebP gives up on large noisy photographs (docs/decisions/051).
 * sharp drops all metadata unless told otherwise.
 */
export async function encodePage(picture: Sharp): Promise<DecodedPage> {
  const { data, info } = await picture
    .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 93, chromaSubsampling: '4:4:4' })
    .toBuffer({ resolveWithObject: true });
  return { image: data, width: info.width, height: info.height };
}
