import type { Connection } from 'mongoose';

/** Longer than a change stream ever needs to tell this process of its own change. */
const REMEMBERED_MS = 10_000;

const changed = new WeakMap<Connection, Map<string, number>>();

/** Remembers numbers that this process is changing, before their transaction ends: what it keeps of them is stale. */
export function noteJustChanged(db: Connection, numbers: readonly string[]): void {
  const known = changed.get(db) ?? new Map<string, number>();
  changed.set(db, known);
  const now = performance.now();
  for (const [number, until] of known) {
    if (until > now) break;
    known.delete(number);
  }
  for (const number of numbers) {
    known.delete(number);
    known.set(number, now + REMEMBERED_MS);
  }
}

/** Whether this process has just changed a number, and may not have been told of it by the change stream yet. */
export function isJustChanged(db: Connection, number: string): boolean {
  const until = changed.get(db)?.get(number);
  return until !== undefined && until > performance.now();
}
