import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { findProgram } from './find-program.js';
import { ProvisionError } from './provision-error.js';
import { lastLine, runProgram } from './run-program.js';
import { say, seconds } from './say.js';

const POLICY = '/usr/sbin/policy-rc.d';
let listsAreFresh = false;

/** Whether packages can be installed here without asking anybody. */
export function canInstallPackages(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/**
 * Installs Debian packages without starting the services they bring.
 * @throws ProvisionError with apt's own last words
 */
export async function installPackages(...names: readonly string[]): Promise<void> {
  const started = performance.now();
  say(`正在安装系统软件包 / installing Debian packages: ${names.join(' ')}`);
  if (!listsAreFresh) await aptGet(['update', '-q']);
  listsAreFresh = true;
  const ownsPolicy = forbidServiceStarts();
  try {
    await aptGet(['install', '-y', '-q', '--no-install-recommends', ...names]);
  } finally {
    if (ownsPolicy) rmSync(POLICY, { force: true });
  }
  say(`已安装 / installed: ${names.join(' ')} (${seconds(started)} s)`);
}

/** invoke-rc.d asks this program before it starts a service; 101 means no (Debian policy 9.3.3). */
function forbidServiceStarts(): boolean {
  if (existsSync(POLICY)) return false;
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return true;
}

async function aptGet(args: readonly string[]): Promise<void> {
  const { code, output } = await runProgram('apt-get', ['-o', 'DPkg::Lock::Timeout=180', ...args], {
    timeoutMs: 600_000,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (code !== 0) throw new ProvisionError(`apt-get ${args.join(' ')}: ${lastLine(output)}`);
}
