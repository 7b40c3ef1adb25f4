import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findMongod } from '../../src/platform/provision/mongod-program.js';
import { findRedis } from '../../src/platform/provision/redis-program.js';
import { missingLibrary } from '../../src/platform/provision/shared-libraries.js';

// A machine without any program and with an empty cache.
const empty = mkdtempSync(`${tmpdir()}/empty-`);
beforeAll(() => {
  vi.stubEnv('PATH', empty);
  vi.stubEnv('REGISTRY_CACHE_DIR', empty);
  // No way out to MongoDB's own downloads either: names under .invalid never resolve (RFC 2606).
  vi.stubEnv('MONGOMS_DOWNLOAD_MIRROR', 'https://downloads.invalid');
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(empty, { recursive: true });
});

test('without any way to a MongoDB one message lists what was tried and the alternative', async () => {
  const message = await findMongod().catch(String);
  expect(message).toContain('mongod: not on PATH');
  expect(message).toContain('downloads.invalid is not reachable');
  expect(message).toContain('python3 with pip is not there');
  expect(message).toContain('docker compose up');
  expect(message).toContain('MONGODB_URI');
});

test('the same for Redis', async () => {
  const message = await findRedis().catch(String);
  expect(message).toContain('redis-server, valkey-server: not on PATH');
  expect(message).toContain('Debian package redis-server: needs root and apt-get');
  expect(message).toContain('python3 with pip is not there');
  expect(message).toContain('docker compose up');
});

test('the loader names the library it missed', () => {
  const output = '/x/mongod: error while loading shared libraries: libcurl.so.4: cannot open shared object file';
  expect(missingLibrary(output)).toBe('libcurl.so.4');
});
