import type { ZodType } from 'zod';
import type { Deps } from '../deps.js';

/**
 * Personal data of one record as base64 of the envelope cipher's bytes: a string column comes back from every kind of
 * query as it was, a binary one does not (`lean` answers the driver's own `Binary`).
 * @param record kind and id, e.g. `user:65f…`; the sealed value cannot be moved to another one
 */
export function sealPersonal(deps: Pick<Deps, 'cipher'>, record: string, value: unknown): string {
  return deps.cipher.sealJson(record, value).toString('base64');
}

/** @throws Error when it was altered, belongs to another record, or has not this shape */
export function openPersonal<Value>(
  deps: Pick<Deps, 'cipher'>,
  record: string,
  sealed: string,
  shape: ZodType<Value>,
): Value {
  return shape.parse(deps.cipher.openJson(record, Buffer.from(sealed, 'base64')));
}
