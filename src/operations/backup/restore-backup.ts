import { createHash } from 'node:crypto';
import mongoose, { type mongo } from 'mongoose';
import type { Deps } from '../../deps.js';
import { cancelWaiting } from '../../notices/cancel-waiting.js';
import { switchOffRestored } from '../../webhooks/forget-deliveries.js';
import { registryFaults } from './check-registry.js';
import { BackupError } from './frames.js';
import { readManifest, type BackupPart, type Manifest } from './manifest.js';
import { faultsOf, readPart, type OpenBackup } from './read-part.js';
import { markRestore, RESTORES, unmarkRestore } from './restore-mark.js';

const BATCH = 500;

export interface Restored {
  readonly manifest: Manifest;
  /** Messages that waited in the backup and will not be sent: they may have been since. */
  readonly cancelledNotices: number;
}

/**
 * Puts a backup into an empty database and file store. All of it is read and proved before anything is written; afterwards
 * the registry is proved again where it lies.
 * @throws BackupError WRONG_KEY | MANIFEST_… | FILE_… (all that is damaged, by name and place) | TARGET_NOT_EMPTY |
 *   NOT_CONSISTENT
 */
export async function restoreBackup(deps: Deps, folder: string, replace: boolean): Promise<Restored> {
  const backup: OpenBackup = { folder, ...(await readManifest(deps, folder)) };
  const faults = await faultsOf(backup);
  if (faults.length > 0) throw new BackupError('FILE_DAMAGED', faults.join('\n'));
  if (!replace) await requireEmpty(deps);
  // Killed from here on, it leaves a mark: nothing starts on half a registry, and only --replace goes on.
  await markRestore(deps.db, deps.clock.now());
  if (replace) await empty(deps);
  for (const part of backup.manifest.parts) {
    if (part.kind === 'collection') await restoreCollection(deps, backup, part);
    else await restoreFile(deps, backup, part);
  }
  const wrong = await registryFaults(deps);
  if (wrong.length > 0) throw new BackupError('NOT_CONSISTENT', wrong.join('\n'));
  // Before the mark goes: a message that was sent after the backup must not be sent again.
  const cancelledNotices = await cancelWaiting(deps);
  await switchOffRestored(deps);
  await unmarkRestore(deps.db);
  return { manifest: backup.manifest, cancelledNotices };
}

async function collections(deps: Deps): Promise<mongo.Collection[]> {
  const { db } = deps.db;
  if (db === undefined) throw new Error('not connected to MongoDB');
  const listed = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  return listed.map(({ name }) => db.collection(name));
}

async function requireEmpty(deps: Deps): Promise<void> {
  for (const collection of await collections(deps)) {
    if ((await collection.findOne({})) === null) continue;
    throw new BackupError(
      'TARGET_NOT_EMPTY',
      `数据库不是空的，恢复会覆盖它；确要覆盖请加 --replace / the database is not empty (${collection.collectionName}); --replace overwrites it`,
    );
  }
}

async function empty(deps: Deps): Promise<void> {
  for (const collection of await collections(deps))
    if (collection.collectionName !== RESTORES) await collection.deleteMany({});
}

/** Unique indexes stand already: a row that breaks the one-holder rule is refused by the database itself. */
async function restoreCollection(deps: Deps, backup: OpenBackup, part: BackupPart): Promise<void> {
  const collection = deps.db.collection(part.name);
  let batch: mongo.OptionalUnlessRequiredId<mongo.BSON.Document>[] = [];
  let rows = 0;
  const flush = async () => {
    if (batch.length > 0) await collection.insertMany(batch, { ordered: false });
    batch = [];
  };
  for await (const document of documentsOf(readPart(backup, part))) {
    // Types stay what they were: no number becomes another kind of number on the way.
    batch.push(mongoose.mongo.BSON.deserialize(document, { promoteValues: false, bsonRegExp: true }));
    rows += 1;
    if (batch.length === BATCH) await flush();
  }
  await flush();
  if (rows !== part.rows)
    throw new BackupError(
      'NOT_CONSISTENT',
      `${part.name}: ${rows} 行，清单 / rows, the manifest says ${part.rows ?? 0}`,
    );
}

/** Every BSON document begins with its own length (bsonspec.org). */
async function* documentsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= 4 && waiting.length >= waiting.readInt32LE(0)) {
      const length = waiting.readInt32LE(0);
      yield Buffer.from(waiting.subarray(0, length));
      waiting = waiting.subarray(length);
    }
  }
}

async function restoreFile(deps: Deps, backup: OpenBackup, part: BackupPart): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of readPart(backup, part)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  // A stored file's name is its hash: it proves itself.
  if (createHash('sha256').update(bytes).digest('hex') !== part.name)
    throw new BackupError('FILE_DAMAGED', `${part.path}: 内容与编号不符 / its content is not what its id says`);
  await deps.files.put(part.name, bytes);
}
