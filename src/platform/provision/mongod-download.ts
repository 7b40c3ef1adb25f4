import { lookup } from 'node:dns/promises';
import { join } from 'node:path';
import { DryMongoBinary, MongoBinary } from 'mongodb-memory-server-core';
import { getOS } from 'mongodb-memory-server-core/lib/util/getos/index.js';
import { MongoBinaryDownloadUrl } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js';
import { ProvisionError } from './provision-error.js';
import { say } from './say.js';

/** The oldest series with builds for Debian 12 and Ubuntu 22.04 alike; it opens data written by 6.0. */
const VERSION = '7.0.24';
const REACHABLE_WITHIN_MS = 5_000;
const DOWNLOAD_WITHIN_MS = 300_000;

/** A mongod that an earlier start downloaded, or undefined. */
export async function downloadedMongod(cacheDir: string): Promise<string | undefined> {
  return (await DryMongoBinary.locateBinary(await options(cacheDir))) ?? undefined;
}

/**
 * Downloads MongoDB's own build. A network that cannot reach it is found out within seconds, before anything starts.
 * @throws ProvisionError when the host is unreachable or the download fails
 */
export async function downloadMongod(cacheDir: string): Promise<string> {
  await refuseUnreachable();
  say(`正在下载 MongoDB ${VERSION} / downloading MongoDB ${VERSION}`);
  return within(DOWNLOAD_WITHIN_MS, 'MongoDB download', MongoBinary.getPath(await options(cacheDir)));
}

async function options(cacheDir: string) {
  return DryMongoBinary.generateOptions({ version: VERSION, downloadDir: join(cacheDir, 'mongodb') });
}

async function refuseUnreachable(): Promise<void> {
  // Behind a proxy neither name look-up nor a direct request says anything; the downloader itself obeys the proxy.
  if (process.env.HTTPS_PROXY ?? process.env.https_proxy) return;
  const url = await new MongoBinaryDownloadUrl({
    platform: process.platform,
    arch: process.arch,
    version: VERSION,
    os: await getOS(),
  }).getDownloadUrl();
  const { hostname } = new URL(url);
  await within(REACHABLE_WITHIN_MS, `MongoDB download: looking up ${hostname}`, lookup(hostname)).catch(() => {
    throw new ProvisionError(`MongoDB download: ${hostname} is not reachable`);
  });
  const probe = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(REACHABLE_WITHIN_MS) }).catch(
    () => null,
  );
  if (probe?.ok !== true) throw new ProvisionError(`MongoDB download: ${hostname} is not reachable`);
}

async function within<Result>(milliseconds: number, what: string, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ProvisionError(`${what}: no answer within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
