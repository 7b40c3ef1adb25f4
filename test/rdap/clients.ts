import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { Deps } from '../../src/deps.js';
import { cacheDir } from '../../src/platform/provision/cache-dir.js';
import { findProgram, isExecutable } from '../../src/platform/provision/find-program.js';
import { runProgram } from '../../src/platform/provision/run-program.js';
import { createRdap } from '../../src/rdap/rdap-router.js';

/**
 * OpenRDAP, built once through the Go module proxy where Go is there. Not looked for on PATH: another client has the same
 * name. Null without Go.
 */
export function findOpenRdap(): string | null {
  const folder = join(cacheDir(), 'openrdap');
  const program = join(folder, 'rdap');
  if (!isExecutable(program)) {
    const env = { ...process.env, GOBIN: folder };
    const source = 'github.com/openrdap/rdap/cmd/rdap@v0.10.2';
    try {
      execFileSync('go', ['install', source], { env, stdio: 'ignore', timeout: 180_000 });
    } catch {
      return null;
    }
  }
  return program;
}

/** ICANN's `rdap-test`, where somebody installed it. */
export function findRdapTest(): string | null {
  const cargo = join(homedir(), '.cargo/bin/rdap-test');
  return findProgram('rdap-test') ?? (isExecutable(cargo) ? cargo : null);
}

/** Our RDAP on a free port, and the client run against it. */
export async function serve(deps: Deps, client: string) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on('request', express().use('/rdap', createRdap({ ...deps, config: { ...deps.config, BASE_URL: base } })));
  const run = (args: readonly string[]) => runProgram(client, args, { timeoutMs: 30_000 });
  return { base, run, close: () => server.close() };
}
