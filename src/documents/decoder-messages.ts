import type { ErrorCode } from '../domain/errors.js';
import type { ExaminedFile } from './examine-file.js';

/** What the API process sends to the decoder child. */
export interface DecodeRequest {
  readonly job: number;
  readonly bytes: Uint8Array;
}

/** And what it gets back; `refused` is a refusal of the file, `broken` a fault of ours. */
export type DecodeReply =
  | { readonly job: number; readonly file: ExaminedFile }
  | { readonly job: number; readonly refused: ErrorCode }
  | { readonly job: number; readonly broken: string };
