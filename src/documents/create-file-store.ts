import { resolve } from 'node:path';
import type { Connection } from 'mongoose';
import type { Config } from '../config.js';
import { DiskStore } from '../platform/disk-store.js';
import type { FileStore } from '../platform/file-store.js';
import { GridFsStore } from '../platform/gridfs-store.js';
import { projectRoot } from '../platform/project-root.js';

/** Where encrypted documents lie, as configured. A relative folder is within the project, whatever the working folder. */
export function createFileStore(config: Pick<Config, 'STORAGE' | 'UPLOADS_DIR'>, db: Connection): FileStore {
  return config.STORAGE === 'gridfs' ? new GridFsStore(db) : new DiskStore(resolve(projectRoot, config.UPLOADS_DIR));
}
