import { useSyncExternalStore } from 'react';
import type { DocumentKind } from '../../domain/ocr-fields.js';
import { UploadQueue, type QueuedUpload } from './upload-queue.ts';

/** The page's queue of papers on their way. */
export const uploads = new UploadQueue();

/** What is on its way into a dossier, oldest first; of one kind when it is named. */
export function useUploads(applicationId: string, kind?: DocumentKind): readonly QueuedUpload[] {
  const all = useSyncExternalStore(uploads.subscribe, uploads.snapshot);
  return all.filter((upload) => upload.applicationId === applicationId && (kind === undefined || upload.kind === kind));
}
