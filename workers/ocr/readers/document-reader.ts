import type { DocumentKind, Extraction } from '../../../src/domain/ocr-fields.js';
import type { ExtractOptions, OcrPage } from '../pipeline.js';

/** Reads documents somewhere: in processes of their own (reader-pool.ts). */
export interface DocumentReader {
  /**
   * @throws ReaderError `hung` or `died` when the readers failed at this document; Error when a page is no picture;
   * DOMException when the signal fires
   */
  read(pages: readonly OcrPage[], claimed: DocumentKind | null, options?: ExtractOptions): Promise<Extraction>;
  close(): Promise<void>;
}

/** A reader process did not come back from a document, twice. */
export class ReaderError extends Error {
  constructor(readonly fate: 'hung' | 'died') {
    super(`the reader ${fate}`);
    this.name = 'ReaderError';
  }
}
