import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore } from './file-store.js';
import { storageError } from './storage-error.js';

/**
 * Files in a folder, `ab/cd/abcd…`. A file is written beside its place, flushed, then renamed: it is there whole or not
 * at all, also after a power cut.
 */
export class DiskStore implements FileStore {
  constructor(private readonly root: string) {}

  async put(id: string, bytes: Buffer): Promise<void> {
    const path = this.pathOf(id);
    const temporary = join(this.root, `.${randomUUID()}.part`);
    try {
      await mkdir(dirname(path), { recursive: true });
      await write(temporary, bytes);
      await rename(temporary, path);
      await flushFolder(dirname(path));
    } catch (error) {
      await rm(temporary, { force: true });
      throw storageError(error);
    }
  }

  get(id: string): Promise<Buffer> {
    return readFile(this.pathOf(id));
  }

  async delete(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  async has(id: string): Promise<boolean> {
    return access(this.pathOf(id), constants.R_OK).then(
      () => true,
      () => false,
    );
  }

  async check(): Promise<void> {
    const probe = join(this.root, `.${randomUUID()}.probe`);
    await mkdir(this.root, { recursive: true });
    try {
      await write(probe, Buffer.from('probe'));
    } catch (error) {
      throw storageError(error);
    } finally {
      await rm(probe, { force: true });
    }
  }

  private pathOf(id: string): string {
    if (!/^[0-9a-f]{64}$/.test(id)) throw new TypeError('not the id of a stored file');
    return join(this.root, id.slice(0, 2), id.slice(2, 4), id);
  }
}

async function write(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the new name durable too. Windows cannot open folders, and needs no flush of them. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
