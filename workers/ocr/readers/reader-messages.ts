import type { DocumentKind, Extraction } from '../../../src/domain/ocr-fields.js';

/** What a worker asks of one of its reader processes. */
export interface ReadRequest {
  readonly job: number;
  readonly pages: readonly { readonly image: Uint8Array; readonly width: number; readonly height: number }[];
  readonly claimed: DocumentKind | null;
  /** `YYYY-MM-DD` in Beijing. */
  readonly today: string | undefined;
}

/** And what it hears: each finished stage, then the result or why there is none. */
export type ReadReply =
  | { readonly job: number; readonly stage: string; readonly milliseconds: number }
  | { readonly job: number; readonly extraction: Extraction }
  | { readonly job: number; readonly error: string };
