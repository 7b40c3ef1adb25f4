import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../src/platform/provision/ports.js';
import { startSettings } from '../../src/platform/provision/start-settings.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test('outside production: demo on, a master key made once that only the owner can read', async () => {
  const first = await startSettings({ DATA_DIR: dataDir });
  const second = await startSettings({ DATA_DIR: dataDir });
  expect(first.config.DEMO).toBe(true);
  expect(second.env.MASTER_KEY).toBe(first.env.MASTER_KEY);
  expect(readFileSync(join(dataDir, 'master.key'), 'utf8').trim()).toBe(first.env.MASTER_KEY);
  expect(statSync(join(dataDir, 'master.key')).mode & 0o777).toBe(0o600);
});

test('on an address that others reach there are no demo accounts by default', async () => {
  const port = String(await freePort());
  expect((await startSettings({ DATA_DIR: dataDir, HOST: '0.0.0.0', PORT: port })).config.DEMO).toBe(false);
});

test('in production a master key is demanded, not made', async () => {
  await expect(startSettings({ DATA_DIR: dataDir, NODE_ENV: 'production' })).rejects.toThrow('MASTER_KEY');
});

test('every wrong variable is named', async () => {
  const wrong = startSettings({ DATA_DIR: dataDir, PORT: 'four', LOG_LEVEL: 'loud' });
  await expect(wrong).rejects.toThrow(/PORT[\s\S]*LOG_LEVEL/);
});

test('a port that was asked for and is taken is refused', async () => {
  const port = await freePort();
  const taker = createServer().listen(port, '127.0.0.1');
  await expect(startSettings({ DATA_DIR: dataDir, PORT: String(port) })).rejects.toThrow(`port ${port} is taken`);
  taker.close();
});

test('without a wish the next free port is used', async () => {
  const { env } = await startSettings({ DATA_DIR: dataDir });
  const taker = createServer().listen(Number(env.PORT), '127.0.0.1');
  const other = await startSettings({ DATA_DIR: dataDir });
  expect(Number(other.env.PORT)).toBeGreaterThan(Number(env.PORT));
  expect(other.env.BASE_URL).toBe(`http://127.0.0.1:${other.env.PORT ?? ''}`);
  taker.close();
});
