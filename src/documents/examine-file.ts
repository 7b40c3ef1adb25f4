import type { Advice } from './advice/advice.js';
import { adviseOn } from './advice/look-at-page.js';
import { decodeInProcess } from './decode-file.js';
import type { DecodedFile } from './decoded-file.js';
import { tracesOf, type Trace } from './traces/traces.js';

/** A decoded file and what can be told about it before anything is read. */
export interface ExaminedFile extends DecodedFile {
  /** For the applicant. */
  readonly advice: readonly Advice[];
  /** For reviewers: signs of editing in what is dropped afterwards, and of pictures of screens. */
  readonly traces: readonly Trace[];
}

/** More pages than that would make the upload wait; the others are judged by their reading. */
const ADVISED_PAGES = 3;

/**
 * Decodes and looks. Like `decodeInProcess`, for the decoder child only.
 * @throws DomainError as `decodeInProcess` does
 */
export async function examineInProcess(bytes: Buffer): Promise<ExaminedFile> {
  const file = await decodeInProcess(bytes);
  const advice: Advice[] = [];
  for (const [index, page] of file.pages.slice(0, ADVISED_PAGES).entries()) {
    advice.push(...(await adviseOn(page, index + 1)));
  }
  return { ...file, advice, traces: await tracesOf(bytes, file) };
}
