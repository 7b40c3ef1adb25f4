import type { z } from 'zod';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { displayNumber } from '../domain/number-400.js';
import type { PageRequest } from '../http/page.js';
import { disputedNumbers, lastAssignmentsOf } from '../registry/number-queries.js';
import { resellerNames } from '../resellers/reseller-queries.js';
import type { disputesReply } from './dispute-schemas.js';

/** When it was disputed, in milliseconds, and the number. */
const CURSOR = /^(\d{1,14}) (400\d{7})$/;

/** @throws DomainError VALIDATION_FAILED for a cursor not of ours */
export async function listDisputes(
  deps: Deps,
  principal: Principal,
  page: PageRequest,
): Promise<z.input<typeof disputesReply>> {
  const found = await disputedNumbers(deps, principal, { limit: page.limit, after: placeOf(page.cursor) });
  const rows = found.slice(0, page.limit);
  const last = found.length > page.limit ? rows.at(-1) : undefined;
  const held = await lastAssignmentsOf(
    deps,
    rows.map(({ _id }) => _id),
  );
  const names = await resellerNames(
    deps,
    rows.flatMap(({ resellerId }) => (resellerId === null || resellerId === '' ? [] : [resellerId])),
  );
  return {
    items: rows.map(({ _id, carrier, status, uscc, resellerId, dispute }) => {
      const term = held.get(_id);
      return {
        number: _id,
        display: displayNumber(_id),
        carrier,
        status,
        uscc,
        holderName: term !== undefined && term.holder.uscc === uscc ? term.holder.name : null,
        resellerId,
        reseller: names.get(resellerId ?? '') ?? null,
        disputedAt: dispute.at.toISOString(),
        reason: dispute.reason,
        proposal:
          dispute.proposal === null
            ? null
            : { by: dispute.proposal.by, at: dispute.proposal.at.toISOString(), reason: dispute.proposal.reason },
      };
    }),
    nextCursor: last === undefined ? null : cursorOf(last.dispute.at, last._id),
  };
}

function cursorOf(at: Date, number: string): string {
  return Buffer.from(`${String(at.getTime())} ${number}`).toString('base64url');
}

function placeOf(cursor: string | undefined): { readonly at: Date; readonly number: string } | null {
  if (cursor === undefined) return null;
  const [, at, number] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at !== undefined && number !== undefined) return { at: new Date(Number(at)), number };
  throw new DomainError('VALIDATION_FAILED', {
    errors: [{ path: 'cursor', code: 'CURSOR_INVALID', message: 'not a cursor of this list' }],
  });
}
