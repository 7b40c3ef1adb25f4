import { AsyncLocalStorage } from 'node:async_hooks';

/** Facts of one transaction that its event has still to carry, by kind, in the order in which they came about. */
export type Notes = Record<string, unknown[]>;

const notes = new AsyncLocalStorage<{ pending: Notes }>();

/**
 * Runs one attempt of a transaction with notes of its own.
 * @throws Error when the attempt changed something that no event carries (architecture.md, invariant 3)
 */
export async function withNotes<Result>(work: () => Promise<Result>): Promise<Result> {
  return notes.run({ pending: {} }, async () => {
    const result = await work();
    const left = Object.keys(notes.getStore()?.pending ?? {});
    if (left.length > 0) throw new Error(`changed without an event: ${left.join(', ')}`);
    return result;
  });
}

/** Notes a change that the transaction's event must carry. @throws TypeError outside a transaction */
export function note(kind: string, fact: object): void {
  const store = notes.getStore();
  if (store === undefined) throw new TypeError(`a change of ${kind} outside a transaction`);
  (store.pending[kind] ??= []).push(fact);
}

/** All that was noted since the last event of this transaction, or null. Whoever takes it writes it. */
export function takeNotes(): Notes | null {
  const store = notes.getStore();
  if (store === undefined || Object.keys(store.pending).length === 0) return null;
  const { pending } = store;
  store.pending = {};
  return pending;
}
