import { mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LARGEST_BYTES = 20 << 20;

/** `DATA_DIR/logs/NAME.log`, its folder made; a large one is put aside so that at most two are kept. */
export function logFile(dataDir: string, name: string): string {
  const file = join(dataDir, 'logs', `${name}.log`);
  mkdirSync(dirname(file), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES) renameSync(file, `${file}.1`);
  return file;
}

/** The last lines, to show why a server did not start. */
export function tail(file: string, lines = 5): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}
