import { filerOf } from '../applications/filer.js';
import type { ApplicationRow } from '../applications/application-model.js';
import type { Deps } from '../deps.js';
import { KIND_RULES, papersNeeded, type Effect } from '../domain/application-kinds.js';
import { higherOf, keepEntity } from '../entities/keep-entity.js';
import type { AssignmentRow } from './assignment-model.js';
import { endService } from './end-service.js';
import type { Holding } from './holding-of.js';
import { moveNumbers } from './move-numbers.js';
import type { NumberRow } from './number-model.js';
import { beginAssignment, endAssignment } from './write-assignment.js';

export interface Acceptance {
  readonly application: ApplicationRow;
  readonly holding: Holding;
  /** Who recorded it. */
  readonly by: string;
  /** From when it holds; `now` is when it was recorded. */
  readonly from: Date;
  readonly now: Date;
}

/**
 * What an accepted dossier does to its numbers, by the effect of its kind. Call it inside the transaction of the
 * acceptance: there is no instant at which a number in service is without its one holder.
 * @returns the reseller that serves the numbers after it
 * @throws DomainError NUMBER_NOT_ASSIGNED | NUMBER_NOT_WORKING
 */
export async function applyDossier(deps: Deps, acceptance: Acceptance): Promise<string | null> {
  return EFFECTS[KIND_RULES[acceptance.application.kind].effect](deps, acceptance);
}

const EFFECTS: Record<Effect, (deps: Deps, acceptance: Acceptance) => Promise<string | null>> = {
  activate,
  replace,
  disconnect,
  // The carrier transfers the numbers by an act of its own (transfer-number.ts).
  await_transfer: () => Promise.resolve(null),
  none: () => Promise.resolve(null),
};

async function activate(deps: Deps, { application, holding, from, now }: Acceptance): Promise<string> {
  const applicationId = application._id.toHexString();
  const { carrier, resellerId, numbers } = application;
  await moveNumbers(deps, numbers, 'activate', { applicationId }, { uscc: holding.holder.uscc });
  await keepEntity(deps, holding.holder, holding.verified, now);
  for (const number of numbers)
    await beginAssignment(deps, { number, carrier, applicationId, resellerId, ...holding, from });
  return resellerId;
}

/** The new dossier of the same holder takes the place of the old one; what it did not change or prove anew stays. */
async function replace(deps: Deps, acceptance: Acceptance): Promise<string | null> {
  const { application, holding, now } = acceptance;
  const { kind, changes } = application;
  const provesEntity = papersNeeded(kind, filerOf(application), changes).includes('entity_paper');
  const { holder, publicName, verified } = holding;
  if (provesEntity) await keepEntity(deps, holder, verified, now);
  let serving: string | null = null;
  for (const number of application.numbers) {
    const { row } = await swapDossier(deps, number, acceptance, (old) => ({
      ...(provesEntity ? { holder, publicName, verified: higherOf(old.verified, verified) } : {}),
      registeredPurpose: changes.includes('purpose') ? holding.registeredPurpose : old.registeredPurpose,
    }));
    serving = row.resellerId;
  }
  return serving;
}

async function disconnect(deps: Deps, { application, by, from }: Acceptance): Promise<string | null> {
  const openApplicationId = application._id.toHexString();
  let serving: string | null = null;
  for (const number of application.numbers)
    serving = (await endService(deps, number, { by, until: from, guard: { openApplicationId } })).row.resellerId;
  return serving;
}

/**
 * Ends one number's live assignment and begins the next at the same instant.
 * @param next what the new assignment says differently
 */
export async function swapDossier(
  deps: Pick<Deps, 'db' | 'clock'>,
  number: string,
  { application, from }: Pick<Acceptance, 'application' | 'from'>,
  next: (old: AssignmentRow) => Partial<Holding>,
): Promise<{ readonly row: NumberRow; readonly old: AssignmentRow; readonly live: AssignmentRow }> {
  const applicationId = application._id.toHexString();
  const old = await endAssignment(deps, number, from);
  const { carrier, holder, publicName, registeredPurpose, verified } = old;
  const kept = { number, carrier, holder, publicName, registeredPurpose, verified };
  const resellerId = application.toResellerId ?? old.resellerId;
  const facts = { ...kept, ...next(old), applicationId, resellerId };
  const event = KIND_RULES[application.kind].effect === 'replace' ? 'replace' : 'transfer';
  const [row] = await moveNumbers(
    deps,
    [number],
    event,
    { openApplicationId: applicationId },
    {
      applicationId,
      openApplicationId: null,
      // An assignment says by an empty text what a number says by null: nobody serves it.
      resellerId: resellerId === '' ? null : resellerId,
      uscc: facts.holder.uscc,
    },
  );
  if (row === undefined) throw new TypeError('a move of one number returned none');
  return { row, old, live: await beginAssignment(deps, { ...facts, from }) };
}
