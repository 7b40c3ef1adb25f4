import type { Deps } from '../deps.js';
import { VERIFICATION_LEVELS, type AssignmentRow } from '../registry/assignment-model.js';
import { entityModel, type EntityRow } from './entity-model.js';
import { findEntityRow } from './entity-queries.js';

type Verified = EntityRow['verified'];

/**
 * Keeps what an accepted dossier says of its entity: the name, as one of its names over time, and how well it is verified.
 * Call it inside the transaction of the acceptance.
 */
export async function keepEntity(
  deps: Pick<Deps, 'db'>,
  holder: AssignmentRow['holder'],
  verified: Verified,
  now: Date,
): Promise<void> {
  const { uscc, name, ...rest } = holder;
  const known = await findEntityRow(deps, uscc);
  const renamed = known === null || known.name !== name;
  await entityModel(deps.db).updateOne(
    { _id: uscc },
    {
      $set: { name, ...rest, verified: known === null ? verified : higherOf(known.verified, verified) },
      $inc: { version: 1 },
      ...(renamed ? { $push: { names: { name, since: now } } } : {}),
    },
    { upsert: true },
  );
}

/** A higher level stays while it is not overdue. What one number's holder confirmed says nothing of the next number. */
export function higherOf(known: Verified, fresh: Verified): Verified {
  const rank = ({ level }: Verified) => VERIFICATION_LEVELS.indexOf(level);
  return rank(known) > rank(fresh) && known.due >= fresh.on ? { ...fresh, level: known.level } : fresh;
}
