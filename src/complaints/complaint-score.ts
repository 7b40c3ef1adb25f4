import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { COMPLAINT_CATEGORIES, type ComplaintCategory } from '../domain/complaint.js';
import { resellerNames } from '../resellers/reseller-queries.js';
import { complaintModel } from './complaint-model.js';

/** Counts only: nothing in a score is about a complainant. */
export interface Score {
  readonly total: number;
  readonly byCategory: Readonly<Record<ComplaintCategory, number>>;
  readonly open: number;
  readonly substantiated: number;
  /** Did not stand when somebody looked. */
  readonly overturned: number;
}
export interface Scorecard extends Score {
  readonly resellerId: string;
  readonly name: string;
  readonly months: readonly (Score & { readonly month: string })[];
}

interface Group {
  readonly _id: { readonly resellerId: string; readonly month: string; readonly category: ComplaintCategory };
  readonly total: number;
  readonly open: number;
  readonly substantiated: number;
  readonly overturned: number;
}

/**
 * Complaints by reseller, category and month of the business zone, the most complained of first.
 * @param months how many, the present one included
 */
export async function scorecards(
  deps: Deps,
  { months, resellerId }: { readonly months: number; readonly resellerId?: string | undefined },
): Promise<Scorecard[]> {
  const zone = deps.config.TZ_BUSINESS;
  const from = DateTime.fromJSDate(deps.clock.now(), { zone })
    .startOf('month')
    .minus({ months: months - 1 });
  const count = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } });
  const groups = await complaintModel(deps.db).aggregate<Group>([
    { $match: { createdAt: { $gte: from.toJSDate() }, resellerId: resellerId ?? { $ne: null } } },
    {
      $group: {
        _id: {
          resellerId: '$resellerId',
          month: { $dateToString: { date: '$createdAt', format: '%Y-%m', timezone: zone } },
          category: '$category',
        },
        total: { $sum: 1 },
        open: count({ $ne: ['$status', 'closed'] }),
        substantiated: count({ $eq: ['$outcome', 'substantiated'] }),
        overturned: count({ $eq: ['$outcome', 'unsubstantiated'] }),
      },
    },
  ]);
  const ids = [
    ...new Set([...(resellerId === undefined ? [] : [resellerId]), ...groups.map(({ _id }) => _id.resellerId)]),
  ];
  const names = await resellerNames(deps, ids);
  const spoken = Array.from({ length: months }, (_, index) => from.plus({ months: index }).toFormat('yyyy-MM'));
  return ids
    .map((id) => {
      const own = groups.filter(({ _id }) => _id.resellerId === id);
      const of = (month: string) => ({ month, ...sum(own.filter(({ _id }) => _id.month === month)) });
      return { resellerId: id, name: names.get(id) ?? '', ...sum(own), months: spoken.map(of) };
    })
    .toSorted((a, b) => b.total - a.total || a.resellerId.localeCompare(b.resellerId));
}

function sum(groups: readonly Group[]): Score {
  const add = (pick: (group: Group) => number) => groups.reduce((total, group) => total + pick(group), 0);
  const byCategory = Object.fromEntries(
    COMPLAINT_CATEGORIES.map((category) => [
      category,
      add((group) => (group._id.category === category ? group.total : 0)),
    ]),
  ) as Record<ComplaintCategory, number>;
  return {
    total: add(({ total }) => total),
    byCategory,
    open: add(({ open }) => open),
    substantiated: add(({ substantiated }) => substantiated),
    overturned: add(({ overturned }) => overturned),
  };
}
