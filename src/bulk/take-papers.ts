import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import type { Deps } from '../deps.js';
import { eraseUnlessKept, noteIntent, dropIntent } from '../documents/upload-intent.js';
import { ADDING_KINDS } from '../documents/document-model.js';
import { DomainError } from '../domain/errors.js';
import { DOCUMENT_KINDS, type DocumentKind } from '../domain/ocr-fields.js';
import { inTransaction } from '../platform/mongo.js';
import { bulkItemModel, type BulkItemRow, type BulkPaper } from './bulk-item-model.js';
import { PAPER_ISSUES, type BulkIssue } from './bulk-issues.js';
import { bulkModel, type BulkRow } from './bulk-model.js';
import { itemsOf } from './bulk-queries.js';
import { ARCHIVE_LIMITS, openArchive, type ArchiveFile } from './open-archive.js';
import { kindOfName, papersLacking } from './paper-names.js';
import { sealPaper } from './sealed-item.js';

/** What the document route takes (contract: *documents*), by what the bytes are. */
const TYPES = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/tiff',
  'image/heic',
  'image/heif',
  'application/pdf',
]);

/**
 * Takes an archive with one folder for each row: every row is judged anew, and the papers of good ones are kept, sealed.
 * A second archive takes the place of the first.
 * @throws DomainError WRONG_STATE (already submitted) | ARCHIVE_REFUSED | STORAGE_FULL
 */
export async function takePapers(deps: Deps, bulk: BulkRow, bytes: Buffer): Promise<BulkRow> {
  if (bulk.status !== 'checked') throw new DomainError('WRONG_STATE');
  const files = await openArchive(bytes);
  const items = await itemsOf(deps, bulk._id.toHexString());
  const folders = foldersOf(files);
  const uses = new Map<string, number>();
  for (const { folder } of items) uses.set(fold(folder), (uses.get(fold(folder)) ?? 0) + 1);
  for (const item of items) {
    // Two rows of one number share its folder by that alone: the number says it already.
    const shared = !item.numbers.includes(item.folder) && (uses.get(fold(item.folder)) ?? 0) > 1;
    await takeFolder(deps, item, folders.get(fold(item.folder)) ?? [], shared);
  }
  const row = await bulkModel(deps.db)
    .findOneAndUpdate({ _id: bulk._id, status: 'checked' }, { $set: { hasPapers: true } }, { returnDocument: 'after' })
    .lean<BulkRow>();
  if (row === null) throw new DomainError('WRONG_STATE');
  return row;
}

/** The innermost folder counts: people put everything into one more. */
function foldersOf(files: readonly ArchiveFile[]): Map<string, ArchiveFile[]> {
  const folders = new Map<string, ArchiveFile[]>();
  for (const file of files) {
    const name = fold(file.folders.at(-1) ?? '');
    folders.set(name, [...(folders.get(name) ?? []), file]);
  }
  return folders;
}

function fold(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

async function takeFolder(
  deps: Deps,
  item: BulkItemRow,
  files: readonly ArchiveFile[],
  shared: boolean,
): Promise<void> {
  const ofSheet = item.issues.filter(({ code }) => !PAPER_ISSUES.includes(code));
  const named = files.map((file) => ({ file, kind: kindOfName(file.name, DOCUMENT_KINDS) }));
  const issues = [...ofSheet, ...folderIssues(item, named, shared)];
  const papers: BulkPaper[] = [];
  const kept: { readonly id: string; readonly bytes: Buffer }[] = [];
  for (const { file, kind } of issues.length > 0 ? [] : named) {
    if (kind === null) continue;
    const bytes = await file.read();
    const type = await fileTypeFromBuffer(bytes);
    if (type === undefined || !TYPES.has(type.mime)) {
      issues.push({ code: 'FILE_TYPE', field: 'folder', detail: file.name });
      continue;
    }
    const sealed = sealPaper(deps, item, bytes);
    const id = createHash('sha256').update(sealed).digest('hex');
    kept.push({ id, bytes: sealed });
    papers.push({ kind, file: id });
  }
  await keep(deps, item, { issues, papers: issues.length > 0 ? [] : papers }, issues.length > 0 ? [] : kept);
}

/** Files first, under a note that finds them again when this process is killed; then the row names them, or nobody does. */
async function keep(
  deps: Deps,
  item: BulkItemRow,
  { issues, papers }: Pick<BulkItemRow, 'issues' | 'papers'>,
  files: readonly { readonly id: string; readonly bytes: Buffer }[],
): Promise<void> {
  const intent = await noteIntent(
    deps,
    files.map(({ id }) => id),
  );
  try {
    for (const { id, bytes } of files) await deps.files.put(id, bytes);
    await inTransaction(deps.db, async () => {
      const status = issues.length > 0 ? ('refused' as const) : ('ready' as const);
      const changed = await bulkItemModel(deps.db).updateOne(
        { _id: item._id, status: { $in: ['ready', 'refused'] } },
        { $set: { issues, papers, status } },
      );
      if (changed.matchedCount === 0) throw new DomainError('WRONG_STATE');
      await dropIntent(deps, intent);
    });
  } catch (error) {
    await eraseUnlessKept(deps, intent);
    throw error;
  }
  await erasePapers(deps, item);
}

/** What the row named before. What cannot be deleted now is unreadable without its row anyway. */
export async function erasePapers(deps: Pick<Deps, 'files'>, { papers }: Pick<BulkItemRow, 'papers'>): Promise<void> {
  await Promise.allSettled(papers.map(({ file }) => deps.files.delete(file)));
}

interface NamedFile {
  readonly file: ArchiveFile;
  readonly kind: DocumentKind | null;
}

function folderIssues(item: BulkItemRow, files: readonly NamedFile[], shared: boolean): BulkIssue[] {
  const issue = (code: BulkIssue['code'], detail: string): BulkIssue => ({ code, field: 'folder', detail });
  if (shared) return [issue('FOLDER_SHARED', item.folder)];
  if (files.length === 0) return [issue('FOLDER_MISSING', item.folder)];
  const issues: BulkIssue[] = [];
  const have = new Set<DocumentKind>();
  for (const { file, kind } of files) {
    if (kind === null) issues.push(issue('FILE_UNKNOWN', file.name));
    else if (have.has(kind) && !ADDING_KINDS.includes(kind)) issues.push(issue('FILE_TWICE', file.name));
    else have.add(kind);
    if (file.bytes > ARCHIVE_LIMITS.fileBytes) issues.push(issue('FILE_TOO_LARGE', file.name));
  }
  const lacking = papersLacking(have, item.byAgent);
  return lacking.length === 0 ? issues : [...issues, issue('PAPERS_MISSING', lacking.join(', '))];
}
