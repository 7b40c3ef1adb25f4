import type { ApplicationRow } from '../applications/application-model.js';
import { openApplicationsOf } from '../applications/application-queries.js';
import { endApplication } from '../applications/end-application.js';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { statusesAllowing } from '../domain/number-status.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import type { AssignmentRow } from './assignment-model.js';
import { endService } from './end-service.js';
import { unflagNumber } from './flag-number.js';
import { numberModel, type NumberRow } from './number-model.js';
import { assignmentsOfNumber } from './number-queries.js';
import { changeAssignment } from './write-assignment.js';

/** What the event of a disconnection says for its ground. */
export const DISOWNED = 'disowned';

export interface Disowned {
  readonly row: NumberRow;
  /** The registration that was found to be false; null when the number had not been in service. */
  readonly assignment: AssignmentRow | null;
  readonly applications: readonly ApplicationRow[];
}

/**
 * It is established that the entity a number is registered to never answered for it. Open applications about it end, a
 * service ends at once, and the assignment is marked: earlier answers stay what they were, later ones name nobody for its
 * time. The number belongs to no entity any more, and rests like any other that ended. Call it inside the transaction of
 * the decision, whose event tells why and carries what is written last.
 */
export async function disownNumber(deps: Deps, principal: Principal, before: NumberRow): Promise<Disowned> {
  const { _id: number, uscc } = before;
  const actor = actorOf(principal);
  const applications = await openApplicationsOf(deps, number);
  for (const application of applications)
    await endApplication(deps, application, 'withdraw', actor, { reason: 'NUMBER_DISOWNED' });
  if (statusesAllowing('disconnect').includes(before.status)) await disconnect(deps, principal, before);
  // A number that was only applied for is spare by now, and nothing more is written to it.
  const row =
    (await unflagNumber(deps, number, 'disputed', { dispute: null, uscc: null })) ??
    (await numberModel(deps.db).findOne({ _id: number }).orFail().lean<NumberRow>());
  const last = (await assignmentsOfNumber(deps, number)).at(-1);
  const own = last !== undefined && last.holder.uscc === uscc && row.status !== 'spare' ? last : null;
  const assignment = own === null ? null : await changeAssignment(deps, own._id, { disownedAt: deps.clock.now() });
  return { row, assignment, applications };
}

async function disconnect(deps: Deps, principal: Principal, before: NumberRow): Promise<void> {
  const { _id: number } = before;
  const { row, ended } = await endService(deps, number, { by: principal.actorId, until: deps.clock.now() });
  await recordEvent(deps, {
    type: 'number.disconnected',
    subjects: [{ kind: 'number', id: number }],
    actor: actorOf(principal),
    resellerId: row.resellerId,
    before: { status: before.status, uscc: ended.holder.uscc },
    after: { status: row.status, uscc: null, ground: DISOWNED },
    version: row.version,
  });
}
