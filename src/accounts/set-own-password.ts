import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { hashPassword } from './password.js';
import { userModel, type UserRow } from './user-model.js';

/**
 * The person's own choice of a password: clears the duty to change it and any invitation, ends all sessions.
 * @param how what the event is called
 * @returns the user with its new `sessionEpoch`
 * @throws DomainError CONFLICT when the account changed meanwhile
 */
export async function setOwnPassword(
  deps: Deps,
  user: UserRow,
  password: string,
  how: 'user.password_changed' | 'user.invitation_accepted',
): Promise<UserRow> {
  const id = user._id.toHexString();
  const passwordHash = await hashPassword(password);
  return inTransaction(deps.db, async () => {
    const row = await userModel(deps.db)
      .findOneAndUpdate(
        { _id: user._id, version: user.version, status: 'active' },
        {
          $set: { passwordHash, mustChangePassword: false, invitation: null },
          $inc: { version: 1, sessionEpoch: 1 },
        },
        { returnDocument: 'after' },
      )
      .lean<UserRow>();
    if (row === null) throw new DomainError('CONFLICT');
    await recordEvent(deps, {
      type: how,
      subjects: [{ kind: 'user', id }],
      actor: { kind: 'user', id },
      resellerId: row.resellerId,
      version: row.version,
    });
    return row;
  });
}
