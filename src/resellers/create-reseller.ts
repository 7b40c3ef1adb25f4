import { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction, isDuplicateKey } from '../platform/mongo.js';
import { sealContact } from './contact.js';
import { resellerModel, type ResellerRow } from './reseller-model.js';
import type { CreateReseller } from './reseller-schemas.js';

/**
 * Authorises an organisation to submit applications.
 * @throws DomainError RESELLER_EXISTS (same USCC)
 */
export async function createReseller(deps: Deps, principal: Principal, body: CreateReseller): Promise<ResellerRow> {
  const _id = new Types.ObjectId();
  const id = _id.toHexString();
  const { name, uscc, sandbox } = body;
  const authorisation = { ...body.authorisation, provinces: body.authorisation.provinces ?? null };
  const limits = { maxOpenReservations: body.limits.maxOpenReservations ?? null };
  const row: ResellerRow = {
    _id,
    name,
    uscc,
    contact: sealContact(deps, id, body.contact),
    authorisation,
    limits,
    status: 'active',
    sandbox,
    version: 1,
    createdAt: deps.clock.now(),
  };
  try {
    await inTransaction(deps.db, async () => {
      await resellerModel(deps.db).insertMany([row]);
      await recordEvent(deps, {
        type: 'reseller.created',
        subjects: [{ kind: 'reseller', id }],
        actor: actorOf(principal),
        resellerId: id,
        after: { name, uscc, status: row.status, authorisation, limits, sandbox },
        version: 1,
      });
    });
  } catch (error) {
    throw isDuplicateKey(error) ? new DomainError('RESELLER_EXISTS') : error;
  }
  return row;
}
