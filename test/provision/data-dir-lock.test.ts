import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataDir } from '../../src/platform/provision/data-dir-lock.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test('the second start of one data directory is told who has it', () => {
  lockDataDir(dataDir);
  expect(() => lockDataDir(dataDir)).toThrow(`in use by process ${process.pid}`);
});

test('after the release it can be taken again', () => {
  const unlock = lockDataDir(dataDir);
  unlock();
  unlock();
  expect(existsSync(join(dataDir, 'start.lock'))).toBe(false);
  lockDataDir(dataDir);
});

test.each([
  ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 - 1, identity: '1' })],
  ['of a process number that another program has now', JSON.stringify({ pid: process.pid, identity: 'earlier' })],
  ['that was cut off', '{"pid":'],
])('a stale lock %s is taken over', (_, content) => {
  writeFileSync(join(dataDir, 'start.lock'), content);
  lockDataDir(dataDir);
  expect(() => lockDataDir(dataDir)).toThrow(`in use by process ${process.pid}`);
});

test('makes a data directory that only its owner can read', () => {
  lockDataDir(join(dataDir, 'new'));
  expect(existsSync(join(dataDir, 'new', 'start.lock'))).toBe(true);
});
