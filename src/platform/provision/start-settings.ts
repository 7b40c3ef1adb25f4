import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadConfig, type Config } from '../../config.js';
import { projectRoot } from '../project-root.js';
import { isPortFree } from './ports.js';
import { ProvisionError } from './provision-error.js';
import { say } from './say.js';

const DEFAULT_PORT = 4000;
const PORTS_TRIED = 20;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** The folder of `DATA_DIR`; a relative one lies in the project, wherever the command was called from. */
export function dataDirOf(env: NodeJS.ProcessEnv): string {
  return resolve(projectRoot, env.DATA_DIR || '.data');
}

/**
 * The environment for API and worker: what was given, completed by the defaults of `npm start`.
 * MongoDB and Redis are filled in later, when they run.
 * @throws ConfigError naming every wrong variable; ProvisionError when the port is taken
 */
export async function startSettings(given: NodeJS.ProcessEnv): Promise<{ env: NodeJS.ProcessEnv; config: Config }> {
  const dataDir = dataDirOf(given);
  const production = given.NODE_ENV === 'production';
  const host = given.HOST || '127.0.0.1';
  const env: NodeJS.ProcessEnv = {
    ...given,
    HOST: host,
    PORT: String(await choosePort(host, given.PORT)),
    DATA_DIR: dataDir,
    UPLOADS_DIR: resolve(projectRoot, given.UPLOADS_DIR || 'uploads'),
    DEMO: given.DEMO || (!production && LOOPBACK.has(host) ? '1' : '0'),
    MASTER_KEY: given.MASTER_KEY || (production ? '' : keptMasterKey(dataDir)),
  };
  const config = loadConfig({
    ...env,
    MONGODB_URI: env.MONGODB_URI || 'mongodb://127.0.0.1',
    REDIS_URL: env.REDIS_URL || 'redis://127.0.0.1',
  });
  return { env: { ...env, BASE_URL: config.BASE_URL }, config };
}

/** A port that was asked for is used or refused; otherwise the next free one, so that two checkouts run side by side. */
async function choosePort(host: string, given: string | undefined): Promise<number> {
  const asked = Number(given);
  if (given && !(Number.isInteger(asked) && asked >= 0 && asked <= 65535)) return asked;
  const candidates = asked ? [asked] : Array.from({ length: PORTS_TRIED }, (_, index) => DEFAULT_PORT + index);
  for (const port of candidates) {
    if (!(await isPortFree(port, host))) continue;
    if (port !== candidates[0])
      say(`端口 ${DEFAULT_PORT} 已被占用，改用 ${port} / port ${DEFAULT_PORT} is taken, using ${port}`);
    return port;
  }
  const [first, last] = [candidates[0], candidates.at(-1)];
  const range = first === last ? `${first}` : `${first}–${last}`;
  throw new ProvisionError(`端口已被占用 / port ${range} is taken on ${host}: set PORT to a free one.`);
}

/** Made once per data directory; without it nothing that was encrypted can be read again. */
export function keptMasterKey(dataDir: string): string {
  const file = join(dataDir, 'master.key');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    const key = randomBytes(32).toString('base64');
    writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
    say(`已生成主密钥，请备份 / master key made, keep a copy: ${file}`);
    return key;
  }
}
