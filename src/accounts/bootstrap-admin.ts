import type { Deps } from '../deps.js';
import { recordEvent, SYSTEM } from '../events/record-event.js';
import { inTransaction, isDuplicateKey } from '../platform/mongo.js';
import { hashPassword } from './password.js';
import { newUser } from './new-user.js';
import { findUserByLogin } from './user-queries.js';
import { userModel } from './user-model.js';

/**
 * Makes the first carrier administrator from ADMIN_EMAIL and ADMIN_PASSWORD. An account that is there already is left as it
 * is, password and all: the environment must not undo what its owner changed. Several processes may start at once.
 */
export async function bootstrapAdmin(deps: Deps): Promise<void> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = deps.config;
  if (email === undefined || password === undefined) return;
  if ((await findUserByLogin(deps, email)) !== null) return;
  // Who writes the environment chose this password: it is nobody else's, and need not be changed.
  const user = newUser(
    deps,
    { email: email.toLowerCase(), name: '系统管理员' },
    { role: 'carrier_admin', passwordHash: await hashPassword(password) },
  );
  try {
    await inTransaction(deps.db, async () => {
      await userModel(deps.db).insertMany([user]);
      await recordEvent(deps, {
        type: 'user.created',
        subjects: [{ kind: 'user', id: user._id.toHexString() }],
        actor: SYSTEM,
        resellerId: null,
        after: { role: 'carrier_admin', status: 'active', bootstrap: true },
        version: 1,
      });
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
