import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import express from 'express';
import type { Deps } from '../../src/deps.js';
import { cacheDir } from '../../src/platform/provision/cache-dir.js';
import { runProgram } from '../../src/platform/provision/run-program.js';
import { createRdap } from '../../src/rdap/rdap-router.js';

/**
 * A real RDAP client: where one is installed, or OpenRDAP built through the Go module proxy where Go is there (once; it
 * stays in the cache). Null where neither is.
 */
export function findClient(name: 'rdap' | 'rdap-test'): string | null {
  const cache = join(cacheDir(), 'rdap-clients');
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    join(homedir(), 'go/bin'),
    join(homedir(), '.cargo/bin'),
    cache,
  ];
  const installed = () => folders.map((folder) => join(folder, name)).find((file) => existsSync(file)) ?? null;
  if (name === 'rdap' && installed() === null) {
    try {
      const env = { ...process.env, GOBIN: cache, GOFLAGS: '-mod=mod' };
      execFileSync('go', ['install', 'github.com/openrdap/rdap/cmd/rdap@v0.10.2'], {
        env,
        stdio: 'ignore',
        timeout: 180_000,
      });
    } catch {
      return null;
    }
  }
  return installed();
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
