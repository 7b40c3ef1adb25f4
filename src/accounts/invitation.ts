import { DateTime } from 'luxon';
import { newSecret, secretHash } from './secret.js';
import type { UserRow } from './user-model.js';

const INVITATION_DAYS = 7;

/** The token is shown once; the row keeps its hash. */
export interface Invitation {
  readonly token: string;
  readonly expiresAt: Date;
}

export function newInvitation(now: Date): Invitation {
  return { token: newSecret(), expiresAt: DateTime.fromJSDate(now).plus({ days: INVITATION_DAYS }).toJSDate() };
}

/** What the user's row keeps of it. */
export function keptInvitation({ token, expiresAt }: Invitation): NonNullable<UserRow['invitation']> {
  return { hash: secretHash(token), expiresAt };
}
