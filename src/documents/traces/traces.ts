import type { DecodedFile } from '../decoded-file.js';
import { editorNamed } from './editor-metadata.js';
import { isScreenshot } from './screenshot.js';
import { hasScreenGrid } from './screen-grid.js';

/** Signs in an uploaded file that a person should look at. None proves anything. */
export const TRACE_CODES = ['EDITOR_METADATA', 'SCREENSHOT', 'PHOTO_OF_SCREEN'] as const;
export type TraceCode = (typeof TRACE_CODES)[number];

export interface Trace {
  readonly code: TraceCode;
  /** 1-based. */
  readonly page: number;
}

/** What the uploaded bytes say beside their pixels, before metadata is dropped, and how the first page was taken. */
export async function tracesOf(bytes: Buffer, file: DecodedFile): Promise<Trace[]> {
  const [first] = file.pages;
  const found: Trace[] = [];
  if (await editorNamed(bytes, file.type)) found.push({ code: 'EDITOR_METADATA', page: 1 });
  if (file.type !== 'application/pdf' && (await isScreenshot(bytes))) found.push({ code: 'SCREENSHOT', page: 1 });
  else if (first !== undefined && (await hasScreenGrid(first))) found.push({ code: 'PHOTO_OF_SCREEN', page: 1 });
  return found;
}
