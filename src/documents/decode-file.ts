import { fileTypeFromBuffer } from 'file-type';
import { DomainError } from '../domain/errors.js';
import { decodePdf } from './decode-pdf.js';
import { decodePicture } from './decode-picture.js';
import { FILE_TYPES, type DecodedFile, type DecodedPage, type FileType } from './decoded-file.js';
import { hasColour } from './has-colour.js';
import { hashPicture } from './picture-hash.js';

/**
 * Turns an uploaded file into upright pages. The type is told by the content, never by the name. Runs native decoders
 * on bytes of strangers: call it in the decoder child only (decoder.ts).
 * @throws DomainError FILE_EMPTY | FILE_TYPE_UNSUPPORTED | FILE_CORRUPT | TOO_MANY_PIXELS | TOO_MANY_PAGES | PDF_ENCRYPTED
 */
export async function decodeInProcess(bytes: Buffer): Promise<DecodedFile> {
  if (bytes.length === 0) throw new DomainError('FILE_EMPTY');
  const type = await fileTypeOf(bytes);
  const pages = type === 'application/pdf' ? await decodePdf(bytes) : await decodePicture(bytes, type);
  const [first] = pages;
  if (first === undefined) throw new DomainError('FILE_CORRUPT');
  return { type, pages, colour: await anyColour(pages), hash: await hashPicture(first.image) };
}

/** @throws DomainError FILE_TYPE_UNSUPPORTED */
async function fileTypeOf(bytes: Buffer): Promise<FileType> {
  // A cut-off container can make the sniffer itself fail.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const type = FILE_TYPES.find((known) => known === (found?.mime ?? (isTiff(bytes) ? 'image/tiff' : null)));
  if (type === undefined) throw new DomainError('FILE_TYPE_UNSUPPORTED');
  return type;
}

/** TIFF 6.0 §2. Its directory stands at the end, so the sniffer does not know one that was cut off. */
function isTiff(bytes: Buffer): boolean {
  return ['49492a00', '4d4d002a'].includes(bytes.toString('hex', 0, 4));
}

async function anyColour(pages: readonly DecodedPage[]): Promise<boolean> {
  for (const page of pages) if (await hasColour(page.image)) return true;
  return false;
}
