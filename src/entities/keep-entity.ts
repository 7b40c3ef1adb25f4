import type { Deps } from '../deps.js';
import { VERIFICATION_LEVELS, type AssignmentRow } from '../registry/assignment-model.js';
import { entityModel, type EntityRow } from './entity-model.js';
import { findEntityRow } from './entity-queries.js';

type Verified = EntityRow['verified'];

/**
 * Keeps what an accepted dossier says of its entity: the name, as one of its names over time, and how well it is verified.
 * Call it inside the transaction of the acceptance.
 * @param verified null when the dossier proved nothing new about the entity
 * @returns the verification that stands: a higher level stays while it is not overdue
 */
export async function keepEntity(
  deps: Pick<Deps, 'db'>,
  holder: AssignmentRow['holder'],
  verified: Verified,
  now: Date,
): Promise<Verified> {
  const { uscc, name, ...rest } = holder;
  const known = await findEntityRow(deps, uscc);
  const stands = known === null ? verified : higherOf(known.verified, verified);
  const renamed = known === null || known.name !== name;
  await entityModel(deps.db).updateOne(
    { _id: uscc },
    {
      $set: { name, ...rest, verified: stands },
      $inc: { version: 1 },
      ...(renamed ? { $push: { names: { name, since: now } } } : {}),
    },
    { upsert: true },
  );
  return stands;
}

function higherOf(known: Verified, fresh: Verified): Verified {
  const rank = ({ level }: Verified) => VERIFICATION_LEVELS.indexOf(level);
  return rank(known) > rank(fresh) && known.due >= fresh.on ? { ...fresh, level: known.level } : fresh;
}
