import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import type { Carrier } from '../domain/number-status.js';
import { moveNumbers } from './move-numbers.js';
import { noteNumber } from './note-number.js';
import { FREED, numberModel, type NumberRow } from './number-model.js';
import { reservationModel } from './reservation-model.js';

type RegistryDeps = Pick<Deps, 'db' | 'clock'>;

/** The application that numbers are tied to, and for whom. All functions here run inside the caller's transaction. */
export interface NumberHolder {
  readonly applicationId: string;
  readonly resellerId: string;
}

/**
 * Ties numbers the reseller has reserved to its draft.
 * @returns their carrier
 * @throws DomainError NUMBER_NOT_RESERVED | NUMBER_IN_APPLICATION | NUMBERS_OF_SEVERAL_CARRIERS
 */
export async function attachNumbers(
  deps: RegistryDeps,
  numbers: readonly string[],
  { applicationId, resellerId }: NumberHolder,
): Promise<Carrier> {
  const carriers = new Set<Carrier>();
  for (const number of numbers) {
    const row = await numberModel(deps.db)
      .findOneAndUpdate(
        { _id: number, status: 'reserved', resellerId, applicationId: null },
        { $set: { applicationId }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<NumberRow>();
    if (row === null) {
      const taken = await numberModel(deps.db).exists({ _id: number, resellerId, applicationId: { $ne: null } });
      throw new DomainError(taken === null ? 'NUMBER_NOT_RESERVED' : 'NUMBER_IN_APPLICATION', { members: { number } });
    }
    carriers.add(noteNumber(row).carrier);
  }
  const [carrier, another] = carriers;
  if (carrier === undefined || another !== undefined) throw new DomainError('NUMBERS_OF_SEVERAL_CARRIERS');
  return carrier;
}

/** Other numbers for a draft: the ones it had stay reserved, but no longer by it. */
export async function exchangeNumbers(
  deps: RegistryDeps,
  numbers: readonly string[],
  holder: NumberHolder,
): Promise<Carrier> {
  const had = await numberModel(deps.db).find({ applicationId: holder.applicationId, status: 'reserved' }).lean();
  for (const { _id } of had) {
    const row = await numberModel(deps.db)
      .findOneAndUpdate({ _id }, { $set: { applicationId: null }, $inc: { version: 1 } }, { returnDocument: 'after' })
      .lean<NumberRow>();
    if (row !== null) noteNumber(row);
  }
  return attachNumbers(deps, numbers, holder);
}

/**
 * From here the application holds the numbers, not the reservations.
 * @throws DomainError NUMBER_NOT_RESERVED
 */
export async function takeNumbers(
  deps: RegistryDeps,
  numbers: readonly string[],
  holder: NumberHolder & { readonly uscc: string | null },
): Promise<void> {
  const { applicationId, resellerId, uscc } = holder;
  await moveNumbers(deps, numbers, 'submit', { applicationId, resellerId }, { uscc, reservationId: null });
  await reservationModel(deps.db).updateMany(
    { number: { $in: [...numbers] }, resellerId, status: 'open' },
    { $set: { status: 'used', endedAt: deps.clock.now() } },
  );
}

/** Frees what the application still holds; a draft's reservation may have ended before. */
export async function freeNumbers(deps: RegistryDeps, applicationId: string): Promise<void> {
  const held = await numberModel(deps.db)
    .find({ applicationId, status: { $in: ['reserved', 'pending', 'assigned'] } })
    .lean<NumberRow[]>();
  for (const number of held) {
    await moveNumbers(
      deps,
      [number._id],
      number.status === 'reserved' ? 'release_reservation' : 'release',
      { applicationId },
      FREED,
    );
  }
  await reservationModel(deps.db).updateMany(
    { number: { $in: held.map((number) => number._id) }, status: 'open' },
    { $set: { status: 'released', endedAt: deps.clock.now() } },
  );
}
