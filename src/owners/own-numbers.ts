import type { z } from 'zod';
import { loadApplication } from '../applications/application-queries.js';
import { openDeclared } from '../applications/open-declared.js';
import { complaintsOfEntity } from '../complaints/complaint-queries.js';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { displayNumber } from '../domain/number-400.js';
import { viewHold } from '../registry/hold-view.js';
import { flagsOf } from '../registry/number-flags.js';
import { openHolds } from '../registry/hold-queries.js';
import { liveAssignmentsOf, numbersOfEntity } from '../registry/number-queries.js';
import { resellerNames } from '../resellers/reseller-queries.js';
import type { ownNumberView } from './owner-schemas.js';

/** Every number under an entity's code with all its owner may know: an entity has few. */
export async function ownNumbers(deps: Deps, uscc: string): Promise<z.input<typeof ownNumberView>[]> {
  const rows = await numbersOfEntity(deps, uscc);
  const live = new Map((await liveAssignmentsOf(deps, uscc)).map((assignment) => [assignment.number, assignment]));
  const names = await resellerNames(
    deps,
    rows.flatMap(({ resellerId }) => (resellerId === null ? [] : [resellerId])),
  );
  const flags = await flagsOf(deps, rows);
  const complaints = await complaintsOfEntity(deps, uscc);
  const views: z.input<typeof ownNumberView>[] = [];
  for (const row of rows) {
    const assignment = live.get(row._id);
    const { resellerId } = row;
    views.push({
      number: row._id,
      display: displayNumber(row._id),
      status: row.status,
      flags: flags.get(row._id) ?? [],
      carrier: row.carrier,
      reseller: resellerId === null ? null : { id: resellerId, name: names.get(resellerId) ?? '' },
      registeredPurpose: assignment?.registeredPurpose ?? null,
      landingNumbers: await landingNumbers(deps, assignment?.applicationId ?? null),
      verified: assignment?.verified ?? null,
      since: row.since.toISOString(),
      holds: (await openHolds(deps, row._id)).map(viewHold),
      complaints: complaints
        .filter(({ number }) => number === row._id)
        .map(({ category, status, outcome, createdAt }) => ({
          category,
          status,
          outcome,
          on: businessToday(createdAt, deps.config.TZ_BUSINESS),
        })),
      openApplicationId: row.openApplicationId,
    });
  }
  return views;
}

async function landingNumbers(
  deps: Deps,
  applicationId: string | null,
): Promise<z.input<typeof ownNumberView>['landingNumbers']> {
  const application = applicationId === null ? null : await loadApplication(deps, applicationId);
  if (application === null) return [];
  return openDeclared(deps, application).landingNumbers.map(({ number, line }) => ({ number, line: line ?? null }));
}
