import type { Principal } from '../accounts/principal.js';
import { scopeOf } from '../accounts/scope.js';
import { applicationModel } from '../applications/application-model.js';
import type { Deps } from '../deps.js';
import type { CountedApplication } from './review-figures.js';
import type { DecidedApplication } from './reviewer-figures.js';

/** Applications within the caller's carriers and provinces that were submitted or decided since then, or still wait. */
export async function* countedApplications(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  from: Date,
): AsyncGenerator<CountedApplication> {
  const rows = applicationModel(deps.db)
    .find(
      {
        $and: [
          scopeOf(principal),
          {
            $or: [
              { submittedAt: { $gte: from } },
              { 'decisions.at': { $gte: from } },
              { status: { $in: ['processing', 'in_review', 'awaiting_second_approval'] } },
            ],
          },
        ],
      },
      {
        status: 1,
        submittedAt: 1,
        dueAt: 1,
        'decisions.at': 1,
        'decisions.outcome': 1,
        'decisions.reasons': 1,
        'decisions.undone': 1,
      },
    )
    .lean<CountedApplication[]>()
    .cursor();
  for await (const row of rows) yield row;
}

/** Applications within the caller's carriers and provinces that somebody decided since then. */
export async function* decidedApplications(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  from: Date,
): AsyncGenerator<DecidedApplication> {
  const rows = applicationModel(deps.db)
    .find(
      {
        $and: [
          scopeOf(principal),
          { $or: [{ 'decisions.at': { $gte: from } }, { 'secondLook.second.at': { $gte: from } }] },
        ],
      },
      {
        status: 1,
        'decisions.by': 1,
        'decisions.at': 1,
        'decisions.outcome': 1,
        'decisions.undone': 1,
        'decisions.work': 1,
        'decisions.rescindedAt': 1,
        'secondLook.first': 1,
        'secondLook.second': 1,
        'secondLook.settlement': 1,
      },
    )
    .lean<DecidedApplication[]>()
    .cursor();
  for await (const row of rows) yield row;
}
