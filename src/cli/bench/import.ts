// `npm run bench -- import [ROWS]`: seconds of the dry run, the run and the undoing of an old register, each with its ratio
// against the plainest way to keep the same rows, in the same run: `insertMany` of all documents the import made into
// collections with the same indexes, and `deleteMany` of those the undoing takes away. Real mongod, real XLSX; what undoing
// leaves behind must be what was there before. One number in ten is spare in a block of ours, one in ten is stopped.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import type { Connection } from 'mongoose';
import { loadConfig } from '../../config.js';
import type { Deps } from '../../deps.js';
import { usccCheckDigit } from '../../domain/uscc.js';
import { SYSTEM } from '../../events/record-event.js';
import { ensureIndexes } from '../../models.js';
import { moveOperation } from '../../operations/move-operation.js';
import { planImport } from '../../operations/plan-import.js';
import { runOperation } from '../../operations/run-operation.js';
import { writeSheet } from '../../operations/sheet/write-sheet.js';
import { undoOperation } from '../../operations/undo-operation.js';
import { openDeps } from '../../platform/open-deps.js';
import { provisionMongo } from '../../platform/provision/provision-mongo.js';
import { provisionRedis } from '../../platform/provision/provision-redis.js';
import { FREED } from '../../registry/number-model.js';

const FIRST = 4_008_100_000;
const HEADINGS = ['号码', '单位名称', '信用代码', '法人', '经办人', '电话', '代理商', '状态', '开通日期'];
/** What the dry run writes, and what the run does. */
const PLANNED = ['operation_items'];
const DONE = ['numbers', 'assignments', 'holds', 'entities', 'events'];

export async function run(args: readonly string[]): Promise<void> {
  const rows = Number(args[0] ?? 20_000);
  const folder = mkdtempSync(join(tmpdir(), 'registry-400-bench-'));
  const [mongo, redis] = [await provisionMongo(folder, undefined), await provisionRedis(folder, undefined)];
  try {
    const uri = new URL(mongo.uri);
    uri.pathname = '/bench';
    const deps = await openDeps(
      loadConfig({
        MONGODB_URI: uri.href,
        REDIS_URL: redis.uri,
        DATA_DIR: folder,
        UPLOADS_DIR: join(folder, 'uploads'),
        MASTER_KEY: randomBytes(32).toString('base64'),
        LOG_LEVEL: 'error',
      }),
    );
    try {
      await measure(deps, rows);
    } finally {
      await deps.close();
    }
  } finally {
    await redis.stop();
    await mongo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(deps: Deps, rows: number): Promise<void> {
  await ensureIndexes(deps.db);
  await seedSpare(deps.db, rows);
  const bytes = await writeSheet(
    HEADINGS,
    Array.from({ length: rows }, (_, index) => registerRow(index)),
  );
  const before = await fingerprint(deps.db);
  const [planned, dryRun] = await timed(() => planImport(deps, { bytes, author: SYSTEM, reason: '样本导入' }));
  if (planned.accepted !== rows) throw new Error(`only ${planned.accepted} of ${rows} rows are accepted`);
  const plainItems = await insertedPlainly(deps.db, PLANNED);
  const [running, ran] = await timed(async () => runOperation(deps, await moveOperation(deps, planned, 'running')));
  const plainRows = await insertedPlainly(deps.db, DONE);
  const undo = { actor: SYSTEM, reason: '样本撤销' };
  const [, undone] = await timed(async () => undoOperation(deps, await moveOperation(deps, running, 'undoing', undo)));
  if ((await fingerprint(deps.db)) !== before) throw new Error('undoing did not restore what was there');
  const plainUndone = await undonePlainly(deps.db);
  tell('dry run', dryRun, 'insertMany of its rows', plainItems);
  tell('run', ran, 'insertMany of its rows', plainRows);
  tell('undo', undone, 'deleteMany of its rows and insertMany of its events', plainUndone);
  print(`undo / run: ${(undone / ran).toFixed(2)}`);
}

/** Every tenth number lies spare in a block already: the import changes its row, and undoing must give it back. */
async function seedSpare(db: Connection, rows: number): Promise<void> {
  const spare = { carrier: 'CT', blockId: 'bench', status: 'spare', version: 1, since: new Date(), ...FREED };
  const numbers = Array.from({ length: Math.ceil(rows / 10) }, (_, tenth) => ({
    _id: String(FIRST + tenth * 10),
    ...spare,
  }));
  await db.collection<{ _id: string }>('numbers').insertMany(numbers);
}

function registerRow(index: number): string[] {
  const company = Math.floor(index / 3);
  const first17 = `91110105MA${String(company).padStart(7, '0')}`;
  return [
    String(FIRST + index),
    `样本第${company}有限公司`,
    `${first17}${usccCheckDigit(first17) ?? ''}`,
    `样本法人${company}`,
    `样本经办${company}`,
    `138${String(10_000_000 + index)}`,
    '样例代理有限公司',
    index % 10 === 5 ? '停机' : '在用',
    '2019-03-05',
  ];
}

/** Seconds that the documents of these collections take into empty ones with the same indexes. */
async function insertedPlainly(db: Connection, names: readonly string[]): Promise<number> {
  let seconds = 0;
  for (const name of names) {
    const documents = await db.collection(name).find({}).toArray();
    const plain = db.collection(plainly(name));
    for (const { key, unique, partialFilterExpression: partial } of await db.collection(name).indexes())
      await plain.createIndex(
        key,
        {
          ...(unique === undefined ? {} : { unique }),
          ...(partial === undefined ? {} : { partialFilterExpression: partial }),
        },
        {},
      );
    const [, took] = await timed(async () => {
      if (documents.length > 0) await plain.insertMany(documents, { writeConcern: { w: 'majority' } });
    });
    seconds += took;
  }
  return seconds;
}

/** Seconds that it takes to delete from those copies what undoing deletes, and to add the events that it makes. */
async function undonePlainly(db: Connection): Promise<number> {
  const events = await db.collection('events').find({ type: 'number.import_undone' }).toArray();
  const [, seconds] = await timed(async () => {
    for (const name of DONE.filter((one) => one !== 'events'))
      await db.collection(plainly(name)).deleteMany({}, { writeConcern: { w: 'majority' } });
    await db.collection(plainly('events')).insertMany(events, { writeConcern: { w: 'majority' } });
  });
  return seconds;
}

const plainly = (name: string): string => `plain_${name}`;

/** All that an import touches; versions only ever rise, so they stay out. */
async function fingerprint(db: Connection): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ['numbers', 'assignments', 'holds', 'entities']) {
    const documents = db
      .collection(name)
      .find({}, { projection: { version: 0 } })
      .sort({ _id: 1 });
    for await (const document of documents)
      hash.update(canonicalize(JSON.parse(JSON.stringify(document)) as unknown) ?? '');
  }
  return hash.digest('hex');
}

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const begun = performance.now();
  const result = await work();
  return [result, (performance.now() - begun) / 1_000];
}

function tell(what: string, seconds: number, baseline: string, against: number): void {
  print(
    `${what}: ${seconds.toFixed(1)} s; ${baseline}: ${against.toFixed(1)} s; ratio ${(seconds / against).toFixed(1)}`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
