import { DateTime } from 'luxon';
import { findUserByLogin } from '../accounts/user-queries.js';
import type { Deps } from '../deps.js';
import type { AccessSearch } from '../documents/access-queries.js';
import { normaliseNumber } from '../domain/number-400.js';
import type { EventSearch } from '../events/event-search.js';
import type { AccessFilter, EventFilter } from './audit-schemas.js';

export async function toEventSearch(deps: Deps, given: EventFilter): Promise<EventSearch> {
  const { type, subjectKind: kind, subjectId } = given;
  const id = kind === 'number' && subjectId !== undefined ? (normaliseNumber(subjectId) ?? subjectId) : subjectId;
  return {
    type,
    subject: kind === undefined ? undefined : { kind, id },
    actor: await actorId(deps, given.actor),
    ...span(deps, given),
  };
}

export async function toAccessSearch(deps: Deps, given: AccessFilter): Promise<AccessSearch> {
  const { purpose, subjectKind: kind, subjectId: id } = given;
  return {
    purpose,
    subject: kind === undefined ? undefined : { kind, id },
    actor: await actorId(deps, given.actor),
    ...span(deps, given),
  };
}

/** Somebody may be named by the staff number; whoever is not found has done nothing. */
async function actorId(deps: Deps, given: string | undefined): Promise<string | undefined> {
  if (given === undefined || given === 'system' || /^[0-9a-f]{24}$/.test(given)) return given;
  return (await findUserByLogin(deps, given))?._id.toHexString() ?? given;
}

function span(
  deps: Deps,
  { from, until }: { readonly from?: string | undefined; readonly until?: string | undefined },
): { from: Date | undefined; until: Date | undefined } {
  const day = (on: string | undefined, plus: number) =>
    on === undefined
      ? undefined
      : DateTime.fromISO(on, { zone: deps.config.TZ_BUSINESS }).plus({ days: plus }).toJSDate();
  return { from: day(from, 0), until: day(until, 1) };
}
