import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { recordEvent, SYSTEM } from '../events/record-event.js';
import { inTransaction, isDuplicateKey } from '../platform/mongo.js';
import { hashPassword } from './password.js';
import { sealUser } from './personal.js';
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
  const _id = new Types.ObjectId();
  const id = _id.toHexString();
  const passwordHash = await hashPassword(password);
  try {
    await inTransaction(deps.db, async () => {
      await userModel(deps.db).insertMany([
        {
          _id,
          ...sealUser(deps, id, { email: email.toLowerCase(), name: '系统管理员' }),
          role: 'carrier_admin',
          resellerId: null,
          scope: { carriers: null, provinces: null },
          passwordHash,
          // Who writes the environment chose this password: it is nobody else's.
          mustChangePassword: false,
          totp: null,
          invitation: null,
          sessionEpoch: 0,
          credentialActs: [],
          status: 'active',
          version: 1,
          createdAt: deps.clock.now(),
        },
      ]);
      await recordEvent(deps, {
        type: 'user.created',
        subjects: [{ kind: 'user', id }],
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
