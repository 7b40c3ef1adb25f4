import type { z } from 'zod';
import type { Deps } from '../deps.js';
import { PUBLIC_STATUSES } from '../domain/number-status.js';
import { displayNumber, luckyPatterns } from '../domain/number-400.js';
import type { AssignmentChange } from '../events/changes.js';
import type { NumberHistory } from './number-history.js';
import type { NumberFlag, NumberRow } from './number-model.js';
import { flagsOf } from './number-flags.js';
import { lastAssignmentsOf } from './number-queries.js';
import type { historyReply, numberList, numberView, reservationView } from './registry-schemas.js';
import type { ReservationRow } from './reservation-model.js';

/** One number with its flags. */
export async function showNumber(
  deps: Pick<Deps, 'db' | 'clock' | 'config'>,
  row: NumberRow,
): Promise<z.input<typeof numberView>> {
  return viewNumber(row, (await flagsOf(deps, [row])).get(row._id) ?? []);
}

/** @param flags as `flagsOf` has them */
export function viewNumber(row: NumberRow, flags: readonly NumberFlag[]): z.input<typeof numberView> {
  return {
    number: row._id,
    display: displayNumber(row._id),
    carrier: row.carrier,
    status: row.status,
    since: row.since.toISOString(),
    resellerId: row.resellerId,
    applicationId: row.applicationId,
    patterns: [...luckyPatterns(row._id)],
    flags: [...flags],
    ending: viewEnding(row),
  };
}

/** A page of numbers, each in service with its holder and when it is due. */
export async function viewNumbers(
  deps: Pick<Deps, 'db' | 'clock' | 'config'>,
  rows: readonly NumberRow[],
): Promise<z.input<typeof numberList>['items']> {
  const inService = rows.filter(({ status }) => PUBLIC_STATUSES.includes(status)).map(({ _id }) => _id);
  const last = inService.length === 0 ? new Map<string, never>() : await lastAssignmentsOf(deps, inService);
  const flags = await flagsOf(deps, rows);
  return rows.map((row) => {
    const assignment = last.get(row._id);
    const live = assignment?.live === true ? assignment : null;
    return {
      ...viewNumber(row, flags.get(row._id) ?? []),
      holder: live === null ? null : { name: live.holder.name, uscc: live.holder.uscc },
      verified: live === null ? null : { level: live.verified.level, on: live.verified.on, due: live.verified.due },
    };
  });
}

function viewEnding({ ending }: NumberRow): z.input<typeof numberView>['ending'] {
  if (ending === null) return null;
  const { reason, ground, noticedOn, effectiveOn } = ending;
  return { reason, ground, noticedOn, effectiveOn };
}

export function viewReservation(row: ReservationRow): z.input<typeof reservationView> {
  const { name, uscc } = row.subscriber;
  return {
    id: row._id.toHexString(),
    number: row.number,
    subscriber: uscc === undefined ? { name } : { name, uscc },
    status: row.status,
    expiresAt: row.expiresAt.toISOString(),
  };
}

/** With `at`, only the assignment that was in force then. */
export function viewHistory(
  number: string,
  { assignments, events }: NumberHistory,
  { at, knownAt, now }: { readonly at: Date | null; readonly knownAt: Date | null; readonly now: Date },
): z.input<typeof historyReply> {
  const inForce = (moment: Date) => (row: AssignmentChange) =>
    row.from <= moment && (row.until === null || row.until > moment);
  // Who was found never to have held it was not accountable; that it stood in the register is still told.
  const accountable = assignments
    .filter(({ disownedAt }) => disownedAt === undefined)
    .find(inForce(at ?? knownAt ?? now));
  return {
    number,
    accountable: accountable === undefined ? null : viewAssignment(accountable),
    assignments: (at === null ? assignments : assignments.filter(inForce(at))).map(viewAssignment),
    events: events
      .filter((event) => at === null || event.effectiveAt <= at)
      .map((event) => ({
        type: event.type,
        effectiveAt: event.effectiveAt.toISOString(),
        recordedAt: event.recordedAt.toISOString(),
        before: event.before,
        after: event.after,
        reason: event.reason,
      })),
  };
}

function viewAssignment(row: AssignmentChange): z.input<typeof historyReply>['assignments'][number] {
  const { id, holder, resellerId, applicationId } = row;
  return {
    id,
    holder,
    resellerId,
    applicationId,
    from: row.from.toISOString(),
    until: row.until?.toISOString() ?? null,
    disownedAt: row.disownedAt?.toISOString() ?? null,
  };
}
