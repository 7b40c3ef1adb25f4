import type { ChildProcess } from 'node:child_process';
import { startChild } from '../platform/guarded-child.js';

/** Starts the decoder child (decoder-child.ts) and waits until it listens. @throws Error when it does not start */
export const startDecoder = (): Promise<ChildProcess> =>
  startChild(import.meta.url, { startMs: 30_000, heapMegabytes: 512 });
