import type { PipelineStage, Types } from 'mongoose';
import { isOwner, isReseller, REVIEWER_ROLES, type Principal } from '../accounts/principal.js';
import { heldBy, scopeOf } from '../accounts/scope.js';
import { blindNumbers } from '../applications/application-queries.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { luckyToRegExp, wishToRegExp, type LuckyPattern } from '../domain/number-400.js';
import {
  CAPPED_STATUSES,
  PUBLIC_STATUSES,
  statusesAllowing,
  type Carrier,
  type NumberStatus,
} from '../domain/number-status.js';
import { assignmentModel, type AssignmentRow } from './assignment-model.js';
import { blockModel } from './block-model.js';
import { numberModel, type NumberDispute, type NumberRow } from './number-model.js';

export interface NumberSearch {
  readonly status?: NumberStatus | undefined;
  readonly carrier?: Carrier | undefined;
  /** `*888`, `888`, `12*88`: `*` is any run of digits; without one it may stand anywhere. */
  readonly contains?: string | undefined;
  /** Digits that must not appear (people avoid 4; the leading 400 does not count). */
  readonly without?: string | undefined;
  /** Patterns that must all be there. */
  readonly lucky?: readonly LuckyPattern[] | undefined;
  /** Whose numbers; a reseller finds its own by it, never another's. */
  readonly resellerId?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Numbers in digit order. Resellers see spare numbers and their own, owners theirs; staff what their scope allows. */
export async function searchNumbers(deps: Deps, principal: Principal, search: NumberSearch): Promise<NumberRow[]> {
  const own = isReseller(principal)
    ? { $or: [{ status: 'spare' as const }, { resellerId: principal.resellerId }] }
    : numberScope(principal);
  const conditions: Record<string, unknown>[] = [own, await unknownTo(deps, principal)];
  if (search.status !== undefined) conditions.push({ status: search.status });
  if (search.carrier !== undefined) conditions.push({ carrier: search.carrier });
  if (search.resellerId !== undefined) conditions.push({ resellerId: search.resellerId });
  if (search.contains !== undefined) conditions.push({ _id: { $regex: patternOf(search.contains) } });
  if (search.without !== undefined) conditions.push({ _id: { $regex: `^400[^${search.without}]*$` } });
  for (const pattern of search.lucky ?? []) conditions.push({ _id: { $regex: luckyToRegExp(pattern).source } });
  if (search.cursor !== undefined)
    conditions.push({ _id: { $gt: Buffer.from(search.cursor, 'base64url').toString() } });
  return numberModel(deps.db)
    .aggregate<NumberRow>([
      { $match: { $and: conditions } },
      { $sort: { _id: 1 } },
      ...withinProvinces(principal),
      { $limit: search.limit + 1 },
    ])
    .option({ maxTimeMS: 5_000 });
}

/**
 * `*888` ends with 888, `888` holds it anywhere. Whoever leaves the 400 out means the seven digits they choose.
 * @throws DomainError VALIDATION_FAILED
 */
function patternOf(contains: string): string {
  const wish = contains.includes('*') && !/^[4*]/.test(contains) ? `400${contains}` : contains;
  const pattern = wishToRegExp(wish.includes('*') ? wish : `400*${wish}*`);
  if (pattern === null)
    throw new DomainError('VALIDATION_FAILED', {
      errors: [{ path: 'contains', code: 'PATTERN', message: 'digits, * and ? only' }],
    });
  return pattern.source;
}

function numberScope(principal: Principal): Record<string, unknown> {
  if (isReseller(principal)) return scopeOf(principal);
  if (isOwner(principal)) return heldBy(principal);
  return principal.carriers === null ? {} : { carrier: { $in: principal.carriers } };
}

/** Leaves out numbers whose state would tell a reviewer of a decision they must not know of (decision 371). */
async function unknownTo(deps: Deps, principal: Principal): Promise<Record<string, unknown>> {
  if (!REVIEWER_ROLES.includes(principal.role)) return {};
  const numbers = await blindNumbers(deps, principal);
  return numbers.length === 0 ? {} : { _id: { $nin: numbers } };
}

/** A number the caller may see. @throws DomainError NOT_FOUND */
export async function findNumber(deps: Deps, principal: Principal, number: string): Promise<NumberRow> {
  const [row] = await numberModel(deps.db).aggregate<NumberRow>([
    { $match: { $and: [{ _id: number }, numberScope(principal), await unknownTo(deps, principal)] } },
    ...withinProvinces(principal),
  ]);
  if (row === undefined) throw new DomainError('NOT_FOUND');
  return row;
}

/**
 * Staff may be scoped to provinces. A number's province is its holder's, before that its application's; one that nobody
 * uses lies in none and is everybody's.
 */
function withinProvinces({ provinces }: Pick<Principal, 'provinces'>): PipelineStage.FacetPipelineStage[] {
  if (provinces === null) return [];
  const own = { $in: [...provinces] };
  return [
    {
      $lookup: {
        from: 'assignments',
        let: { application: '$applicationId' },
        localField: '_id',
        foreignField: 'number',
        pipeline: [
          { $match: { $expr: { $or: ['$live', { $eq: ['$applicationId', '$$application'] }] } } },
          { $sort: { from: -1 } },
          { $limit: 1 },
        ],
        as: 'held',
      },
    },
    { $set: { applied: { $convert: { input: '$applicationId', to: 'objectId', onError: null, onNull: null } } } },
    { $lookup: { from: 'applications', localField: 'applied', foreignField: '_id', as: 'applied' } },
    {
      $match: {
        $or: [
          { applicationId: null, uscc: null },
          { 'held.holder.province': own },
          { held: [], 'applied.province': own },
        ],
      },
    },
    { $unset: ['held', 'applied'] },
  ];
}

/**
 * Numbers in service of a target that an emergency stop may stop, within its officer's bounds.
 * @param bounds.notBy leaves out those that this stop has stopped before
 */
export async function stoppableNumbers(
  deps: Pick<Deps, 'db'>,
  target: Partial<Pick<NumberRow, '_id' | 'uscc' | 'resellerId'>>,
  bounds: Pick<Principal, 'carriers' | 'provinces'> & { readonly notBy?: string; readonly limit: number },
): Promise<NumberRow[]> {
  const { carriers, provinces, notBy, limit } = bounds;
  const stops: PipelineStage.FacetPipelineStage[] = [
    {
      $lookup: {
        from: 'holds',
        localField: '_id',
        foreignField: 'number',
        pipeline: [{ $match: { stopId: notBy } }],
        as: 'stops',
      },
    },
    { $match: { stops: [] } },
    { $unset: 'stops' },
  ];
  return numberModel(deps.db).aggregate<NumberRow>([
    {
      $match: {
        ...target,
        ...(carriers === null ? {} : { carrier: { $in: [...carriers] } }),
        status: { $in: statusesAllowing('suspend') },
      },
    },
    ...(notBy === undefined ? [] : stops),
    ...withinProvinces({ provinces }),
    { $limit: limit },
  ]);
}

/** Numbers whose holder disputes them, the oldest dispute first; staff what their scope allows. One more than asked for. */
export async function disputedNumbers(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  page: { readonly limit: number; readonly after: { readonly at: Date; readonly number: string } | null },
): Promise<(NumberRow & { dispute: NumberDispute })[]> {
  const { after } = page;
  const beyond =
    after === null
      ? { 'dispute.at': { $type: 'date' as const } }
      : { $or: [{ 'dispute.at': { $gt: after.at } }, { 'dispute.at': after.at, _id: { $gt: after.number } }] };
  return numberModel(deps.db).aggregate<NumberRow & { dispute: NumberDispute }>([
    { $match: { 'dispute.at': { $type: 'date' }, ...numberScope(principal), ...beyond } },
    { $sort: { 'dispute.at': 1, _id: 1 } },
    ...withinProvinces(principal),
    { $limit: page.limit + 1 },
  ]);
}

/** The last assignment of each of these numbers that has one. */
export async function lastAssignmentsOf(
  deps: Pick<Deps, 'db'>,
  numbers: readonly string[],
): Promise<Map<string, AssignmentRow>> {
  const rows = await assignmentModel(deps.db)
    .find({ number: { $in: [...numbers] } })
    .sort({ from: 1, _id: 1 })
    .lean<AssignmentRow[]>();
  return new Map(rows.map((row) => [row.number, row]));
}

export async function assignmentsOfNumber(deps: Deps, number: string): Promise<AssignmentRow[]> {
  return assignmentModel(deps.db)
    .find({ number })
    .sort({ from: 1, _id: 1 })
    .lean<(AssignmentRow & { _id: Types.ObjectId })[]>();
}

/** Numbers of an entity with a carrier that count towards its cap, an application's own left out. */
export async function countNumbersOfEntity(
  deps: Deps,
  entity: { uscc: string; carrier: Carrier; exceptNumbers: readonly string[] },
): Promise<number> {
  return numberModel(deps.db).countDocuments({
    uscc: entity.uscc,
    carrier: entity.carrier,
    status: { $in: [...CAPPED_STATUSES] },
    _id: { $nin: [...entity.exceptNumbers] },
  });
}

/** Whether the number lies in a block of this registry at all. */
export async function isCovered(deps: Pick<Deps, 'db'>, number: string): Promise<boolean> {
  return (await blockModel(deps.db).exists({ from: { $lte: number }, to: { $gte: number } })) !== null;
}

/** The rows of some numbers, in no order. */
export async function numbersByDigits(deps: Pick<Deps, 'db'>, numbers: readonly string[]): Promise<NumberRow[]> {
  return numberModel(deps.db)
    .find({ _id: { $in: [...numbers] } })
    .lean<NumberRow[]>();
}

/** Public numbers whose record names this reseller. */
export async function numbersServedBy(deps: Pick<Deps, 'db'>, resellerId: string): Promise<string[]> {
  const rows = await numberModel(deps.db)
    .find({ resellerId, status: { $in: [...PUBLIC_STATUSES] } }, { _id: 1 })
    .lean<Pick<NumberRow, '_id'>[]>();
  return rows.map((row) => row._id);
}

/** Numbers in service that a reseller looks after, in digit order. */
export async function* workingNumbersOf(deps: Pick<Deps, 'db'>, resellerId: string): AsyncGenerator<string> {
  const rows = numberModel(deps.db)
    .find({ resellerId, status: { $in: ['working', 'suspended'] } }, { _id: 1 })
    .sort({ _id: 1 })
    .lean<Pick<NumberRow, '_id'>[]>()
    .cursor();
  for await (const row of rows) yield row._id;
}

/** Numbers in service that lie in a block, in digit order. */
export async function* numbersInServiceOfBlock(
  deps: Pick<Deps, 'db'>,
  blockId: string,
): AsyncGenerator<Pick<NumberRow, '_id' | 'resellerId'>> {
  const rows = numberModel(deps.db)
    .find({ blockId, status: { $in: ['working', 'suspended'] } }, { resellerId: 1 })
    .sort({ _id: 1 })
    .lean<Pick<NumberRow, '_id' | 'resellerId'>[]>()
    .cursor();
  for await (const row of rows) yield row;
}

/** How many numbers stand how: all within the caller's carriers, or one reseller's. A status without any is absent. */
export async function countByNumberStatus(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  resellerId?: string,
): Promise<Partial<Record<NumberStatus, number>>> {
  const rows = await numberModel(deps.db).aggregate<{ _id: NumberStatus; count: number }>([
    { $match: { ...numberScope(principal), ...(resellerId === undefined ? {} : { resellerId }) } },
    { $group: { _id: '$status', count: { $sum: 1 } } },
  ]);
  return Object.fromEntries(rows.map(({ _id, count }) => [_id, count]));
}

/** Numbers that still depend on a reseller: on their way to a holder, or in its service. */
export async function countDependingOn(deps: Pick<Deps, 'db'>, resellerId: string): Promise<number> {
  const depending: NumberStatus[] = ['reserved', ...CAPPED_STATUSES];
  return numberModel(deps.db).countDocuments({ resellerId, status: { $in: depending } });
}

/** Public numbers in digit order. */
export async function publicNumbersAfter(deps: Pick<Deps, 'db'>, after: string, limit: number): Promise<string[]> {
  const rows = await numberModel(deps.db)
    .find({ _id: { $gt: after }, status: { $in: [...PUBLIC_STATUSES] } }, { _id: 1 })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Pick<NumberRow, '_id'>[]>();
  return rows.map((row) => row._id);
}

/** Who answers now for each number of an entity, the oldest assignment first. */
export async function liveAssignmentsOf(deps: Pick<Deps, 'db'>, uscc: string): Promise<AssignmentRow[]> {
  return assignmentModel(deps.db)
    .find({ 'holder.uscc': uscc, live: true })
    .sort({ from: 1, _id: 1 })
    .lean<AssignmentRow[]>();
}

/** Codes of everybody who ever held a number, each once. */
export async function holdersEver(deps: Pick<Deps, 'db'>, number: string): Promise<string[]> {
  return assignmentModel(deps.db).distinct('holder.uscc', { number });
}

/** Resellers that serve an entity's numbers now. */
export async function servingResellers(deps: Pick<Deps, 'db'>, uscc: string): Promise<string[]> {
  const serving = (await liveAssignmentsOf(deps, uscc)).map(({ resellerId }) => resellerId);
  // Imported without a reseller: the carrier looks after it.
  return [...new Set(serving)].filter((id) => id !== '');
}

/** Every number under an entity's code, in digit order. */
export async function numbersOfEntity(deps: Pick<Deps, 'db'>, uscc: string): Promise<NumberRow[]> {
  return numberModel(deps.db).find({ uscc }).sort({ _id: 1 }).lean<NumberRow[]>();
}

/** Of these numbers, the ones that are neither spare nor unknown. */
export async function heldNumbers(deps: Pick<Deps, 'db'>, numbers: readonly string[]): Promise<Set<string>> {
  return new Set(await numberModel(deps.db).distinct('_id', { _id: { $in: [...numbers] }, status: { $ne: 'spare' } }));
}

/** Numbers that count towards the caps of these entities, by carrier. */
export async function countedNumbers(
  deps: Pick<Deps, 'db'>,
  entities: readonly string[],
): Promise<{ uscc: string; carrier: Carrier; count: number }[]> {
  return numberModel(deps.db).aggregate<{ uscc: string; carrier: Carrier; count: number }>([
    { $match: { uscc: { $in: [...entities] }, status: { $in: [...CAPPED_STATUSES] } } },
    { $group: { _id: { uscc: '$uscc', carrier: '$carrier' }, count: { $sum: 1 } } },
    { $project: { _id: 0, uscc: '$_id.uscc', carrier: '$_id.carrier', count: 1 } },
  ]);
}
