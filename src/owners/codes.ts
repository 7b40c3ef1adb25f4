import { randomInt } from 'node:crypto';
import { DateTime, type DurationLike } from 'luxon';
import { Types } from 'mongoose';
import { newSecret } from '../accounts/secret.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { codeModel, type CodePurpose, type CodeRow } from './code-model.js';

const TRIES = 5;
const MOST_A_DAY = 5;
const DIGITS = 8;

export interface NewCode extends Pick<CodeRow, 'purpose' | 'subject' | 'uscc' | 'addressIndex'> {
  readonly validFor: DurationLike;
  /** Digits people type, or a secret in a link. */
  readonly form: 'digits' | 'link';
}

/**
 * Makes a code; the caller sends it, in the same transaction.
 * @throws DomainError RATE_LIMITED after five a day for the same thing: each is one more guess for a stranger
 */
export async function issueCode(
  deps: Deps,
  request: NewCode,
): Promise<{ readonly row: CodeRow; readonly code: string }> {
  const { validFor, form, ...kept } = request;
  const now = deps.clock.now();
  const since = DateTime.fromJSDate(now).minus({ days: 1 }).toJSDate();
  const { purpose, subject } = kept;
  if ((await codeModel(deps.db).countDocuments({ purpose, subject, createdAt: { $gt: since } })) >= MOST_A_DAY)
    throw new DomainError('RATE_LIMITED', { retryAfterSeconds: 3600 });
  const code = form === 'link' ? newSecret() : String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  const row: CodeRow = {
    ...kept,
    _id: new Types.ObjectId(),
    hash: hashOf(deps, purpose, form === 'link' ? '' : subject, code),
    triesLeft: TRIES,
    createdAt: now,
    expiresAt: DateTime.fromJSDate(now).plus(validFor).toJSDate(),
    usedAt: null,
  };
  await codeModel(deps.db).insertMany([row]);
  return { row, code };
}

/**
 * Takes one try at the latest code for a thing. A try counts even when what follows fails; use `spendCode` in the
 * transaction of what the code allows.
 * @throws DomainError CODE_SPENT (none is open: used, too old, too many tries) | CODE_WRONG
 */
export async function tryCode(deps: Deps, purpose: CodePurpose, subject: string, code: string): Promise<CodeRow> {
  const row = await codeModel(deps.db)
    .findOneAndUpdate(
      { purpose, subject, usedAt: null, triesLeft: { $gt: 0 }, expiresAt: { $gt: deps.clock.now() } },
      { $inc: { triesLeft: -1 } },
      { sort: { createdAt: -1 }, returnDocument: 'after' },
    )
    .lean<CodeRow>();
  if (row === null) throw new DomainError('CODE_SPENT');
  if (row.hash !== hashOf(deps, purpose, subject, code)) throw new DomainError('CODE_WRONG');
  return row;
}

/** The open code of a link. @throws DomainError CODE_SPENT */
export async function codeOfLink(deps: Deps, purpose: CodePurpose, secret: string): Promise<CodeRow> {
  const row = await codeModel(deps.db)
    .findOne({ hash: hashOf(deps, purpose, '', secret), usedAt: null, expiresAt: { $gt: deps.clock.now() } })
    .lean<CodeRow>();
  if (row === null) throw new DomainError('CODE_SPENT');
  return row;
}

/** Marks it used, once. Call it inside the transaction. @throws DomainError CODE_SPENT */
export async function spendCode(deps: Deps, row: CodeRow): Promise<void> {
  const spent = await codeModel(deps.db).updateOne(
    { _id: row._id, usedAt: null },
    { $set: { usedAt: deps.clock.now() } },
  );
  if (spent.modifiedCount === 0) throw new DomainError('CODE_SPENT');
}

/** Whether one of these addresses of an entity was confirmed by a code sent to it. */
export async function isConfirmed(deps: Pick<Deps, 'db'>, uscc: string, indexes: readonly string[]): Promise<boolean> {
  const confirmed = {
    uscc,
    purpose: 'contact',
    addressIndex: { $in: [...indexes] },
    usedAt: { $type: 'date' },
  } as const;
  return (await codeModel(deps.db).exists(confirmed)) !== null;
}

/** Keyed: eight digits would be found from a plain hash in a second. */
function hashOf(deps: Pick<Deps, 'cipher'>, purpose: CodePurpose, subject: string, code: string): string {
  return deps.cipher.blindIndex('code', [purpose, subject, code].join('\0'));
}
