import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { after, type PageRequest } from '../http/page.js';
import { emergencyStopModel, type EmergencyStopRow, type StopStatus } from './emergency-stop-model.js';

/** @throws DomainError NOT_FOUND */
export async function findStop(deps: Pick<Deps, 'db'>, id: string): Promise<EmergencyStopRow> {
  const row = await emergencyStopModel(deps.db)
    .findOne({ _id: new Types.ObjectId(id) })
    .lean<EmergencyStopRow>();
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}

/** Newest first; one row more than asked for. */
export async function listStops(
  deps: Pick<Deps, 'db'>,
  page: PageRequest & { readonly status?: StopStatus | undefined },
): Promise<EmergencyStopRow[]> {
  return emergencyStopModel(deps.db)
    .find({ ...after(page), ...(page.status === undefined ? {} : { status: page.status }) })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<EmergencyStopRow[]>();
}

/** Stops that wait for their second person, and those of them that waited too long. */
export async function countOpenStops(deps: Pick<Deps, 'db'>): Promise<Record<'unconfirmed' | 'alarm', number>> {
  const count = (status: StopStatus) => emergencyStopModel(deps.db).countDocuments({ status });
  return { unconfirmed: await count('unconfirmed'), alarm: await count('alarm') };
}

/** Of the stops that placed these holds, those that were refused. */
export async function refusedStops(
  deps: Pick<Deps, 'db'>,
  holds: readonly { readonly stopId: string | null }[],
): Promise<string[]> {
  const ids = holds.flatMap(({ stopId }) => (stopId === null ? [] : [new Types.ObjectId(stopId)]));
  const rows = await emergencyStopModel(deps.db)
    .find({ _id: { $in: ids }, status: 'refused' }, { _id: 1 })
    .lean();
  return rows.map(({ _id }) => _id.toHexString());
}
