import { randomBytes } from 'node:crypto';
import { finished } from 'node:stream/promises';
import mongoose, { type Connection } from 'mongoose';
import type { FileStore } from './file-store.js';
import { isDuplicateKey } from './mongo.js';
import { storageError } from './storage-error.js';

/** Files in MongoDB, for installations of many machines. The file's row is written last, so no part is ever visible. */
export class GridFsStore implements FileStore {
  constructor(private readonly db: Connection) {}

  async put(id: string, bytes: Buffer): Promise<void> {
    if (await this.has(id)) return;
    const upload = this.bucket().openUploadStreamWithId(id, id, { writeConcern: { w: 'majority' } });
    try {
      upload.end(bytes);
      await finished(upload);
    } catch (error) {
      // Somebody else wrote the same bytes at the same time: theirs are as good.
      if (isDuplicateKey(error)) return;
      await upload.abort().catch(() => undefined);
      throw storageError(error);
    }
  }

  async get(id: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.bucket().openDownloadStream(id)) chunks.push(Buffer.from(chunk as Uint8Array));
    return Buffer.concat(chunks);
  }

  async delete(id: string): Promise<void> {
    if (await this.has(id)) await this.bucket().delete(id);
  }

  async has(id: string): Promise<boolean> {
    return await this.bucket().find({ _id: id }, { limit: 1 }).hasNext();
  }

  async check(): Promise<void> {
    const probe = `probe-${randomBytes(8).toString('hex')}`;
    await this.put(probe, Buffer.from('probe'));
    await this.delete(probe);
  }

  private bucket(): GridFSBucketOf<string> {
    const { db } = this.db;
    if (db === undefined) throw new Error('not connected to MongoDB');
    // The driver types file ids as ObjectId only; the server takes any value.
    return new mongoose.mongo.GridFSBucket(db, { bucketName: 'files' }) as unknown as GridFSBucketOf<string>;
  }
}

type Bucket = InstanceType<typeof mongoose.mongo.GridFSBucket>;
interface GridFSBucketOf<Id> {
  openUploadStreamWithId(
    id: Id,
    name: string,
    options: Parameters<Bucket['openUploadStream']>[1],
  ): ReturnType<Bucket['openUploadStream']>;
  openDownloadStream(id: Id): ReturnType<Bucket['openDownloadStream']>;
  delete(id: Id): Promise<void>;
  find(filter: { _id: Id }, options: { limit: number }): { hasNext(): Promise<boolean> };
}
