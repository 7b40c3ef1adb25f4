import sharp, { type Metadata, type SharpOptions } from 'sharp';
import { DomainError } from '../domain/errors.js';
import { MAX_PAGES, MAX_PIXELS, type DecodedPage, type FileType } from './decoded-file.js';
import { encodePage } from './encode-page.js';

const FORMAT: Record<Exclude<FileType, 'application/pdf'>, Metadata['format']> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/tiff': 'tiff',
};

/**
 * `error` refuses cut-off files, but not the harmless warnings that many phones' JPEGs cause (measured in
 * docs/decisions/051).
 */
const OPTIONS: SharpOptions = { limitInputPixels: MAX_PIXELS, failOn: 'error' };

/**
 * Pages of a JPEG, PNG, WebP (the first frame of an animation) or TIFF.
 * @throws DomainError FILE_CORRUPT | TOO_MANY_PIXELS | TOO_MANY_PAGES
 */
export async function decodePicture(bytes: Buffer, type: Exclude<FileType, 'application/pdf'>): Promise<DecodedPage[]> {
  const first = await headerOf(bytes, 0);
  // A file that looks like one type to the sniffer and like another to the decoder is made to deceive.
  if (first.format !== FORMAT[type]) throw new DomainError('FILE_CORRUPT');
  const count = type === 'image/tiff' ? (first.pages ?? 1) : 1;
  if (count > MAX_PAGES) throw new DomainError('TOO_MANY_PAGES');
  const pages: DecodedPage[] = [];
  for (let page = 0; page < count; page += 1) {
    await headerOf(bytes, page);
    pages.push(await encodePage(sharp(bytes, { ...OPTIONS, page }).autoOrient()).catch(refuse));
  }
  return pages;
}

/** Reads the header before any pixel is unpacked. */
async function headerOf(bytes: Buffer, page: number): Promise<Metadata> {
  const header = await sharp(bytes, { ...OPTIONS, page })
    .metadata()
    .catch(refuse);
  if (header.width * header.height > MAX_PIXELS) throw new DomainError('TOO_MANY_PIXELS');
  return header;
}

function refuse(error: unknown): never {
  const tooMany = error instanceof Error && error.message.includes('exceeds pixel limit');
  throw new DomainError(tooMany ? 'TOO_MANY_PIXELS' : 'FILE_CORRUPT');
}
