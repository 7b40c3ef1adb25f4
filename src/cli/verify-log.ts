// `npm run verify-log -- URL [--vkey KEY] [--state FILE] [--number NUMBER]`: anybody's check of a transparency log. Fetches
// checkpoint, entries and tiles, recomputes the tree, checks the signature and that the log still holds what it held at the
// last run. Without --vkey the key of the first run is remembered. Exits 1 with a sentence for every mismatch.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { publicRecordSchema } from '../lookup/lookup-schemas.js';
import { dataDirOf } from '../platform/provision/start-settings.js';
import { checkLookup } from '../transparency/check-lookup.js';
import { HttpLog } from '../transparency/log-source.js';
import {
  isSignedBy,
  parseCheckpoint,
  parseNote,
  parseVkey,
  type Checkpoint,
  type Verifier,
} from '../transparency/note.js';
import { TreeWalk, type Remembered } from '../transparency/verify-tree.js';

const rememberedSchema = z.object({ vkey: z.string(), size: z.number(), root: z.string() });
const USAGE = 'usage: npm run verify-log -- URL [--vkey KEY] [--state FILE] [--number NUMBER]';

class Mismatch extends Error {}

await run().catch((error: unknown) => {
  const text = error instanceof Mismatch ? error.message : `The log could not be read: ${String(error)}`;
  process.stderr.write(`✗ ${text}\n`);
  process.exitCode = 1;
});

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { vkey: { type: 'string' }, state: { type: 'string' }, number: { type: 'string' } },
  });
  const [given] = positionals;
  if (given === undefined || !URL.canParse(given)) throw new Mismatch(USAGE);
  const base = given.replace(/\/+$/, '').replace(/\/log$/, '');
  const file = values.state ?? stateFile(base);
  const known = readState(file);
  const log = new HttpLog(base);

  const vkey = values.vkey ?? known?.vkey ?? (await log.text('vkey'))?.trim() ?? '';
  const verifier = parseVkey(vkey);
  if (verifier === null) throw new Mismatch('There is no usable verifier key.');
  const checkpoint = readCheckpoint(await log.text('checkpoint'), verifier);
  const before = known === null ? null : { size: known.size, root: Buffer.from(known.root, 'base64') };
  if (before !== null && before.size > checkpoint.size)
    throw new Mismatch(`The log has shrunk: ${before.size} leaves before, ${checkpoint.size} now.`);
  await verifyTree(log, checkpoint, before);
  if (values.number !== undefined) await verifyNumber(base, values.number, verifier);

  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ vkey, size: checkpoint.size, root: checkpoint.root.toString('base64') }));
  const since = before === null ? 'first look, remembered now' : `holds the ${before.size} leaves seen before`;
  process.stdout.write(`✓ ${checkpoint.origin}: ${checkpoint.size} leaves, signed, every tile fits; ${since}\n`);
}

function readCheckpoint(note: string | null, verifier: Verifier): Checkpoint {
  const parsed = note === null ? null : parseNote(note);
  const checkpoint = parsed === null ? null : parseCheckpoint(parsed.text);
  if (parsed === null || checkpoint === null) throw new Mismatch('The checkpoint is missing or is no signed note.');
  if (!isSignedBy(parsed, verifier)) throw new Mismatch(`The checkpoint is not signed by ${verifier.name}.`);
  if (checkpoint.origin !== verifier.name)
    throw new Mismatch(`The checkpoint is of another log: ${checkpoint.origin} instead of ${verifier.name}.`);
  return checkpoint;
}

async function verifyTree(log: HttpLog, checkpoint: Checkpoint, before: Remembered | null): Promise<void> {
  const walk = new TreeWalk(log, undefined, before === null ? [] : [before]);
  if (await walk.walk(checkpoint.size)) await walk.finish(checkpoint);
  if (walk.faults.length > 0) throw new Mismatch(walk.faults.map(({ sentence }) => sentence).join('\n✗ '));
}

/** Asks as everybody does, in Chinese, and checks the answer's proof by itself. */
async function verifyNumber(base: string, number: string, verifier: Verifier): Promise<void> {
  const answer = await fetch(`${base}/api/v1/lookup/${encodeURIComponent(number)}`, {
    headers: { 'Accept-Language': 'zh' },
  });
  if (!answer.ok) throw new Mismatch(`The register has no record of ${number} (status ${answer.status}).`);
  const fault = checkLookup(publicRecordSchema.loose().parse(await answer.json()), verifier);
  if (fault !== null) throw new Mismatch(fault);
  process.stdout.write(`✓ the answer for ${number} is in the log\n`);
}

function stateFile(base: string): string {
  const name = createHash('sha256').update(base).digest('hex').slice(0, 16);
  return join(dataDirOf(process.env), 'verify-log', `${name}.json`);
}

function readState(file: string): z.output<typeof rememberedSchema> | null {
  if (!existsSync(file)) return null;
  try {
    return rememberedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Mismatch(`What was remembered of the log cannot be read; delete it to begin anew: ${file}`);
  }
}
