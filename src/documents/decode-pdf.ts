import { PDFiumLibrary, type PDFiumDocument, type PDFiumPage } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { DomainError } from '../domain/errors.js';
import { MAX_PAGES, MAX_SIDE, type DecodedPage } from './decoded-file.js';
import { encodePage } from './encode-page.js';

const DPI = 200;
const POINTS_PER_INCH = 72;

let library: ReturnType<typeof PDFiumLibrary.init> | undefined;

/**
 * Pages of a PDF as pictures at 200 dpi (fewer for a page longer than 50 cm). PDFium runs as WebAssembly: no native
 * code, no network, no scripts of the document.
 * @throws DomainError PDF_ENCRYPTED | TOO_MANY_PAGES | FILE_CORRUPT
 */
export async function decodePdf(bytes: Buffer): Promise<DecodedPage[]> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(bytes).catch(refuse);
  try {
    const count = document.getPageCount();
    if (count > MAX_PAGES) throw new DomainError('TOO_MANY_PAGES');
    return await renderPages(document, count);
  } finally {
    document.destroy();
  }
}

async function renderPages(document: PDFiumDocument, count: number): Promise<DecodedPage[]> {
  // Without this, filled-in form fields and stamp annotations would be missing from the picture.
  document.initializeFormFields();
  const pages: DecodedPage[] = [];
  for (let index = 0; index < count; index += 1) pages.push(await renderPage(document.getPage(index)));
  return pages;
}

async function renderPage(page: PDFiumPage): Promise<DecodedPage> {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const longSide = Math.max(originalWidth, originalHeight);
  if (!(Math.min(originalWidth, originalHeight) >= 1) || !Number.isFinite(longSide))
    throw new DomainError('FILE_CORRUPT');
  const scale = Math.min(DPI / POINTS_PER_INCH, MAX_SIDE / longSide);
  const { data, width, height } = await page.render({ scale, render: 'bitmap', renderFormFields: true }).catch(refuse);
  return encodePage(sharp(data, { raw: { width, height, channels: 4 } }));
}

function refuse(error: unknown): never {
  const encrypted = error instanceof Error && /password|security scheme/i.test(error.message);
  throw new DomainError(encrypted ? 'PDF_ENCRYPTED' : 'FILE_CORRUPT');
}
