import { Types } from 'mongoose';
import { z } from 'zod';
import { DomainError } from '../domain/errors.js';

/** Keyset paging, newest first, by `_id` (which grows with time). The cursor is opaque to callers. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Filter for the rows after the cursor. @throws DomainError VALIDATION_FAILED for a cursor not of ours */
export function after(page: PageRequest): { _id: { $lt: Types.ObjectId } } | Record<string, never> {
  if (page.cursor === undefined) return {};
  const id = Buffer.from(page.cursor, 'base64url').toString();
  if (
    !z
      .string()
      .regex(/^[0-9a-f]{24}$/)
      .safeParse(id).success
  ) {
    throw new DomainError('VALIDATION_FAILED', {
      errors: [{ path: 'cursor', code: 'CURSOR_INVALID', message: 'not a cursor of this list' }],
    });
  }
  return { _id: { $lt: new Types.ObjectId(id) } };
}

/** Condition on an instant: from, up to but without; undefined when neither is given. */
export function within(from: Date | undefined, until: Date | undefined): { $gte?: Date; $lt?: Date } | undefined {
  if (from === undefined && until === undefined) return undefined;
  return { ...(from === undefined ? {} : { $gte: from }), ...(until === undefined ? {} : { $lt: until }) };
}

/** Cuts `limit + 1` rows to a page and names the next one. */
export function toPage<Row extends { readonly _id: Types.ObjectId }, Item>(
  rows: readonly Row[],
  page: PageRequest,
  view: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  const more = rows.length > page.limit && last !== undefined;
  return {
    items: items.map(view),
    nextCursor: more ? Buffer.from(last._id.toHexString()).toString('base64url') : null,
  };
}
