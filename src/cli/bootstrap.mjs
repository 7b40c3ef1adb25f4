// Makes a fresh clone runnable, then runs one command of src/cli: `node src/cli/bootstrap.mjs NAME …args`.
// Plain JavaScript without dependencies, because it runs before anything is installed or built.
// Everything it says goes to stderr: stdout belongs to the command (`npm run extract` prints JSON lines and nothing else).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const dist = join(root, 'dist');
const lockFile = join(dist, '.bootstrap-lock');
const buildStamp = join(dist, '.build-stamp');
const webStamp = join(dist, '.web-stamp');
const [name, ...args] = process.argv.slice(2);

if (!/^[a-z][a-z-]*$/.test(name ?? '')) stop('Usage: node src/cli/bootstrap.mjs NAME …args');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(
    `需要 Node ≥ 20.19，当前为 ${process.versions.node} / Node ≥ 20.19 is needed, this is ${process.versions.node}.`,
  );
}

const release = await acquireLock();
try {
  if (!dependenciesInStep()) install();
  const fingerprint = sourceFingerprint();
  if (readOr(buildStamp) !== fingerprint) build(fingerprint);
  // The console is for those who open it: `extract` and `doctor` need not wait for it.
  if (name === 'start' || name === 'test') buildWeb();
} finally {
  release();
}

const target = join(dist, 'src', 'cli', `${name}.js`);
// The command runs in this very process: signals, exit code and standard streams need no forwarding.
process.argv = [process.execPath, target, ...args];
process.setSourceMapsEnabled(true);
await import(pathToFileURL(target).href);

/** Compares package-lock.json with what npm says it installed, so that a developer's `npm install` causes no second one. */
function dependenciesInStep() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) stop('package-lock.json is missing or unreadable.');
  if (installed === undefined) return false;
  const missing = Object.entries(wanted).some(([path, entry]) => {
    if (path === '' || entry.link) return false;
    const there = installed[path];
    // Packages for other systems (sharp, onnxruntime …) are optional and rightly absent.
    if (there === undefined) return !(entry.optional || entry.devOptional || entry.peer);
    return there.version !== entry.version || there.integrity !== entry.integrity;
  });
  return !missing && Object.keys(installed).every((path) => path in wanted);
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function install() {
  say('正在安装依赖 / installing dependencies (npm ci)');
  // npm_execpath is the npm that started us; --include=dev because the compiler is needed even under NODE_ENV=production.
  const flags = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--loglevel=error',
  ];
  const npm = process.env.npm_execpath;
  timed(
    '依赖已安装 / dependencies installed',
    npm ? process.execPath : 'npm',
    npm ? [npm, ...flags] : flags,
    '依赖安装失败：请检查网络与 npm 源 / installing dependencies failed: check the network and the npm registry.',
  );
}

function build(fingerprint) {
  say('正在构建 / building (tsc)');
  // A file that was renamed or deleted must not live on in dist: begin anew when the list of files changed.
  if (readOr(buildStamp).split(' ')[0] !== fingerprint.split(' ')[0]) cleanDist();
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  timed(
    '构建完成 / built',
    process.execPath,
    [tsc, '-p', join(root, 'tsconfig.json')],
    '构建失败 / the build failed: the errors are listed above.',
  );
  writeFileSync(buildStamp, fingerprint);
}

/** The console has a stamp of its own: a change of the server leaves it alone, and the reverse. */
function buildWeb() {
  const files = ['vite.config.ts', 'package-lock.json', ...webSources('src/web'), ...sources('src/domain')];
  const fingerprint = fingerprintOf(files);
  if (readOr(webStamp) === fingerprint) return;
  say('正在构建控制台 / building the console (vite)');
  timed(
    '控制台构建完成 / console built',
    process.execPath,
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build'],
    '控制台构建失败 / building the console failed: the errors are listed above.',
  );
  writeFileSync(webStamp, fingerprint);
}

function webSources(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.gen.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function cleanDist() {
  const kept = ['.bootstrap-lock', '.web-stamp', 'web'];
  for (const entry of readdirSync(dist)) {
    if (!kept.includes(entry)) rmSync(join(dist, entry), { recursive: true, force: true });
  }
}

/** `HASH-OF-FILE-LIST HASH-OF-SIZES-AND-TIMES` over everything the compiler reads. */
function sourceFingerprint() {
  return fingerprintOf(['tsconfig.json', 'package-lock.json', ...sources('src'), ...sources('workers')]);
}

function fingerprintOf(unordered) {
  const files = [...unordered].sort();
  const states = files.map((file) => {
    const { size, mtimeMs } = statSync(join(root, file));
    return `${file} ${size} ${mtimeMs}`;
  });
  return [files, states].map((lines) => createHash('sha256').update(lines.join('\n')).digest('hex')).join(' ');
}

function sources(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (path === 'src/web') return [];
    if (entry.isDirectory()) return sources(path);
    return /\.(ts|json)$/.test(entry.name) ? [path] : [];
  });
}

/** Two commands in one checkout must not install or build at the same time. */
async function acquireLock() {
  mkdirSync(dist, { recursive: true });
  for (let waited = false; ;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      process.once('exit', unlock);
      return unlock;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(readOr(lockFile));
    if (isAbandoned(holder)) rmSync(lockFile, { force: true });
    else if (!waited) {
      waited = true;
      say(`另一个命令正在准备本目录，等待中 / process ${holder} is preparing this checkout, waiting`);
    }
    await sleep(200);
  }
}

function unlock() {
  if (Number(readOr(lockFile)) === process.pid) rmSync(lockFile, { force: true });
}

/** The age covers a process id that another program got after a restart of the machine. */
function isAbandoned(holder) {
  try {
    if (Date.now() - statSync(lockFile).mtimeMs > 15 * 60_000) return true;
    if (holder > 0) process.kill(holder, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function timed(done, command, commandArgs, failure) {
  const started = Date.now();
  const { status, signal, error } = spawnSync(command, commandArgs, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return say(`${done} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  stop(`${failure}${error ? ` (${error.message})` : signal ? ` (${signal})` : ''}`);
}

function readOr(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function say(text) {
  process.stderr.write(`• ${text}\n`);
}

function stop(text) {
  process.stderr.write(`✗ ${text}\n`);
  process.exit(1);
}
