import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { mergePatch } from '../http/merge-patch.js';
import { parse } from '../http/mount.js';
import { inTransaction } from '../platform/mongo.js';
import { countDependingOn } from '../registry/number-queries.js';
import { openContact, sealContact } from './contact.js';
import { resellerModel, type ResellerRow } from './reseller-model.js';
import { patchedReseller, type UpdateReseller } from './reseller-schemas.js';
import { mayBecome, RESELLER_TRANSITIONS } from './reseller-status.js';

/**
 * Changes a reseller by a merge patch (RFC 7396) on the version that the caller saw.
 * @throws DomainError VALIDATION_FAILED (what remains is not whole) | CONFLICT (changed meanwhile) | WRONG_STATE with
 *   `from` and `allowed` | RESELLER_HAS_NUMBERS with their `count` (closing: nobody loses a number to it)
 */
export async function updateReseller(
  deps: Deps,
  principal: Principal,
  row: ResellerRow,
  { reason, ...patch }: UpdateReseller,
): Promise<ResellerRow> {
  const id = row._id.toHexString();
  const { contact, ...open } = parse(patchedReseller, mergePatch(patchable(deps, row), patch));
  if (!mayBecome(row.status, open.status)) {
    throw new DomainError('WRONG_STATE', {
      members: { from: row.status, allowed: RESELLER_TRANSITIONS[row.status] },
    });
  }
  const changes = {
    name: open.name,
    status: open.status,
    authorisation: { ...open.authorisation, provinces: open.authorisation.provinces ?? null },
    limits: { maxOpenReservations: open.limits.maxOpenReservations ?? null },
  };
  const before = { name: row.name, status: row.status, authorisation: row.authorisation, limits: row.limits };
  const contactChanged = patch.contact !== undefined;
  return inTransaction(deps.db, async () => {
    if (open.status === 'closed' && row.status !== 'closed') {
      const count = await countDependingOn(deps, id);
      if (count > 0) throw new DomainError('RESELLER_HAS_NUMBERS', { members: { count } });
    }
    const updated = await resellerModel(deps.db)
      .findOneAndUpdate(
        { _id: row._id, version: row.version },
        {
          $set: { ...changes, ...(contactChanged ? { contact: sealContact(deps, id, contact) } : {}) },
          $inc: { version: 1 },
        },
        { returnDocument: 'after' },
      )
      .lean<ResellerRow>();
    if (updated === null) throw new DomainError('CONFLICT');
    await recordEvent(deps, {
      type: row.status === updated.status ? 'reseller.updated' : 'reseller.status_changed',
      subjects: [{ kind: 'reseller', id }],
      actor: actorOf(principal),
      resellerId: id,
      reason: reason ?? null,
      before,
      after: { ...changes, ...(contactChanged ? { contactChanged } : {}) },
      version: updated.version,
    });
    return updated;
  });
}

/** The row as a caller would have written it: optional members absent, not null. */
function patchable(deps: Deps, row: ResellerRow) {
  const { from, until, provinces } = row.authorisation;
  const { maxOpenReservations } = row.limits;
  return {
    name: row.name,
    status: row.status,
    contact: openContact(deps, row),
    authorisation: { from, until, ...(provinces === null ? {} : { provinces }) },
    limits: maxOpenReservations === null ? {} : { maxOpenReservations },
  };
}
