import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { DocumentKind } from '../../domain/ocr-fields.js';

/** A paper that waits to leave, as it is kept in the browser: it survives a reload, sleep, and a network that comes and goes. */
export interface KeptUpload {
  readonly id: string;
  /** Whose it is: nobody else's session may send it, and it is erased when that one ends. */
  readonly owner: string;
  readonly applicationId: string;
  readonly kind: DocumentKind;
  readonly file: Blob;
  readonly name: string;
  /** Bytes the picture had before it was made smaller. */
  readonly before: number;
  /** Where the server keeps what has arrived; null until it was begun. */
  readonly url: string | null;
  readonly at: number;
}

interface Kept extends DBSchema {
  uploads: { key: string; value: KeptUpload };
}

/** As long as the server keeps what has arrived. */
const KEPT_MS = 24 * 3_600_000;

/** Where the browser keeps nothing (a private window), uploads live as long as the page does. */
let opened: Promise<IDBPDatabase<Kept> | null> | null = null;
const memory = new Map<string, KeptUpload>();

function database(): Promise<IDBPDatabase<Kept> | null> {
  opened ??= openDB<Kept>('registry-400-uploads', 1, {
    upgrade: (database) => void database.createObjectStore('uploads', { keyPath: 'id' }),
  }).catch(() => null);
  return opened;
}

export async function keepUpload(upload: KeptUpload): Promise<void> {
  memory.set(upload.id, upload);
  await (await database())?.put('uploads', upload).catch(() => undefined);
}

export async function dropUpload(id: string): Promise<void> {
  memory.delete(id);
  await (await database())?.delete('uploads', id).catch(() => undefined);
}

/** What this owner has waiting, oldest first. Everybody else's, and what is too old to go on with, is erased. */
export async function uploadsOf(owner: string): Promise<KeptUpload[]> {
  const stored = (await (await database())?.getAll('uploads').catch(() => [])) ?? [];
  const all = new Map([...stored.map((upload) => [upload.id, upload] as const), ...memory]);
  const fresh = [...all.values()].filter((upload) => upload.owner === owner && Date.now() - upload.at < KEPT_MS);
  for (const { id } of all.values()) if (!fresh.some((upload) => upload.id === id)) await dropUpload(id);
  return fresh.toSorted((a, b) => a.at - b.at);
}
