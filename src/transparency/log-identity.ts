import type { KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { ConfigError, type Config } from '../config.js';
import type { Deps } from '../deps.js';
import { logCheckpointModel } from './log-checkpoint-model.js';
import { logTreeModel, type LogTreeRow } from './log-tree-model.js';
import { EMPTY_ROOT } from './merkle.js';
import { checkpointText, privateKeyOf, publicBytes, signNote } from './note.js';

/** What signs the log. */
export interface LogSigner {
  readonly origin: string;
  readonly key: KeyObject;
}

/**
 * The log of this installation, created on first use. Origin and key never change: whoever pinned them would be shown
 * another log. Both API and worker call it at start, so that a wrong setting stops them.
 * @throws ConfigError when LOG_ORIGIN or LOG_KEY are not those of the log
 */
export async function openLog(deps: Pick<Deps, 'db' | 'config' | 'clock'>): Promise<LogSigner> {
  const { config, db } = deps;
  const key = privateKeyOf(logSeed(config));
  const publicKey = publicBytes(key).toString('base64');
  const known = await logTreeModel(db).findOne({ _id: 'log' }).lean<LogTreeRow>();
  const tree = known ?? (await createLog(deps, { key, publicKey }));
  if (config.LOG_ORIGIN !== undefined && config.LOG_ORIGIN !== tree.origin)
    throw new ConfigError(`LOG_ORIGIN: this installation's log is ${tree.origin}; its origin cannot change`);
  if (tree.publicKey !== publicKey)
    throw new ConfigError('LOG_KEY: not the key that this installation’s transparency log was created with');
  return { origin: tree.origin, key };
}

async function createLog(
  { config, db, clock }: Pick<Deps, 'db' | 'config' | 'clock'>,
  { key, publicKey }: { key: KeyObject; publicKey: string },
): Promise<LogTreeRow> {
  // Two installations without a name of their own must not be taken for one another.
  const origin = config.LOG_ORIGIN ?? `registry-400.invalid/${publicBytes(key).toString('hex', 0, 4)}`;
  const row = { origin, publicKey, size: 0, fence: 0, eventSeq: 0 };
  await logTreeModel(db).updateOne({ _id: 'log' }, { $setOnInsert: row }, { upsert: true });
  const created = await logTreeModel(db).findOne({ _id: 'log' }).orFail().lean<LogTreeRow>();
  const note = signNote(checkpointText({ origin: created.origin, size: 0, root: EMPTY_ROOT }), created.origin, key);
  const first = { note, cosignatures: [], at: clock.now() };
  await logCheckpointModel(db).updateOne({ _id: 0 }, { $setOnInsert: first }, { upsert: true });
  return created;
}

/** Given, or made once per DATA_DIR outside production (config.ts demands it there). */
function logSeed(config: Pick<Config, 'LOG_KEY' | 'DATA_DIR'>): Buffer {
  if (config.LOG_KEY !== undefined) return Buffer.from(config.LOG_KEY, 'base64');
  const file = join(config.DATA_DIR, 'log.key');
  try {
    mkdirSync(config.DATA_DIR, { recursive: true });
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch {
    // It is there already: of two processes that start at once, one made it.
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
}
