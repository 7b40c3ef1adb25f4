import type { ChildProcess } from 'node:child_process';
import { startChild } from '../../../src/platform/guarded-child.js';

/** Starts a reader process (reader-child.ts) and waits until its engines are warm. @throws Error when it does not start */
export const startReader = (): Promise<ChildProcess> =>
  startChild(import.meta.url, { startMs: 90_000, heapMegabytes: 512 });
