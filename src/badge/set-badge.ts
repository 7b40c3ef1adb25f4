import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import type { NumberRow } from '../registry/number-model.js';
import { normaliseDomain } from './badge-domain.js';
import { badgeModel, type BadgeRow } from './badge-model.js';

/** The badge of a number for its present holder; null when none is set, or it was another holder's. */
export async function findBadge(deps: Pick<Deps, 'db'>, number: string, uscc: string | null): Promise<BadgeRow | null> {
  const row = await badgeModel(deps.db).findOne({ _id: number }).lean<BadgeRow>();
  return row !== null && row.uscc === uscc ? row : null;
}

/**
 * Names the site on which the badge of a number may stand, or none.
 * @throws DomainError VALIDATION_FAILED for what is no domain | NUMBER_NOT_WORKING when nobody holds the number
 */
export async function setBadge(
  deps: Deps,
  principal: Principal,
  number: Pick<NumberRow, '_id' | 'uscc' | 'resellerId' | 'status'>,
  written: string | null,
): Promise<BadgeRow | null> {
  const { _id, uscc, resellerId } = number;
  const domain = written === null ? null : normaliseDomain(written);
  if (written !== null && domain === null) {
    const errors = [{ path: 'domain', code: 'DOMAIN_MALFORMED', message: 'a public domain such as example.com' }];
    throw new DomainError('VALIDATION_FAILED', { errors });
  }
  if (uscc === null || !['working', 'suspended'].includes(number.status))
    throw new DomainError('NUMBER_NOT_WORKING', { members: { number: _id } });
  return inTransaction(deps.db, async () => {
    const before = await badgeModel(deps.db).findOne({ _id }).lean<BadgeRow>();
    const version = (before?.version ?? 0) + 1;
    const row = domain === null ? null : { _id, uscc, domain, setAt: deps.clock.now(), version };
    if (row === null) await badgeModel(deps.db).deleteOne({ _id });
    else await badgeModel(deps.db).replaceOne({ _id }, row, { upsert: true });
    await recordEvent(deps, {
      type: 'badge.set',
      subjects: [{ kind: 'badge', id: _id }],
      actor: actorOf(principal),
      resellerId,
      before: { domain: before?.domain ?? null },
      after: { domain },
      version,
    });
    return row;
  });
}
