import type { PictureJob, PictureResult } from './picture-worker.ts';

export type { PictureResult };

/** Runs one job in a worker of its own, which ends with it: pictures are large, and phones have little memory. */
export function preparePicture(job: PictureJob): Promise<PictureResult> {
  const worker = new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<PictureResult>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<PictureResult>) => resolve(data);
    worker.onerror = () => resolve({ failed: true });
    worker.postMessage(job);
  }).finally(() => worker.terminate());
}
