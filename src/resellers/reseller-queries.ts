import { isValidObjectId, Types } from 'mongoose';
import { isOwner, type Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import type { ResellerStatus } from '../domain/reseller.js';
import { after, type PageRequest } from '../http/page.js';
import { resellerModel, type Authorisation, type ResellerLimits, type ResellerRow } from './reseller-model.js';

/** What other features need to know of a reseller: no personal data. */
export interface Reseller {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
  readonly status: ResellerStatus;
  readonly authorisation: Readonly<Authorisation>;
  readonly limits: Readonly<ResellerLimits>;
  readonly sandbox: boolean;
  readonly version: number;
}

/** @throws DomainError NOT_FOUND */
export async function findReseller(deps: Pick<Deps, 'db'>, id: string): Promise<Reseller> {
  return toReseller(await loadResellerRow(deps, id));
}

/** May it do new business today? @param today `YYYY-MM-DD` in business time. */
export function isActiveOn(reseller: Pick<Reseller, 'status' | 'authorisation'>, today: string): boolean {
  const { from, until } = reseller.authorisation;
  return reseller.status === 'active' && from <= today && today <= until;
}

/**
 * The reseller, if it may do new business today: active and within its authorisation.
 * @param today `YYYY-MM-DD` in business time
 * @throws DomainError RESELLER_NOT_ACTIVE with its `resellerStatus` | NOT_FOUND
 */
export async function requireActiveReseller(deps: Pick<Deps, 'db'>, id: string, today: string): Promise<Reseller> {
  const reseller = await findReseller(deps, id);
  if (isActiveOn(reseller, today)) return reseller;
  throw new DomainError('RESELLER_NOT_ACTIVE', { members: { resellerStatus: reseller.status } });
}

/**
 * For what a suspended or exiting reseller may still do: everything ends only when it is closed.
 * @throws DomainError RESELLER_NOT_ACTIVE | NOT_FOUND
 */
export async function requireOpenReseller(deps: Pick<Deps, 'db'>, id: string): Promise<Reseller> {
  const reseller = await findReseller(deps, id);
  if (reseller.status !== 'closed') return reseller;
  throw new DomainError('RESELLER_NOT_ACTIVE', { members: { resellerStatus: reseller.status } });
}

/**
 * Resellers a holder may choose: names only.
 * @param today `YYYY-MM-DD` in business time
 */
export async function resellersToChoose(
  deps: Pick<Deps, 'db'>,
  today: string,
): Promise<Pick<Reseller, 'id' | 'name'>[]> {
  const rows = await resellerModel(deps.db)
    .find({
      status: 'active',
      sandbox: false,
      'authorisation.from': { $lte: today },
      'authorisation.until': { $gte: today },
    })
    .sort({ name: 1 })
    .lean<ResellerRow[]>();
  return rows.map((row) => ({ id: row._id.toHexString(), name: row.name }));
}

/** @param province as written in authorisations, e.g. `北京市` */
export function isAuthorisedIn(reseller: Pick<Reseller, 'authorisation'>, province: string): boolean {
  const { provinces } = reseller.authorisation;
  return provinces === null || provinces.includes(province);
}

/** Names by id, for lists that show several resellers. */
export async function resellerNames(deps: Pick<Deps, 'db'>, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await resellerModel(deps.db)
    .find({ _id: { $in: [...new Set(ids)].filter((id) => isValidObjectId(id)) } }, { name: 1 })
    .lean<Pick<ResellerRow, '_id' | 'name'>[]>();
  return new Map(rows.map((row) => [row._id.toHexString(), row.name]));
}

/** Of these resellers, those that leave or have left: whom they serve has to choose another. */
export async function leavingResellers(deps: Pick<Deps, 'db'>, ids: readonly string[]): Promise<Set<string>> {
  const rows = await resellerModel(deps.db)
    .find(
      {
        _id: { $in: [...new Set(ids)].filter((id) => isValidObjectId(id)) },
        status: { $in: ['exiting', 'closed'] },
      },
      { _id: 1 },
    )
    .lean<Pick<ResellerRow, '_id'>[]>();
  return new Set(rows.map(({ _id }) => _id.toHexString()));
}

/** Ids and names of all resellers that are not closed, without sandboxes. */
export async function allResellers(deps: Pick<Deps, 'db'>): Promise<{ id: string; name: string }[]> {
  const rows = await resellerModel(deps.db)
    .find({ status: { $ne: 'closed' }, sandbox: false }, { name: 1 })
    .lean<Pick<ResellerRow, '_id' | 'name'>[]>();
  return rows.map(({ _id, name }) => ({ id: _id.toHexString(), name }));
}

/** @throws DomainError NOT_FOUND */
export async function loadResellerRow(deps: Pick<Deps, 'db'>, id: string): Promise<ResellerRow> {
  const row = isValidObjectId(id)
    ? await resellerModel(deps.db)
        .findOne({ _id: new Types.ObjectId(id) })
        .lean<ResellerRow>()
    : null;
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}

/** Staff find every reseller, its own people only theirs. @throws DomainError NOT_FOUND */
export async function findResellerForCaller(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  id: string,
): Promise<ResellerRow> {
  if (isOwner(principal) || (principal.resellerId !== null && principal.resellerId !== id))
    throw new DomainError('NOT_FOUND');
  return loadResellerRow(deps, id);
}

/** Newest first; one row more than asked for, so that the caller sees whether there is a next page. */
export async function listResellerRows(
  deps: Pick<Deps, 'db'>,
  page: PageRequest & { readonly status?: ResellerStatus | undefined; readonly name?: string | undefined },
): Promise<ResellerRow[]> {
  const { status, name } = page;
  const named = {
    $or: [{ $expr: { $gte: [{ $indexOfCP: ['$name', name ?? ''] }, 0] } }, { uscc: name?.toUpperCase() ?? '' }],
  };
  return resellerModel(deps.db)
    .find({ ...after(page), ...(status === undefined ? {} : { status }), ...(name === undefined ? {} : named) })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<ResellerRow[]>();
}

export function toReseller(row: ResellerRow): Reseller {
  const { name, uscc, status, authorisation, limits, sandbox, version } = row;
  return { id: row._id.toHexString(), name, uscc, status, authorisation, limits, sandbox, version };
}
