import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where downloaded server programs lie: one folder per user, shared by all checkouts.
 * `REGISTRY_CACHE_DIR` moves it, `XDG_CACHE_HOME` is obeyed.
 */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env.REGISTRY_CACHE_DIR) return resolve(env.REGISTRY_CACHE_DIR);
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'registry-400');
}
