import { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import type { ResellerStatus } from '../domain/reseller.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { resellerModel, type ResellerRow } from './reseller-model.js';

/**
 * Moves a reseller from one status to another and changes nothing else; for steps that come from elsewhere (an emergency
 * stop), inside the caller's transaction. When it is not in `from` (any more) nothing happens: somebody decided otherwise.
 */
export async function moveReseller(
  deps: Deps,
  principal: Principal | null,
  id: string,
  { from, to }: { readonly from: ResellerStatus; readonly to: ResellerStatus },
): Promise<void> {
  const row = await resellerModel(deps.db)
    .findOneAndUpdate(
      { _id: new Types.ObjectId(id), status: from },
      { $set: { status: to }, $inc: { version: 1 } },
      { returnDocument: 'after' },
    )
    .lean<ResellerRow>();
  if (row === null) return;
  await recordEvent(deps, {
    type: 'reseller.status_changed',
    subjects: [{ kind: 'reseller', id }],
    actor: actorOf(principal),
    resellerId: id,
    before: { status: from },
    after: { status: to },
    version: row.version,
  });
}
