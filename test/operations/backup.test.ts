import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config.js';
import { createApp } from '../../src/app.js';
import { leaseSequencer, sequenceEvents } from '../../src/events/sequence-events.js';
import { SYSTEM } from '../../src/events/record-event.js';
import { checkRegistry } from '../../src/operations/backup/check-registry.js';
import { BackupError } from '../../src/operations/backup/frames.js';
import { readManifest } from '../../src/operations/backup/manifest.js';
import { faultsOf } from '../../src/operations/backup/read-part.js';
import { HALF_RESTORED, isHalfRestored, refuseHalfRestored } from '../../src/operations/backup/restore-mark.js';
import { restoreBackup } from '../../src/operations/backup/restore-backup.js';
import { writeBackup } from '../../src/operations/backup/write-backup.js';
import { moveOperation } from '../../src/operations/move-operation.js';
import { planImport } from '../../src/operations/plan-import.js';
import { runOperation } from '../../src/operations/run-operation.js';
import { Cipher } from '../../src/platform/cipher.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';
import { seedUsers, signIn } from '../support/seed.js';
import { registerRow, registerSheet } from './register-file.js';

const ROOT = join(import.meta.dirname, '../..');
const SECRET = Buffer.alloc(32, 7).toString('base64');
let folder: string;
let source: TestContext;
let documentId: string;
let backup: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-400-backup-'));
  source = await createTestContext({ env: { MASTER_KEY: SECRET } });
  const { deps } = source;
  const cast = await seedUsers(deps);
  const app = createApp(deps);
  const bytes = await registerSheet(Array.from({ length: 300 }, (_, index) => registerRow(index)));
  const planned = await planImport(deps, { bytes, author: SYSTEM, reason: '样本' });
  await runOperation(deps, await moveOperation(deps, planned, 'running'));
  await createBlock(deps, cast.carrierAdmin.principal, { from: '4008880000', to: '4008880009', carrier: 'CT' });
  const agent = await signIn(deps, app, cast.agentA);
  await agent.post('/api/v1/reservations').send({ number: '4008880001', subscriber: { name: '样本' } });
  const dossier = fixtureDossier('clean');
  const application = await agent.post('/api/v1/applications').send({ numbers: ['4008880001'], ...dossier.declared });
  const file = fixtureFile(dossier, 'agent_id_back');
  const uploaded = await agent
    .post(`/api/v1/applications/${(application.body as { id: string }).id}/documents`)
    .field('kind', 'agent_id_back')
    .attach('file', file.bytes, file.name);
  documentId = (uploaded.body as { id: string }).id;
  const fence = await leaseSequencer(deps, 'test');
  while (fence !== null && (await sequenceEvents(deps, fence)) > 0);
  backup = join(folder, 'good');
  await writeBackup(deps, backup);
}, 120_000);

afterAll(async () => {
  await source.close();
  await rm(folder, { recursive: true, force: true });
});

/** Every row of every collection, as text. */
async function contents({ deps }: TestContext): Promise<Record<string, string[]>> {
  const { db } = deps.db;
  const all: Record<string, string[]> = {};
  for (const { name } of (await db?.listCollections().toArray()) ?? []) {
    const rows = await deps.db.collection(name).find({}).sort({ _id: 1 }).toArray();
    if (rows.length > 0) all[name] = rows.map((row) => JSON.stringify(row));
  }
  return all;
}

/** What is found wrong with a backup, by whoever holds this key. */
async function faults(from: string, masterKey = SECRET): Promise<string[]> {
  const cipher = new Cipher(masterKey);
  return faultsOf({ folder: from, ...(await readManifest({ cipher }, from)) });
}

/** A copy of the backup with one bit of one of its files turned. */
async function damagedCopy(name: string, part: string, position: number): Promise<string> {
  const copy = join(folder, name);
  await cp(backup, copy, { recursive: true });
  const path = join(copy, part);
  const bytes = await readFile(path);
  bytes.writeUInt8((bytes[position] ?? 0) ^ 1, position);
  await writeFile(path, bytes);
  return copy;
}

async function fileParts(): Promise<string[]> {
  const entries = await readdir(join(backup, 'files'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join('files', entry.name.slice(0, 2), entry.name));
}

describe('a backup', () => {
  it('holds nothing readable', async () => {
    for (const part of ['manifest.json', 'collections/entities', 'collections/users']) {
      const text = (await readFile(join(backup, part))).toString('latin1');
      expect(text).not.toContain(Buffer.from('样本第1有限公司').toString('latin1'));
    }
  });

  it('says so when the key is another', async () => {
    const other = Buffer.alloc(32, 8).toString('base64');
    await expect(faults(backup, other)).rejects.toMatchObject({ fault: 'WRONG_KEY' });
    expect(await faults(backup)).toEqual([]);
  });

  it('with one bit turned names the file and the place', async () => {
    const copy = await damagedCopy('bit', 'collections/events', 70_000);
    expect(await faults(copy)).toEqual([
      expect.stringMatching(/^collections\/events: 第 1 块损坏 \/ frame 1 is damaged \(bytes 65556–/),
    ]);
  });

  it('with one bit of a stored file, or of a length, turned names the file', async () => {
    const [stored = ''] = await fileParts();
    expect(await faults(await damagedCopy('stored', stored, 40))).toEqual([
      expect.stringContaining(`${stored}: 第 0 块`),
    ]);
    const copy = await damagedCopy('length', 'collections/numbers', 1);
    expect(await faults(copy)).toEqual([expect.stringContaining('collections/numbers: 第 0 块')]);
  });

  it('whose manifest was changed is refused', async () => {
    const copy = await damagedCopy('manifest', 'manifest.json', 120);
    await expect(faults(copy)).rejects.toBeInstanceOf(BackupError);
  });

  it('cut off, or with a file taken away, is told by name', async () => {
    const copy = await damagedCopy('cut', 'collections/numbers', 50);
    const path = join(copy, 'collections/audit');
    await writeFile(path, (await readFile(path)).subarray(0, -1));
    await rm(join(copy, 'collections/entities'));
    expect(await faults(copy)).toEqual([
      expect.stringContaining('collections/audit'),
      expect.stringContaining('collections/entities: 文件缺失'),
      expect.stringContaining('collections/numbers'),
    ]);
  });
});

describe('a restore killed with -9', () => {
  it('says so to whoever checks, starts or backs up, and is whole when done again', async () => {
    const target = await createTestContext({ env: { MASTER_KEY: SECRET }, keepDatabase: true });
    const { deps } = target;
    const { MONGODB_URI, REDIS_URL, UPLOADS_DIR } = deps.config;
    const env = {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      MASTER_KEY: SECRET,
      MONGODB_URI,
      REDIS_URL,
      UPLOADS_DIR,
    };
    const restoring = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/cli/ops.ts'), 'restore', backup], {
      cwd: ROOT,
      env,
      stdio: 'ignore',
    });
    const ended = once(restoring, 'exit');
    while (restoring.exitCode === null && !(await isHalfRestored(deps.db))) await pause(5);
    restoring.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(await checkRegistry(deps)).toContain(HALF_RESTORED);
    await expect(refuseHalfRestored(deps.db)).rejects.toBeInstanceOf(ConfigError);
    await expect(writeBackup(deps, join(folder, 'half'))).rejects.toMatchObject({ fault: 'NOT_CONSISTENT' });
    await expect(restoreBackup(deps, backup, false)).rejects.toMatchObject({ fault: 'TARGET_NOT_EMPTY' });
    await restoreBackup(deps, backup, true);
    expect(await contents(target)).toEqual(await contents(source));
    expect(await checkRegistry(deps)).toEqual([]);
    await refuseHalfRestored(deps.db);
    await target.close();
  }, 120_000);
});

describe('restored elsewhere', () => {
  let target: TestContext;
  beforeAll(async () => {
    target = await createTestContext({ env: { MASTER_KEY: SECRET } });
    await restoreBackup(target.deps, backup, false);
  }, 120_000);
  afterAll(() => target.close());

  it('it is the same registry, with every file and every chain', async () => {
    expect(await contents(target)).toEqual(await contents(source));
    expect(await checkRegistry(target.deps)).toEqual([]);
    const lookup = await request(createApp(target.deps)).get('/api/v1/lookup/4008100100');
    expect(lookup.body).toMatchObject({ holder: { name: '样本第33有限公司' } });
    const document = await target.deps.db.collection('documents').findOne({});
    expect(document?._id.toHexString()).toBe(documentId);
    const { file } = (document as unknown as { original: { file: string } }).original;
    expect((await target.deps.files.get(file)).equals(await source.deps.files.get(file))).toBe(true);
  });

  it('a second time is refused, unless told; a damaged one is refused although told, and nothing is lost', async () => {
    await expect(restoreBackup(target.deps, backup, false)).rejects.toMatchObject({ fault: 'TARGET_NOT_EMPTY' });
    await restoreBackup(target.deps, backup, true);
    const copy = await damagedCopy('late', 'collections/numbers', 50);
    await expect(restoreBackup(target.deps, copy, true)).rejects.toMatchObject({ fault: 'FILE_DAMAGED' });
    expect(await contents(target)).toEqual(await contents(source));
  }, 60_000);

  it('a check finds a number with no holder, a broken chain and a lost file', async () => {
    const { db } = target.deps;
    await db.collection('assignments').deleteOne({ number: '4008100007' });
    await db.collection('events').updateOne({ type: 'block.created' }, { $set: { reason: '改' } });
    const document = (await db.collection('documents').findOne({})) as unknown as { original: { file: string } };
    await target.deps.files.delete(document.original.file);
    const wrong = await checkRegistry(target.deps);
    expect(wrong.map((fault) => fault.split(' ')[0])).toEqual(['号码', '审计链', '文件缺失']);
  });
});
