import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileStore } from '../../src/documents/create-file-store.js';
import type { FileStore } from '../../src/platform/file-store.js';
import { storageError } from '../../src/platform/storage-error.js';
import { createTestContext, type TestContext } from '../support/app.js';

let context: TestContext;
let folder: string;
beforeAll(async () => {
  context = await createTestContext();
  folder = await mkdtemp(join(tmpdir(), 'registry-400-store-'));
});
afterAll(async () => {
  await context.close();
  await rm(folder, { recursive: true, force: true });
});

function sample(length = 700_000): { id: string; bytes: Buffer } {
  const bytes = randomBytes(length);
  return { id: createHash('sha256').update(bytes).digest('hex'), bytes };
}

describe.each(['disk', 'gridfs'] as const)('files kept by %s', (STORAGE) => {
  const open = (): FileStore => createFileStore({ STORAGE, UPLOADS_DIR: folder }, context.deps.db);

  it('keeps, finds and deletes bytes', async () => {
    const store = open();
    const { id, bytes } = sample();
    expect(await store.has(id)).toBe(false);
    await store.put(id, bytes);
    expect(await store.has(id)).toBe(true);
    expect((await store.get(id)).equals(bytes)).toBe(true);
    await store.delete(id);
    expect(await store.has(id)).toBe(false);
    await expect(store.get(id)).rejects.toThrow();
    await store.delete(id);
  });

  it('takes the same bytes twice, also at once', async () => {
    const store = open();
    const { id, bytes } = sample();
    await Promise.all([store.put(id, bytes), store.put(id, bytes), store.put(id, bytes)]);
    await store.put(id, bytes);
    expect((await store.get(id)).equals(bytes)).toBe(true);
  });

  it('keeps nothing, too', async () => {
    const store = open();
    const { id, bytes } = sample(0);
    await store.put(id, bytes);
    expect(await store.get(id)).toHaveLength(0);
  });

  it('checks itself without leaving anything', async () => {
    const store = open();
    const before = await everything();
    await store.check();
    expect(await everything()).toEqual(before);
  });
});

describe('files on disk', () => {
  it('lie under the first bytes of their id, readable by this user only, with no temporary file left', async () => {
    const store = createFileStore({ STORAGE: 'disk', UPLOADS_DIR: folder }, context.deps.db);
    const { id, bytes } = sample();
    await store.put(id, bytes);
    expect((await readFile(join(folder, id.slice(0, 2), id.slice(2, 4), id))).equals(bytes)).toBe(true);
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('refuses ids that would lead out of the folder', async () => {
    const store = createFileStore({ STORAGE: 'disk', UPLOADS_DIR: folder }, context.deps.db);
    await expect(Promise.resolve().then(() => store.get('../../etc/passwd'))).rejects.toThrow(TypeError);
  });

  it('leaves nothing behind when writing fails', async () => {
    // A folder that cannot be: its parent is a file.
    const { id, bytes } = sample();
    const parent = join(folder, 'a-file');
    await createFileStore({ STORAGE: 'disk', UPLOADS_DIR: folder }, context.deps.db).put(id, bytes);
    const { writeFile } = await import('node:fs/promises');
    await writeFile(parent, 'x');
    const store = createFileStore({ STORAGE: 'disk', UPLOADS_DIR: join(parent, 'below') }, context.deps.db);
    const before = await everything();
    await expect(store.put(id, bytes)).rejects.toThrow();
    await expect(store.check()).rejects.toThrow();
    expect(await everything()).toEqual(before);
  });

  it('says so when storage is full', () => {
    for (const code of ['ENOSPC', 'EDQUOT', 14031]) {
      expect(storageError(Object.assign(new Error('full'), { code }))).toMatchObject({
        code: 'STORAGE_FULL',
        status: 507,
      });
    }
    const other = Object.assign(new Error('other'), { code: 'EACCES' });
    expect(storageError(other)).toBe(other);
  });
});

async function everything(): Promise<string[]> {
  const onDisk = await readdir(folder, { recursive: true });
  const rows = await context.deps.db.collection('files.files').find({}).toArray();
  const chunks = await context.deps.db.collection('files.chunks').countDocuments();
  return [...onDisk, ...rows.map((row) => String(row._id)), `${chunks} chunks`].sort();
}
