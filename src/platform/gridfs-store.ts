import { randomBytes } from 'node:crypto';
import { finished } from 'node:stream/promises';
import mongoose, { type Connection } from 'mongoose';
import type { FileStore } from './file-store.js';
import { storageError } from './storage-error.js';

/**
 * Files in MongoDB, for installations of many machines. The file's row is written last, so no part is ever visible. The id
 * is the file's *name*: two writers of the same bytes at once make two files of one name, either of which is the whole;
 * under one GridFS id their parts would mix and both writers fail.
 */
export class GridFsStore implements FileStore {
  constructor(private readonly db: Connection) {}

  async put(id: string, bytes: Buffer): Promise<void> {
    if (await this.has(id)) return;
    const upload = this.bucket().openUploadStream(id, { writeConcern: { w: 'majority' } });
    try {
      upload.end(bytes);
      await finished(upload);
    } catch (error) {
      await upload.abort().catch(() => undefined);
      throw storageError(error);
    }
  }

  async get(id: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.bucket().openDownloadStreamByName(id)) chunks.push(Buffer.from(chunk as Uint8Array));
    return Buffer.concat(chunks);
  }

  async delete(id: string): Promise<void> {
    for await (const { _id } of this.bucket().find({ filename: id })) await this.bucket().delete(_id);
  }

  async has(id: string): Promise<boolean> {
    return await this.bucket().find({ filename: id }, { limit: 1 }).hasNext();
  }

  async check(): Promise<void> {
    const probe = `probe-${randomBytes(8).toString('hex')}`;
    await this.put(probe, Buffer.from('probe'));
    await this.delete(probe);
  }

  private bucket() {
    const { db } = this.db;
    if (db === undefined) throw new Error('not connected to MongoDB');
    return new mongoose.mongo.GridFSBucket(db, { bucketName: 'files' });
  }
}
