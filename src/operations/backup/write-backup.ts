import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { mongo } from 'mongoose';
import type { Deps } from '../../deps.js';
import { projectRoot } from '../../platform/project-root.js';
import { BackupError, sealFrames } from './frames.js';
import { HALF_RESTORED, isHalfRestored } from './restore-mark.js';
import { backupKey, keyCheckOf, writeManifest, type BackupPart, type Manifest } from './manifest.js';

interface Writing {
  readonly folder: string;
  readonly key: Buffer;
  readonly parts: BackupPart[];
}

/**
 * Writes all collections as they were at one moment (a snapshot of the cluster), and every stored file, sealed, with a
 * manifest of hashes. Nothing needs to stop meanwhile. Files come before and after the snapshot: whatever the snapshot names
 * was stored before it.
 * @param folder is made; must be empty
 * @throws BackupError TARGET_NOT_EMPTY | NOT_CONSISTENT (half restored)
 */
export async function writeBackup(deps: Deps, folder: string): Promise<Manifest> {
  if (await isHalfRestored(deps.db)) throw new BackupError('NOT_CONSISTENT', HALF_RESTORED);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0)
    throw new BackupError('TARGET_NOT_EMPTY', `目录不是空的 / the folder is not empty: ${folder}`);
  const salt = randomBytes(32).toString('base64');
  const key = backupKey(deps, salt);
  const writing: Writing = { folder, key, parts: [] };
  await writeFiles(deps, writing);
  await writeCollections(deps, writing);
  await writeFiles(deps, writing);
  const manifest: Manifest = {
    format: 'registry-400 backup 1',
    createdAt: deps.clock.now().toISOString(),
    salt,
    keyCheck: keyCheckOf(key),
    parts: writing.parts,
  };
  await writeManifest(folder, key, manifest);
  return manifest;
}

async function writeCollections(deps: Deps, writing: Writing): Promise<void> {
  const { db } = deps.db;
  if (db === undefined) throw new Error('not connected to MongoDB');
  const listed = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  const names = listed.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  const session = deps.db.getClient().startSession({ snapshot: true });
  try {
    for (const name of names.sort()) {
      const counter = { rows: 0 };
      const rows = documentsOf(db.collection(name), session, counter);
      await writePart(writing, { path: `collections/${name}`, kind: 'collection', name }, rows, counter);
    }
  } finally {
    await session.endSession();
  }
}

/** BSON as the server has it: no type is lost, and nothing is understood that need not be. */
async function* documentsOf(
  collection: mongo.Collection,
  session: mongo.ClientSession,
  counter: { rows: number },
): AsyncGenerator<Buffer> {
  for await (const document of collection.find({}, { session, raw: true, batchSize: 500 })) {
    counter.rows += 1;
    yield document as unknown as Buffer;
  }
}

async function writeFiles(deps: Deps, writing: Writing): Promise<void> {
  // With `gridfs` the files are rows of two collections.
  if (deps.config.STORAGE !== 'disk') return;
  const root = resolve(projectRoot, deps.config.UPLOADS_DIR);
  const have = new Set(writing.parts.map(({ name }) => name));
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const id = entry.name;
    if (!entry.isFile() || !/^[0-9a-f]{64}$/.test(id) || have.has(id)) continue;
    // Gone meanwhile: erased on purpose, and then no business of a backup.
    const bytes = await deps.files.get(id).catch(() => null);
    if (bytes === null) continue;
    const path = `files/${id.slice(0, 2)}/${id}`;
    await writePart(writing, { path, kind: 'file', name: id }, [bytes], null);
  }
}

async function writePart(
  { folder, key, parts }: Writing,
  part: Pick<BackupPart, 'path' | 'kind' | 'name'>,
  source: AsyncIterable<Buffer> | Iterable<Buffer>,
  counter: { rows: number } | null,
): Promise<void> {
  const file = join(folder, part.path);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const [plain, sealed] = [createHash('sha256'), createHash('sha256')];
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      plain.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  async function* hashed(): AsyncGenerator<Buffer> {
    for await (const frame of sealFrames(key, part.path, counted())) {
      sealed.update(frame);
      yield frame;
    }
  }
  await pipeline(hashed(), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
  parts.push({
    ...part,
    sealedSha256: sealed.digest('hex'),
    sha256: plain.digest('hex'),
    bytes,
    rows: counter === null ? null : counter.rows,
  });
}
