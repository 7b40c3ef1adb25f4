import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { pollUntil } from './poll.js';

const accountsSchema = z.array(z.object({ role: z.string(), email: z.string(), password: z.string() }));
export type DemoAccount = z.output<typeof accountsSchema>[number];

/** The demo accounts of this data directory; the server writes them once it has seeded. Empty when it does not. */
export async function demoAccounts(dataDir: string, withinMs = 30_000): Promise<DemoAccount[]> {
  let accounts: DemoAccount[] = [];
  await pollUntil(() => (accounts = read(join(dataDir, 'demo-accounts.json'))).length > 0, withinMs, 200);
  return accounts;
}

function read(file: string): DemoAccount[] {
  try {
    return accountsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
