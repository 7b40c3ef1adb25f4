import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keepRunning } from '../../src/platform/provision/keep-running.js';
import { pollUntil } from '../../src/platform/provision/poll.js';
import { parentOf, processIdentity } from '../../src/platform/provision/process-identity.js';
import { launch, type ServiceSpec } from '../../src/platform/provision/watched-service.js';

const folder = mkdtempSync(join(tmpdir(), 'watched-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/** A shell script that first writes its process id to the answered file. */
function script(body: string, graceMs = 2_000): { spec: ServiceSpec; pid: () => Promise<number> } {
  const file = join(folder, `pid-${(files += 1)}`);
  const pid = (): number => {
    try {
      return Number(readFileSync(file, 'utf8'));
    } catch {
      return 0;
    }
  };
  return {
    spec: {
      name: 'script',
      program: '/bin/sh',
      args: ['-c', `echo $$ > ${file}.new; mv ${file}.new ${file}; ${body}`],
      cwd: folder,
      graceMs,
      output: 'ignore',
    },
    pid: async () => {
      await pollUntil(() => pid() > 0, 5_000, 10);
      return pid();
    },
  };
}

const gone = (pid: number): Promise<boolean> => pollUntil(() => processIdentity(pid) === undefined, 5_000, 10);

test('a program ends with its own exit code', async () => {
  expect(await launch(script('exit 7').spec).exited).toBe(7);
});

test('a program that cannot be run ends with 127', async () => {
  expect(await launch({ ...script('').spec, program: join(folder, 'absent') }).exited).toBe(127);
});

test('a program that does not stop when asked is killed after its grace, with what it started', async () => {
  const { spec, pid } = script(`trap "" TERM; sleep 60 & echo $! > ${folder}/child; sleep 60`, 200);
  const service = launch(spec);
  const id = await pid();
  await pollUntil(() => existsSync(join(folder, 'child')), 5_000, 10);
  const child = Number(readFileSync(join(folder, 'child'), 'utf8'));
  expect(processIdentity(child)).toBeDefined();
  await service.stop();
  expect(await gone(id)).toBe(true);
  expect(await gone(child)).toBe(true);
});

test('when the watchdog itself is killed its program is ended too', async () => {
  const { spec, pid } = script('exec sleep 60');
  const service = launch(spec);
  const id = await pid();
  process.kill(parentOf(id) ?? 0, 'SIGKILL');
  expect(await service.exited).toBe(137);
  expect(await gone(id)).toBe(true);
});

test('a crashed service is started again, a stopped one is not', async () => {
  const { spec, pid } = script('exec sleep 60');
  const service = keepRunning(spec);
  const first = await pid();
  process.kill(first, 'SIGKILL');
  expect(await pollUntil(async () => (await pid()) !== first, 5_000, 20)).toBe(true);
  expect(service.crashes()).toBe(1);
  const second = await pid();
  await service.stop();
  expect(await gone(second)).toBe(true);
});

test('a process id that another process has taken over is told apart', async () => {
  const child = spawn('sleep', ['60']);
  const identity = processIdentity(child.pid ?? 0);
  expect(identity).toBeDefined();
  expect(processIdentity(process.pid)).not.toBe(identity);
  child.kill('SIGKILL');
  expect(await gone(child.pid ?? 0)).toBe(true);
});
