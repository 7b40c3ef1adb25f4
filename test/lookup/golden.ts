import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

const FOLDER = join(import.meta.dirname, '../golden');

/** Compares with the file of that name; `UPDATE_GOLDEN=1` writes it. A change of a public answer is a decision, not an accident. */
export function expectGolden(name: string, actual: unknown): void {
  const file = join(FOLDER, `${name}.json`);
  if (process.env['UPDATE_GOLDEN'] === '1' || !existsSync(file)) {
    writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`);
    if (process.env['UPDATE_GOLDEN'] !== '1') expect.fail(`${name}.json was missing; it is written now, read it`);
  }
  const golden: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(actual).toEqual(golden);
}
