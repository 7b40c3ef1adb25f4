import type { Readable } from 'node:stream';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { DomainError } from '../domain/errors.js';

/** Far above any bundle of papers, far below what hurts. */
export const ARCHIVE_LIMITS = {
  entries: 5_000,
  fileBytes: 20 * 1024 * 1024,
  /** Unpacked, all together. */
  totalBytes: 1024 ** 3,
  /** Pictures and PDFs hardly pack; what packs far better is no paper. */
  ratio: 100,
} as const;

/** A file inside an archive, not unpacked yet. */
export interface ArchiveFile {
  /** Names of the folders above it, outermost first. */
  readonly folders: readonly string[];
  readonly name: string;
  /** What it unpacks to, as the archive says; the library refuses one that lies. */
  readonly bytes: number;
  readonly read: () => Promise<Buffer>;
}

/**
 * Lists the files of a ZIP. Names are decoded as UTF-8 where the archive says so or they are, else as GB18030: that is what
 * Windows in China writes. What programs leave behind (`__MACOSX`, `Thumbs.db`) is passed over.
 * @throws DomainError ARCHIVE_REFUSED with `reason`: damaged, encrypted, a path that leaves the archive, or a bomb
 */
export async function openArchive(bytes: Buffer): Promise<ArchiveFile[]> {
  const zip = await open(bytes).catch(() => refuse('DAMAGED'));
  const entries = await list(zip);
  return entries.map((entry) => fileOf(zip, entry)).filter((file): file is ArchiveFile => file !== null);
}

function refuse(reason: 'DAMAGED' | 'ENCRYPTED' | 'UNSAFE_PATH' | 'BOMB'): never {
  throw new DomainError('ARCHIVE_REFUSED', { members: { reason } });
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Names as bytes: the library would read those without a flag as code page 437.
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, decodeStrings: false }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(error);
    });
  });
}

async function list(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > ARCHIVE_LIMITS.entries) refuse('BOMB');
  const entries: Entry[] = [];
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  }).catch(() => refuse('DAMAGED'));
  let total = 0;
  for (const entry of entries) {
    total += entry.uncompressedSize;
    if (entry.isEncrypted()) refuse('ENCRYPTED');
    const packsTooWell =
      entry.uncompressedSize > 1024 * 1024 && entry.uncompressedSize > entry.compressedSize * ARCHIVE_LIMITS.ratio;
    if (total > ARCHIVE_LIMITS.totalBytes || packsTooWell) refuse('BOMB');
  }
  return entries;
}

const LEFT_BEHIND = /^(__MACOSX|\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|~\$.*)$/i;

function fileOf(zip: ZipFile, entry: Entry): ArchiveFile | null {
  const path = decodeName(entry).replaceAll('\\', '/');
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || path.includes('\0')) refuse('UNSAFE_PATH');
  if (path.endsWith('/')) return null;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) refuse('UNSAFE_PATH');
  const name = parts.pop();
  if (name === undefined || [...parts, name].some((part) => LEFT_BEHIND.test(part))) return null;
  return { folders: parts, name, bytes: entry.uncompressedSize, read: () => unpack(zip, entry) };
}

/** General purpose bit 11: the name is UTF-8 (APPNOTE 4.4.4). */
const IS_UTF8 = 0x800;

function decodeName(entry: Entry): string {
  // With `decodeStrings: false` names are bytes, whatever the type says.
  const bytes = entry.fileName as unknown as Buffer;
  if ((entry.generalPurposeBitFlag & IS_UTF8) !== 0) return bytes.toString('utf8');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => {
      if (error === null) resolve(opened);
      else reject(error);
    });
  }).catch(() => refuse('DAMAGED'));
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > ARCHIVE_LIMITS.fileBytes) refuse('BOMB');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof DomainError) throw error;
    // Longer than it said, or it does not unpack.
    refuse('DAMAGED');
  }
  return Buffer.concat(chunks);
}
