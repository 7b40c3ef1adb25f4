import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { BackupError, openFrames } from './frames.js';
import type { BackupPart, Manifest } from './manifest.js';

export interface OpenBackup {
  readonly folder: string;
  readonly key: Buffer;
  readonly manifest: Manifest;
}

/** What a part holds, opened as it is read. @throws BackupError FILE_MISSING | FILE_DAMAGED */
export async function* readPart({ folder, key }: OpenBackup, part: BackupPart): AsyncGenerator<Buffer> {
  const stream = createReadStream(join(folder, part.path), { highWaterMark: 256 * 1024 });
  const hash = createHash('sha256');
  try {
    for await (const chunk of openFrames(key, part.path, stream as AsyncIterable<Buffer>)) {
      hash.update(chunk);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new BackupError('FILE_MISSING', `${part.path}: 文件缺失 / the file is missing`);
    throw error;
  }
  if (hash.digest('hex') !== part.sha256)
    throw new BackupError('FILE_DAMAGED', `${part.path}: 与清单不符 / not what the manifest says`);
}

/** Reads every part to its end. @returns everything that is wrong, one message a part */
export async function faultsOf(backup: OpenBackup): Promise<string[]> {
  const faults: string[] = [];
  for (const part of backup.manifest.parts) {
    try {
      const chunks = readPart(backup, part);
      while ((await chunks.next()).done !== true);
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      faults.push(error.message);
    }
  }
  return faults;
}
