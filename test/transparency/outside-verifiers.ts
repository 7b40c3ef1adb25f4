import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/project-root.js';

/** The version that was tried; another may do as well. */
const FSCK = 'github.com/transparency-dev/tessera/cmd/fsck@v1.0.4';

/** Go, and what it can build from its module proxy; where either is missing the tests that need them are skipped. */
export const go = spawnSync('go', ['version']).status === 0;
export const fsck = go ? installedFsck() : null;

function installedFsck(): string | null {
  const program = join(process.env['GOBIN'] ?? join(process.env['GOPATH'] ?? join(homedir(), 'go'), 'bin'), 'fsck');
  if (!existsSync(program)) spawnSync('go', ['install', FSCK], { timeout: 240_000 });
  return existsSync(program) ? program : null;
}

/** What tessera's fsck says of a log over HTTP. It always exits with 0. */
export async function runFsck(program: string, url: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fsck-'));
  const key = join(folder, 'vkey');
  await writeFile(key, await (await fetch(`${url}/log/vkey`)).text());
  const { output } = await run(program, ['-ui=false', '-storage_url', `${url}/log/`, '-public_key', key]);
  await rm(folder, { recursive: true });
  return output;
}

/** The answer of golang.org/x/mod to what the log says. */
export async function runGoOracle(input: object): Promise<string> {
  const cwd = join(projectRoot, 'test', 'transparency', 'go-oracle');
  return (await run('go', ['run', '.'], { cwd, input: JSON.stringify(input) })).output;
}

/** `npm run verify-log` without the build. */
export async function runVerifyLog(url: string, ...args: string[]): Promise<{ status: number | null; output: string }> {
  return run(process.execPath, ['--import', 'tsx', 'src/cli/verify-log.ts', url, ...args], { cwd: projectRoot });
}

/** Not the synchronous one: the server under test runs in this very process. */
async function run(
  program: string,
  args: readonly string[],
  { cwd, input }: { readonly cwd?: string; readonly input?: string } = {},
): Promise<{ status: number | null; output: string }> {
  const child = spawn(program, [...args], { cwd, stdio: ['pipe', 'pipe', 'pipe'], timeout: 50_000 });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdin.end(input ?? '');
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, output };
}
