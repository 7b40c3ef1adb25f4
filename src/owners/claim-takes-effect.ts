import { actForEntity } from '../accounts/act-for-entity.js';
import type { ApplicationRow } from '../applications/application-model.js';
import { moveApplication } from '../applications/move-application.js';
import { openDeclared } from '../applications/open-declared.js';
import type { Deps } from '../deps.js';
import { KIND_RULES } from '../domain/application-kinds.js';
import { confirmEntity } from '../entities/confirm-entity.js';
import { SYSTEM } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { replaceContact } from './entity-contact.js';

/**
 * The time to object is over: the claimant acts for the entity, its contact replaces the reseller's, the entity and its
 * numbers are `entity_confirmed`. Twice it changes nothing.
 * @throws DomainError WRONG_STATE | CONFLICT
 */
export async function claimTakesEffect(deps: Deps, application: ApplicationRow): Promise<void> {
  const { uscc, createdBy } = application;
  if (uscc === null) throw new TypeError('an approved claim without its entity');
  const now = deps.clock.now();
  const id = application._id.toHexString();
  const contact = openDeclared(deps, application).entity.contact ?? {};
  await inTransaction(deps.db, async () => {
    await actForEntity(deps, createdBy, uscc);
    await replaceContact(deps, uscc, contact, id);
    const numbers = await confirmEntity(deps, uscc);
    await moveApplication(deps, {
      application,
      event: 'accept',
      type: KIND_RULES.claim.event,
      actor: SYSTEM,
      subjects: [
        { kind: 'entity', id: uscc },
        { kind: 'user', id: createdBy },
        ...numbers.map((number) => ({ kind: 'number' as const, id: number })),
      ],
      set: {
        consents: application.consents.map((consent) =>
          consent.answer === 'open'
            ? { ...consent, answer: 'silent' as const, via: 'silence' as const, at: now }
            : consent,
        ),
        endedAt: now,
        undo: null,
      },
      facts: { level: 'entity_confirmed' },
    });
  });
}
