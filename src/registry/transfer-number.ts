import type { Principal } from '../accounts/principal.js';
import { loadApplication } from '../applications/application-queries.js';
import { moveApplication } from '../applications/move-application.js';
import { openDeclared } from '../applications/open-declared.js';
import type { Deps } from '../deps.js';
import { KIND_RULES } from '../domain/application-kinds.js';
import { businessToday } from '../domain/business-calendar.js';
import { DomainError } from '../domain/errors.js';
import { actorOf } from '../events/record-event.js';
import { keepEntity } from '../entities/keep-entity.js';
import { inTransaction } from '../platform/mongo.js';
import { swapDossier } from './apply-dossier.js';
import { holdingOf } from './holding-of.js';
import type { NumberRow } from './number-model.js';

/**
 * Carries out an accepted transfer (过户): every number of the application changes its holder in one transaction. Both
 * holders agreed before it could be approved; the old one stays accountable for its time.
 * @throws DomainError TRANSFER_NOT_READY | DISPUTED | NUMBER_NOT_WORKING | CONFLICT
 */
export async function transferNumber(
  deps: Deps,
  principal: Principal,
  number: NumberRow,
  reason: string,
): Promise<NumberRow> {
  if (number.flags.includes('disputed')) throw new DomainError('DISPUTED');
  const id = number.openApplicationId;
  const application = id === null ? null : await loadApplication(deps, id);
  if (application?.kind !== 'transfer' || application.status !== 'approved' || application.acceptedAt === null)
    throw new DomainError('TRANSFER_NOT_READY');
  if (application.disputed) throw new DomainError('DISPUTED');
  const now = deps.clock.now();
  const holding = holdingOf(
    deps,
    application,
    openDeclared(deps, application),
    businessToday(now, deps.config.TZ_BUSINESS),
  );
  return inTransaction(deps.db, async () => {
    await keepEntity(deps, holding.holder, holding.verified, now);
    const moved: NumberRow[] = [];
    for (const each of application.numbers) {
      const { row } = await swapDossier(deps, each, { application, from: now }, () => holding);
      moved.push(row);
    }
    const transferred = moved.find((row) => row._id === number._id);
    if (transferred === undefined) throw new TypeError('a transfer without its number');
    await moveApplication(deps, {
      application,
      event: 'accept',
      type: KIND_RULES.transfer.event,
      actor: actorOf(principal),
      resellerId: transferred.resellerId,
      reason,
      set: { endedAt: now, deadline: null, undo: null, claim: null },
      facts: { from: number.uscc, holder: holding.holder, verified: holding.verified },
    });
    return transferred;
  });
}
