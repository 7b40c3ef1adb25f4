import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { isDuplicateKey } from '../platform/mongo.js';
import { markModel } from './mark-model.js';

const SIDE = 256;
const MOST_PIXELS = 16_000_000;
const FORMATS = new Set(['png', 'jpeg', 'webp', 'svg']);

/**
 * Keeps a mark, drawn anew as PNG of at most 256 pixels a side: whatever else was in the file (scripts of an SVG, metadata)
 * is gone. Until the policy `houseMark` names it, nobody sees it; the same picture twice is one.
 * @returns what `houseMark` is set to
 * @throws DomainError FILE_TYPE_UNSUPPORTED | FILE_CORRUPT
 */
export async function keepMark(deps: Pick<Deps, 'db'>, bytes: Buffer): Promise<string> {
  const png = await drawn(bytes);
  const _id = createHash('sha256').update(png).digest('hex');
  try {
    await markModel(deps.db).insertMany([{ _id, png }]);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return _id;
}

async function drawn(bytes: Buffer): Promise<Buffer> {
  const options = { limitInputPixels: MOST_PIXELS, pages: 1 };
  const { format } = await sharp(bytes, options)
    .metadata()
    .catch(() => {
      throw new DomainError('FILE_TYPE_UNSUPPORTED');
    });
  if (!FORMATS.has(format)) throw new DomainError('FILE_TYPE_UNSUPPORTED');
  return sharp(bytes, options)
    .rotate()
    .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: format !== 'svg' })
    .png({ compressionLevel: 9 })
    .timeout({ seconds: 5 })
    .toBuffer()
    .catch(() => {
      throw new DomainError('FILE_CORRUPT');
    });
}
