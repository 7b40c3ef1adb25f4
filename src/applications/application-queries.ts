import type { Principal } from '../accounts/principal.js';
import { scopeOf } from '../accounts/scope.js';
import type { Deps } from '../deps.js';
import type { ApplicationStatus } from '../domain/application-state.js';
import { DomainError } from '../domain/errors.js';
import { after, type PageRequest } from '../http/page.js';
import { applicationModel, type ApplicationRow } from './application-model.js';

/** An application within the caller's organisation and scope. @throws DomainError NOT_FOUND */
export async function findApplication(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  id: string,
): Promise<ApplicationRow> {
  const row = await applicationModel(deps.db)
    .findOne({ _id: id, ...scopeOf(principal) })
    .lean<ApplicationRow>();
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}

/** For workers and sweeps, which act for nobody. */
export async function loadApplication(deps: Pick<Deps, 'db'>, id: string): Promise<ApplicationRow | null> {
  return applicationModel(deps.db).findOne({ _id: id }).lean<ApplicationRow>();
}

/** What a reseller sees as `in_review` includes waiting for the second approval (contract: *Conventions*). */
export function statusFilter(status: ApplicationStatus | undefined, forReseller: boolean): Record<string, unknown> {
  if (status === undefined) return {};
  if (!forReseller) return { status };
  if (status === 'awaiting_second_approval') return { status: { $in: [] } };
  return status === 'in_review' ? { status: { $in: ['in_review', 'awaiting_second_approval'] } } : { status };
}

/** `limit + 1` rows, newest first. */
export async function listApplications(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  filter: Record<string, unknown>,
  page: PageRequest,
): Promise<ApplicationRow[]> {
  return applicationModel(deps.db)
    .find({ ...scopeOf(principal), ...filter, ...after(page) })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<ApplicationRow[]>();
}
