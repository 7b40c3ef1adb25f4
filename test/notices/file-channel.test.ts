import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { openChannels } from '../../src/notices/open-channels.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-400-outbox-'));
});
afterAll(() => rm(folder, { recursive: true }));

const env = {
  MONGODB_URI: 'mongodb://127.0.0.1:1/x',
  REDIS_URL: 'redis://127.0.0.1:1',
  MASTER_KEY: Buffer.alloc(32).toString('base64'),
};
const MESSAGE = { id: 'n1', to: '13800000000', template: 'number_suspended', title: '停机通知', text: '样例' };

it('the demo writes each message into a file that only its owner reads; without demo or gateway it waits', async () => {
  const { sms, email } = openChannels(loadConfig({ ...env, DATA_DIR: folder, DEMO: '1' }));
  await sms?.deliver(MESSAGE);
  await sms?.deliver(MESSAGE);
  await email?.deliver({ ...MESSAGE, to: 'owner@holder.example' });
  expect(await readdir(join(folder, 'outbox', 'sms'))).toEqual(['n1.txt']);
  const path = join(folder, 'outbox', 'sms', 'n1.txt');
  expect(await readFile(path, 'utf8')).toBe('13800000000\n停机通知\n\n样例\n');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(join(folder, 'outbox', 'email', 'n1.txt'), 'utf8')).toContain('owner@holder.example');
  expect(openChannels(loadConfig({ ...env, DATA_DIR: folder, DEMO: '0' }))).toEqual({ sms: null, email: null });
});
