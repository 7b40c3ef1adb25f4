import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { BackupError } from './frames.js';

const partSchema = z.object({
  /** Below the backup's folder, e.g. `collections/numbers`. */
  path: z.string().regex(/^(collections|files)\/[\w./-]+$/),
  kind: z.enum(['collection', 'file']),
  /** Name of the collection, or id of the stored file. */
  name: z.string(),
  /** SHA-256 of the sealed file, and of what it holds. */
  sealedSha256: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  /** Rows of a collection. */
  rows: z.number().int().nullable(),
});
export type BackupPart = z.output<typeof partSchema>;

const manifestSchema = z.object({
  format: z.literal('registry-400 backup 1'),
  createdAt: z.string(),
  /** Random, base64: every backup has a key of its own. */
  salt: z.string(),
  /** Tells a wrong key from damage. */
  keyCheck: z.string(),
  parts: z.array(partSchema),
});
export type Manifest = z.output<typeof manifestSchema>;

const signedSchema = z.object({ manifest: manifestSchema, mac: z.string() });
const FILE = 'manifest.json';

/** The key of one backup, derived from MASTER_KEY. */
export function backupKey(deps: Pick<Deps, 'cipher'>, salt: string): Buffer {
  return createHmac('sha256', deps.cipher.keyFor('backup')).update(Buffer.from(salt, 'base64')).digest();
}

export function keyCheckOf(key: Buffer): string {
  return createHmac('sha256', key).update('key check').digest('base64').slice(0, 22);
}

function macOf(key: Buffer, manifest: Manifest): Buffer {
  return createHmac('sha256', key)
    .update(`manifest:${canonicalize(manifest) ?? ''}`)
    .digest();
}

/** Written last: a folder without a manifest is a backup that broke off. */
export async function writeManifest(folder: string, key: Buffer, manifest: Manifest): Promise<void> {
  const signed = { manifest, mac: macOf(key, manifest).toString('base64') };
  await writeFile(join(folder, FILE), `${JSON.stringify(signed, null, 1)}\n`, { flag: 'wx', mode: 0o600 });
}

/** @throws BackupError MANIFEST_MISSING | MANIFEST_DAMAGED | WRONG_KEY */
export async function readManifest(
  deps: Pick<Deps, 'cipher'>,
  folder: string,
): Promise<{ manifest: Manifest; key: Buffer }> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => {
    throw new BackupError('MANIFEST_MISSING', `${FILE}: 不存在，备份未完成 / missing: the backup is not whole`);
  });
  const damaged = new BackupError('MANIFEST_DAMAGED', `${FILE}: 已损坏或被改动 / damaged or altered`);
  const signed = signedSchema.safeParse(parseJson(text));
  if (!signed.success) throw damaged;
  const { manifest, mac } = signed.data;
  const key = backupKey(deps, manifest.salt);
  const given = Buffer.from(mac, 'base64');
  const right = macOf(key, manifest);
  if (given.length === right.length && timingSafeEqual(given, right)) return { manifest, key };
  if (manifest.keyCheck === keyCheckOf(key)) throw damaged;
  throw new BackupError(
    'WRONG_KEY',
    'MASTER_KEY 不是做此备份时的主密钥 / MASTER_KEY is not the one this backup was made with',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
