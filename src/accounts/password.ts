import { hash, verify, type Options } from '@node-rs/argon2';
import { newSecret } from './secret.js';

/** OWASP Password Storage Cheat Sheet: argon2id, m = 19 MiB, t = 2, p = 1. The algorithm is the package's default. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash nobody knows the password of: an unknown account must take as long as a known one. */
const nobody: { hash: Promise<string> | null } = { hash: null };

/** @returns PHC string, `$argon2id$…` */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Always one argon2 run, also when there is no account or no password yet. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  nobody.hash ??= hashPassword(newSecret());
  const matches = await verify(stored ?? (await nobody.hash), password);
  return stored !== null && matches;
}
