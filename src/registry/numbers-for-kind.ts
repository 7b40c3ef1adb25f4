import type { ApplicationRow } from '../applications/application-model.js';
import type { Deps } from '../deps.js';
import { KIND_RULES } from '../domain/application-kinds.js';
import { moveNumbers } from './move-numbers.js';
import { bindNumbers, unbindNumbers } from './numbers-in-service.js';
import { freeNumbers, takeNumbers } from './numbers-of-application.js';

/**
 * What becomes of the numbers when their application moves. Only those of a new application move with it (reserved →
 * pending → assigned → spare); numbers in service stay what they are and are merely bound. All run inside the caller's
 * transaction.
 */
type RegistryDeps = Pick<Deps, 'db' | 'clock'>;

const isNew = ({ kind }: Pick<ApplicationRow, 'kind'>) => KIND_RULES[kind].effect === 'activate';
const idOf = ({ _id }: Pick<ApplicationRow, '_id'>) => _id.toHexString();

/** @throws DomainError NUMBER_NOT_RESERVED */
export async function submitNumbers(deps: RegistryDeps, application: ApplicationRow): Promise<void> {
  const { numbers, resellerId, uscc, status } = application;
  if (isNew(application) && status === 'draft')
    await takeNumbers(deps, numbers, { applicationId: idOf(application), resellerId, uscc });
}

/** @throws DomainError NUMBER_NOT_PENDING */
export async function approveNumbers(deps: RegistryDeps, application: ApplicationRow): Promise<void> {
  if (isNew(application))
    await moveNumbers(deps, application.numbers, 'approve', { applicationId: idOf(application) }, {});
}

/** @throws DomainError NUMBER_NOT_ASSIGNED */
export async function rescindNumbers(deps: RegistryDeps, application: ApplicationRow): Promise<void> {
  if (isNew(application))
    await moveNumbers(deps, application.numbers, 'rescind', { applicationId: idOf(application) }, {});
}

/** The application ended without effect. */
export async function releaseNumbers(deps: RegistryDeps, application: ApplicationRow): Promise<void> {
  if (isNew(application)) await freeNumbers(deps, idOf(application));
  else await unbindNumbers(deps, idOf(application));
}

/**
 * A rejection is taken back, if nobody took the numbers meanwhile.
 * @throws DomainError NUMBER_NOT_SPARE | NUMBER_IN_APPLICATION | NUMBER_NOT_WORKING
 */
export async function retakeNumbers(deps: RegistryDeps, application: ApplicationRow): Promise<void> {
  const { kind, numbers, resellerId, uscc } = application;
  const applicationId = idOf(application);
  if (isNew(application)) await moveNumbers(deps, numbers, 'undo_release', {}, { applicationId, resellerId, uscc });
  else await bindNumbers(deps, numbers, { applicationId, statuses: KIND_RULES[kind].numbers, whose: {} });
}
