import { isValidObjectId, type Types } from 'mongoose';
import { isApplicant, isOwner, type Principal } from '../accounts/principal.js';
import { heldBy, ownOrganisations, scopeOf, type Scope } from '../accounts/scope.js';
import type { Deps } from '../deps.js';
import type { Party } from '../domain/application-kinds.js';
import { OPEN_STATUSES, type ApplicationStatus } from '../domain/application-state.js';
import { DomainError } from '../domain/errors.js';
import { after, type PageRequest } from '../http/page.js';
import { applicationModel, type ApplicationRow } from './application-model.js';
import { asSeenBy, notBlindTo } from './second-look.js';

/** An application the caller may see. @throws DomainError NOT_FOUND */
export async function findApplication(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  id: string,
): Promise<ApplicationRow> {
  return asSeenBy(await find(deps, id, readable(principal)), principal);
}

/** An application the caller filed, or reviews: only those it may change. @throws DomainError NOT_FOUND */
export async function findOwnApplication(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  id: string,
): Promise<ApplicationRow> {
  return asSeenBy(await find(deps, id, scopeOf(principal)), principal);
}

/** An owner also reads what others handed in under its code: whoever answers for a number may see on which papers. */
function readable(principal: Principal): Scope {
  if (!isOwner(principal)) return scopeOf(principal);
  return { $or: [scopeOf(principal), { ...heldBy(principal), submittedAt: { $ne: null } }] };
}

async function find(deps: Pick<Deps, 'db'>, id: string, scope: Scope): Promise<ApplicationRow> {
  const row = await applicationModel(deps.db)
    .findOne({ $and: [{ _id: id }, scope] })
    .lean<ApplicationRow>();
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}

/** Numbers of dossiers of which the caller must not know how they were decided: what a number is now would tell. */
export async function blindNumbers(deps: Pick<Deps, 'db'>, principal: Principal): Promise<string[]> {
  const rows = await applicationModel(deps.db)
    .find({ 'secondLook.status': 'open', 'secondLook.blindTo': principal.actorId }, { numbers: 1 })
    .lean<Pick<ApplicationRow, 'numbers'>[]>();
  return rows.flatMap(({ numbers }) => numbers);
}

/** An application, once handed in, that asks for the agreement of the caller's organisation; staff as ever. */
function asked(principal: Principal): Scope {
  if (!isApplicant(principal)) return scopeOf(principal);
  return { 'consents.organisation': { $in: ownOrganisations(principal) }, submittedAt: { $ne: null } };
}

/** An application the caller is asked about, or filed itself. @throws DomainError NOT_FOUND */
export async function findAsked(deps: Pick<Deps, 'db'>, principal: Principal, id: string): Promise<ApplicationRow> {
  return asSeenBy(await find(deps, id, { $or: [asked(principal), scopeOf(principal)] }), principal);
}

/** `limit + 1` rows, newest first. */
export async function listAsked(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  page: PageRequest,
): Promise<ApplicationRow[]> {
  return applicationModel(deps.db)
    .find({ $and: [asked(principal), notBlindTo(principal), { 'consents.0': { $exists: true } }, after(page)] })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<ApplicationRow[]>();
}

/** Consents whose time to object is over, oldest first. */
export async function silentConsents(
  deps: Pick<Deps, 'db'>,
  now: Date,
  page: { readonly limit: number; readonly after: { readonly _id?: { readonly $gt: Types.ObjectId } } },
): Promise<{ readonly _id: Types.ObjectId; readonly parties: readonly Party[] }[]> {
  const silent = { answer: 'open', dueAt: { $lte: now } } as const;
  const rows = await applicationModel(deps.db)
    .find({ consents: { $elemMatch: silent }, endedAt: null, ...page.after }, { consents: 1 })
    .sort({ _id: 1 })
    .limit(page.limit)
    .lean<Pick<ApplicationRow, '_id' | 'consents'>[]>();
  return rows.map(({ _id, consents }) => ({
    _id,
    parties: consents
      .filter(({ answer, dueAt }) => answer === 'open' && dueAt !== null && dueAt <= now)
      .map(({ party }) => party),
  }));
}

/** Approved claims whose time to object is over, oldest first. */
export async function claimsDue(
  deps: Pick<Deps, 'db'>,
  now: Date,
  page: { readonly limit: number; readonly after: { readonly _id?: { readonly $gt: Types.ObjectId } } },
): Promise<ApplicationRow[]> {
  return applicationModel(deps.db)
    .find({ kind: 'claim', status: 'approved', effectiveAt: { $lte: now }, ...page.after })
    .sort({ _id: 1 })
    .limit(page.limit)
    .lean<ApplicationRow[]>();
}

/** Applications about a number that have not ended. Inside a transaction: as it sees them. */
export async function openApplicationsOf(deps: Pick<Deps, 'db'>, number: string): Promise<ApplicationRow[]> {
  return applicationModel(deps.db)
    .find({ numbers: number, status: { $in: [...OPEN_STATUSES] } })
    .sort({ _id: 1 })
    .lean<ApplicationRow[]>();
}

/** For workers and sweeps, which act for nobody. */
export async function loadApplication(deps: Pick<Deps, 'db'>, id: string): Promise<ApplicationRow | null> {
  // Numbers of an older register name no application of ours.
  return isValidObjectId(id) ? applicationModel(deps.db).findOne({ _id: id }).lean<ApplicationRow>() : null;
}

/** A draft for exactly these numbers that the caller opened since then, or null. */
export async function openDraftFor(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  { numbers, since }: { readonly numbers: readonly string[]; readonly since: Date },
): Promise<ApplicationRow | null> {
  return applicationModel(deps.db)
    .findOne({
      ...scopeOf(principal),
      createdBy: principal.actorId,
      createdAt: { $gte: since },
      kind: 'new',
      status: 'draft',
      numbers: [...numbers],
    })
    .lean<ApplicationRow>();
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
    .find({ $and: [readable(principal), notBlindTo(principal), filter, after(page)] })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<ApplicationRow[]>();
}

/** How many other entities the people of this one stand for, among applications that reached a reviewer. */
export async function entitiesSharingPeople(deps: Pick<Deps, 'db'>, uscc: string): Promise<number> {
  const own = await applicationModel(deps.db)
    .find({ uscc, submittedAt: { $ne: null } }, { blind: 1 })
    .lean<Pick<ApplicationRow, 'blind'>[]>();
  const people = [
    ...new Set(own.flatMap(({ blind }) => [blind.legalRepresentative, blind.agent]).filter((index) => index !== null)),
  ];
  const others = await applicationModel(deps.db).distinct('uscc', {
    $or: [{ 'blind.legalRepresentative': { $in: people } }, { 'blind.agent': { $in: people } }],
    uscc: { $nin: [null, uscc] },
    submittedAt: { $ne: null },
  });
  return others.length;
}

/** The approved application that holds a number, within a scope. @throws DomainError NOT_FOUND */
export async function approvedApplicationOf(
  deps: Pick<Deps, 'db'>,
  scope: Scope,
  number: string,
): Promise<ApplicationRow> {
  const row = await applicationModel(deps.db)
    .findOne({ numbers: number, status: 'approved', ...scope })
    .lean<ApplicationRow>();
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}
