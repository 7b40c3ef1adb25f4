import { mkdirSync, statfsSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../project-root.js';
import { findChromium, hasChineseFont } from './browser.js';
import { canInstallPackages } from './debian.js';
import { mongodsAtHand } from './mongod-program.js';
import { ocrModelAtHand } from './reading-network.js';
import { isPortFree } from './ports.js';
import { findPythonWithPip } from './python.js';
import { redisesAtHand } from './redis-program.js';
import { adviceFor, libraryMissedBy } from './shared-libraries.js';
import { dataDirOf } from './start-settings.js';

export interface Finding {
  /** `missing` stops `npm start`; `warn` does not. */
  readonly state: 'ok' | 'warn' | 'missing';
  readonly subject: string;
  /** What was found, or what to do. */
  readonly detail: string;
}

const GIB = 1024 ** 3;
const LEAST_MEMORY = 2 * GIB;
const LEAST_DISK = 2 * GIB;

/** Looks at everything that `npm start` and `npm test` need, and changes nothing but making the data directory. */
export async function examine(env: NodeJS.ProcessEnv): Promise<{ embedded: boolean; findings: Finding[] }> {
  const mongods = await mongodsAtHand();
  const embedded = (process.platform === 'linux' && process.arch === 'x64') || mongods.length > 0 || !!env.MONGODB_URI;
  const python = await findPythonWithPip();
  const installs = canInstallPackages();
  const fetched = python !== undefined || installs;
  return {
    embedded,
    findings: [
      node(),
      { state: embedded ? 'ok' : 'warn', subject: 'system', detail: `${process.platform}-${process.arch}` },
      memory(),
      disk(dataDirOf(env)),
      clock(),
      await port(env),
      finding('python', python, 'warn', 'python3 with pip: apt-get install python3-pip'),
      await store('MongoDB', env.MONGODB_URI, mongods[0], embedded && fetched, 'install mongod, or set MONGODB_URI'),
      await store(
        'Redis',
        env.REDIS_URL,
        redisesAtHand()[0],
        embedded && fetched,
        'install redis-server, or set REDIS_URL',
      ),
      finding(
        'model',
        ocrModelAtHand(),
        python === undefined ? 'warn' : 'ok',
        python === undefined
          ? 'documents are read by the older model: install python3 with pip'
          : 'npm start will fetch it',
      ),
      (await hasChineseFont())
        ? { state: 'ok', subject: 'fonts', detail: 'Chinese glyphs are there' }
        : { state: 'warn', subject: 'fonts', detail: 'no Chinese font: apt-get install fonts-noto-cjk' },
      finding(
        'browser',
        findChromium(),
        'warn',
        installs ? 'npm test will install chromium' : 'for npm test: install chromium, or set CHROMIUM_PATH',
      ),
    ],
  };
}

function finding(subject: string, found: string | undefined, otherwise: Finding['state'], advice: string): Finding {
  return found === undefined ? { state: otherwise, subject, detail: advice } : { state: 'ok', subject, detail: found };
}

async function store(
  subject: string,
  given: string | undefined,
  program: string | undefined,
  willFetch: boolean,
  advice: string,
): Promise<Finding> {
  // The address may hold a password.
  if (given) return { state: 'ok', subject, detail: 'given by the environment' };
  if (program === undefined && willFetch) return { state: 'ok', subject, detail: 'npm start will fetch it' };
  const library = program === undefined ? undefined : await libraryMissedBy(program);
  if (library !== undefined && !canInstallPackages()) {
    return { state: 'missing', subject, detail: `${program ?? ''} lacks ${library}: ${adviceFor(library)}` };
  }
  return finding(subject, program, 'missing', advice);
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  const detail = enough ? process.versions.node : `${process.versions.node}: install Node ≥ 20.19`;
  return { state: enough ? 'ok' : 'missing', subject: 'Node', detail };
}

function memory(): Finding {
  const enough = totalmem() >= LEAST_MEMORY;
  const size = `${(totalmem() / GIB).toFixed(1)} GiB`;
  return {
    state: enough ? 'ok' : 'warn',
    subject: 'memory',
    detail: enough ? size : `${size}: reading documents needs 2 GiB, set OCR_CONCURRENCY=1`,
  };
}

function disk(dataDir: string): Finding {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = statfsSync(dataDir);
    const free = `${((bavail * bsize) / GIB).toFixed(1)} GiB free for ${dataDir}`;
    if (bavail * bsize >= LEAST_DISK) return { state: 'ok', subject: 'disk', detail: free };
    return { state: 'missing', subject: 'disk', detail: `${free}: make room for 2 GiB, or set DATA_DIR` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { state: 'missing', subject: 'disk', detail: `DATA_DIR cannot be written: ${reason}` };
  }
}

/** Deadlines, sessions and certificates need the true time; a clock before this project's own files cannot be right. */
function clock(): Finding {
  const sane = Date.now() >= statSync(join(projectRoot, 'package.json')).mtimeMs - 60_000;
  const now = new Date().toISOString();
  return {
    state: sane ? 'ok' : 'missing',
    subject: 'clock',
    detail: sane ? now : `${now} lies before this checkout was made: set the clock`,
  };
}

async function port(env: NodeJS.ProcessEnv): Promise<Finding> {
  const number = Number(env.PORT || 4000);
  if (await isPortFree(number, env.HOST || '127.0.0.1')) {
    return { state: 'ok', subject: 'port', detail: `${number} is free` };
  }
  return env.PORT
    ? { state: 'missing', subject: 'port', detail: `PORT ${number} is taken: set another` }
    : { state: 'ok', subject: 'port', detail: `${number} is taken (a running npm start?), the next free one is used` };
}
