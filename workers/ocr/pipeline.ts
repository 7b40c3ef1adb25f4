import type { DocumentKind, Extraction } from '../../src/domain/ocr-fields.js';
import type { OcrEngines } from './engines.js';
import { mergePages } from './merge-pages.js';
import { readPage, type PageReading } from './read-page.js';
import type { Without } from './stages/optional.js';

/** One page, already decoded from its file, upright by EXIF and free of metadata. */
export interface OcrPage {
  /** Encoded picture: WebP, PNG or JPEG. */
  readonly image: Buffer;
  readonly width: number;
  readonly height: number;
}

export interface ExtractOptions {
  readonly signal?: AbortSignal;
  /** Told after each stage of each page how long it took. */
  readonly onStage?: (stage: string, milliseconds: number) => void;
  /** `YYYY-MM-DD` in Beijing: no one is born and nothing issued after it. */
  readonly today?: string;
  /** Left out to measure what each brings. */
  readonly without?: Without;
}

/**
 * Read a document: each page is normalised, oriented, read, classified and its fields are extracted; the pages' fields are
 * then merged, a `read` value before an `unsure` one. Boxes are in pixels of the page as given.
 * @param claimed what the applicant says the document is: decides only where the content does not
 * @throws DOMException `AbortError` when the signal fires; Error when a page is no picture
 */
export async function extractDocument(
  pages: readonly OcrPage[],
  claimed: DocumentKind | null,
  engines: OcrEngines,
  options: ExtractOptions = {},
): Promise<Extraction> {
  const started = performance.now();
  const readings: PageReading[] = [];
  for (const [i, page] of pages.entries()) readings.push(await readPage(page, i + 1, claimed, engines, options));
  return { ...mergePages(readings, claimed === 'bundle'), ms: Math.round(performance.now() - started) };
}
