import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { processIdentity } from './process-identity.js';
import { ProvisionError } from './provision-error.js';

const holderSchema = z.object({ pid: z.number().int().positive(), identity: z.string() });
type Holder = z.output<typeof holderSchema>;

/**
 * Takes the data directory for this process, so that two starts never run one MongoDB on the same files.
 * A lock whose process is gone (`kill -9`, power cut) is taken over.
 * @returns the release, safe to call twice
 * @throws ProvisionError naming the process that holds it
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'start.lock');
  const own = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) ?? '' });
  for (;;) {
    try {
      writeFileSync(file, own, { flag: 'wx', mode: 0o600 });
      return () => {
        if (readOr(file) === own) rmSync(file, { force: true });
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const content = readOr(file);
    const holder = parseHolder(content);
    if (holder !== undefined && processIdentity(holder.pid) === holder.identity) {
      throw new ProvisionError(
        `数据目录正被另一个进程使用 / the data directory is in use by process ${holder.pid}: ${dataDir}\n` +
          '请先停止它，或设置另一个 DATA_DIR / stop it first, or set another DATA_DIR.',
      );
    }
    removeStale(file, content);
  }
}

/** Moves the stale lock aside first: should another start have taken it over meanwhile, what was moved is put back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readOr(aside) === stale) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

function parseHolder(content: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(content));
  } catch {
    return undefined;
  }
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
