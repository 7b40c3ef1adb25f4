import { loadApplication } from '../applications/application-queries.js';
import { moveApplication, requireState } from '../applications/move-application.js';
import type { Deps } from '../deps.js';
import { OBJECTION_GROUNDS, type ObjectionGround } from '../domain/consents.js';
import { DomainError } from '../domain/errors.js';
import { SYSTEM } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { codeOfLink, spendCode } from './codes.js';

/**
 * Whoever was the contact until now says that the claim is wrong: it goes back to the reviewers, who need a senior one to
 * overrule it and two to approve again.
 * @throws DomainError CODE_SPENT (used, or its time is over) | GROUND_NOT_ACCEPTED | WRONG_STATE | CONFLICT
 */
export async function objectToClaim(deps: Deps, secret: string, ground: ObjectionGround): Promise<void> {
  if (!OBJECTION_GROUNDS[ground].counts) throw new DomainError('GROUND_NOT_ACCEPTED');
  const code = await codeOfLink(deps, 'objection', secret);
  const now = deps.clock.now();
  await inTransaction(deps.db, async () => {
    const application = await loadApplication(deps, code.subject);
    if (application === null) throw new DomainError('CODE_SPENT');
    requireState(application, 'rescind');
    await spendCode(deps, code);
    await moveApplication(deps, {
      application,
      event: 'rescind',
      type: 'application.objected',
      actor: SYSTEM,
      set: {
        consents: application.consents.map((consent) =>
          consent.party === 'old_contact'
            ? { ...consent, answer: 'refused' as const, ground, via: 'account' as const, at: now }
            : consent,
        ),
        effectiveAt: null,
        firstApproval: null,
        undo: null,
        claim: null,
      },
      facts: { party: 'old_contact', ground },
    });
  });
}
