import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const accountsSchema = z.array(
  z.object({ role: z.string(), name: z.string(), email: z.string(), password: z.string() }),
);
export type DemoAccount = z.output<typeof accountsSchema>[number];

const FILE = 'demo-accounts.json';

/** The accounts of an earlier start; none when there is no file, or one that somebody spoiled. */
export async function readDemoAccounts(dataDir: string): Promise<DemoAccount[]> {
  try {
    return accountsSchema.parse(JSON.parse(await readFile(join(dataDir, FILE), 'utf8')));
  } catch {
    return [];
  }
}

/** Whole or not at all, readable for its owner only: `npm start` prints it. */
export async function writeDemoAccounts(dataDir: string, accounts: readonly DemoAccount[]): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, FILE);
  await writeFile(`${file}.new`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
