import { z } from 'zod';
import { openPersonal, sealPersonal } from '../accounts/sealed.js';
import { createBody } from '../applications/application-schemas.js';
import type { Deps } from '../deps.js';
import type { BulkItemRow } from './bulk-item-model.js';

const contentSchema = z.object({
  /** What will be declared; null while the row is refused. */
  body: createBody.nullable(),
  name: z.string(),
  cells: z.array(z.string()),
});
export type BulkContent = z.output<typeof contentSchema>;

type Item = Pick<BulkItemRow, '_id'>;

export function sealItem(deps: Pick<Deps, 'cipher'>, { _id }: Item, content: BulkContent): string {
  return sealPersonal(deps, `bulk-item:${_id.toHexString()}`, content);
}

export function openItem(deps: Pick<Deps, 'cipher'>, item: Item & Pick<BulkItemRow, 'sealed'>): BulkContent {
  return openPersonal(deps, `bulk-item:${item._id.toHexString()}`, item.sealed, contentSchema);
}

/** A paper of this row: sealed for it, and for no other. */
export function sealPaper(deps: Pick<Deps, 'cipher'>, { _id }: Item, bytes: Buffer): Buffer {
  return deps.cipher.seal(`bulk-paper:${_id.toHexString()}`, bytes);
}

export function openPaper(deps: Pick<Deps, 'cipher'>, { _id }: Item, sealed: Buffer): Buffer {
  return deps.cipher.open(`bulk-paper:${_id.toHexString()}`, sealed);
}
