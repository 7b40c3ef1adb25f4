import type { Deps } from '../deps.js';
import { documentModel, type DocumentRow } from './document-model.js';

/** Ids of stored files that documents name and the store has not. */
export async function missingFiles(deps: Pick<Deps, 'db' | 'files'>): Promise<string[]> {
  const missing: string[] = [];
  const rows = documentModel(deps.db)
    .find({}, { original: 1, pages: 1 })
    .lean<Pick<DocumentRow, 'original' | 'pages'>[]>()
    .cursor();
  for await (const { original, pages } of rows) {
    for (const id of [original.file, ...pages.map((page) => page.file)])
      if (!(await deps.files.has(id))) missing.push(id);
  }
  return missing;
}
