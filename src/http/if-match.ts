import type { Request } from 'express';
import { DomainError } from '../domain/errors.js';

/** Version named by `If-Match` (our ETags are `"version"`), null when absent or `*`. @throws DomainError STALE for any other tag */
export function expectedVersion(request: Request): number | null {
  const header = request.get('if-match');
  if (header === undefined || header === '*') return null;
  const match = /^(?:W\/)?"(\d+)"$/.exec(header.trim());
  if (match?.[1] === undefined) throw new DomainError('STALE');
  return Number(match[1]);
}

export function etagOf(row: { readonly version: number }): { ETag: string } {
  return { ETag: `"${row.version}"` };
}

/** @throws DomainError STALE when `If-Match` names another version than the row has */
export function requireVersion(request: Request, row: { readonly version: number }): void {
  const expected = expectedVersion(request);
  if (expected !== null && expected !== row.version) throw new DomainError('STALE');
}
