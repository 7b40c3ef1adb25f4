import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from '../../src/platform/file-store.js';

/** Files of one test in one folder, until `close()` removes it. */
export function tmpFileStore(folder: string): FileStore {
  const pathOf = (id: string) => join(folder, id);
  return {
    put: async (id, bytes) => {
      await mkdir(folder, { recursive: true });
      await writeFile(pathOf(id), bytes);
    },
    get: (id) => readFile(pathOf(id)),
    delete: (id) => rm(pathOf(id), { force: true }),
    has: (id) =>
      access(pathOf(id)).then(
        () => true,
        () => false,
      ),
    check: async () => {
      await mkdir(folder, { recursive: true });
    },
  };
}
