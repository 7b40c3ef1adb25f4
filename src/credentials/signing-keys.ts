import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import { z } from 'zod';
import { openPersonal, sealPersonal } from '../accounts/sealed.js';
import type { Deps } from '../deps.js';
import { recordEvent, SYSTEM, type Actor } from '../events/record-event.js';
import { touchGuard } from '../platform/guard.js';
import { inTransaction } from '../platform/mongo.js';
import { signingKeyModel, type SigningKeyRow } from './signing-key-model.js';

/** How long a credential is good for; a retired key stays published as long. */
export const LIFETIME_MS = 24 * 3_600_000;
/** Published so long before it signs that every cache of the key set has it. */
const ANNOUNCED_MS = 15 * 60_000;
/** Clocks differ. */
const SKEW_MS = 10 * 60_000;
const ROTATED_AFTER_MS = 180 * 86_400_000;
/** A process sees a new or withdrawn key after this long at most. */
const KEPT_MS = 10_000;

export interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
}

export interface SigningKeys {
  /** Signs now. */
  current(): Promise<{ readonly kid: string; readonly key: KeyObject }>;
  /** All that may verify a credential which is not expired, and those about to sign. */
  published(): Promise<PublicKey[]>;
}

export function createSigningKeys(deps: Deps): SigningKeys {
  let kept: { rows: SigningKeyRow[]; readAt: number } | null = null;
  let opened: { kid: string; key: KeyObject } | null = null;
  const rows = async () => {
    const now = deps.clock.now().getTime();
    // A clock that was set back must not keep a key alive.
    if (kept !== null && Math.abs(now - kept.readAt) < KEPT_MS) return kept.rows;
    await ensureKey(deps);
    kept = {
      rows: await signingKeyModel(deps.db).find({}).sort({ activeFrom: -1 }).lean<SigningKeyRow[]>(),
      readAt: now,
    };
    return kept.rows;
  };
  return {
    current: async () => {
      const signing = signingNow(await rows(), deps.clock.now());
      if (signing === undefined) throw new Error('no key signs credentials now');
      if (opened?.kid !== signing._id) opened = { kid: signing._id, key: privateKeyOf(deps, signing) };
      return opened;
    },
    published: async () =>
      neededAt(await rows(), deps.clock.now()).map(({ _id, x }) => ({
        kty: 'OKP',
        crv: 'Ed25519',
        x,
        kid: _id,
        use: 'sig',
        alg: 'EdDSA',
      })),
  };
}

/** The oldest signs while a clock that was set back stands before all of them. @param rows newest first */
function signingNow(rows: readonly SigningKeyRow[], now: Date): SigningKeyRow | undefined {
  const standing = rows.filter(({ withdrawn }) => !withdrawn);
  return standing.find(({ activeFrom }) => activeFrom <= now) ?? standing.at(-1);
}

/** A key is needed until what it signed last has expired: its successor's start, a lifetime and a skew ago. */
function neededAt(rows: readonly SigningKeyRow[], now: Date): SigningKeyRow[] {
  const standing = rows.filter(({ withdrawn }) => !withdrawn);
  return standing.filter((_row, index) => {
    const successor = standing[index - 1];
    return successor === undefined || successor.activeFrom.getTime() + LIFETIME_MS + SKEW_MS > now.getTime();
  });
}

/** The first key signs at once. */
async function ensureKey(deps: Deps): Promise<void> {
  if ((await signingKeyModel(deps.db).exists({ withdrawn: false })) !== null) return;
  await addKey(deps, SYSTEM, { activeFrom: deps.clock.now(), unlessThere: true, withdraw: false });
}

/**
 * Makes a new key. It signs once every cache knows it, or at once when the old ones are compromised, which then verify
 * nothing any more.
 */
export async function rotateSigningKey(
  deps: Deps,
  actor: Actor,
  compromised: boolean,
): Promise<{ kid: string; activeFrom: Date }> {
  const now = deps.clock.now();
  const activeFrom = compromised ? now : new Date(now.getTime() + ANNOUNCED_MS);
  return addKey(deps, actor, { activeFrom, unlessThere: false, withdraw: compromised });
}

/** Twice a year; may run twice. */
export async function rotateOldSigningKey(deps: Deps): Promise<void> {
  const newest = await signingKeyModel(deps.db).findOne({}).sort({ activeFrom: -1 }).lean<SigningKeyRow>();
  const now = deps.clock.now().getTime();
  if (newest !== null && newest.activeFrom.getTime() + ROTATED_AFTER_MS < now)
    await rotateSigningKey(deps, SYSTEM, false);
}

async function addKey(
  deps: Deps,
  actor: Actor,
  how: { readonly activeFrom: Date; readonly unlessThere: boolean; readonly withdraw: boolean },
): Promise<{ kid: string; activeFrom: Date }> {
  const row = await newKey(deps, how.activeFrom);
  return inTransaction(deps.db, async () => {
    await touchGuard(deps.db, 'signing-keys');
    const there = await signingKeyModel(deps.db).findOne({ withdrawn: false }).lean<SigningKeyRow>();
    if (how.unlessThere && there !== null) return { kid: there._id, activeFrom: there.activeFrom };
    if (how.withdraw) await signingKeyModel(deps.db).updateMany({}, { $set: { withdrawn: true } });
    await signingKeyModel(deps.db).insertMany([row]);
    await recordEvent(deps, {
      type: 'credential_key.added',
      subjects: [{ kind: 'credential_key', id: row._id }],
      actor,
      resellerId: null,
      reason: how.withdraw ? 'COMPROMISED' : null,
      after: { kid: row._id, activeFrom: row.activeFrom, withdrewOthers: how.withdraw },
      version: 1,
    });
    return { kid: row._id, activeFrom: row.activeFrom };
  });
}

async function newKey(deps: Deps, activeFrom: Date): Promise<SigningKeyRow> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = await exportJWK(publicKey);
  const _id = await calculateJwkThumbprint(jwk);
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return {
    _id,
    x: jwk.x ?? '',
    privateKey: sealPersonal(deps, recordOf(_id), pem),
    activeFrom,
    withdrawn: false,
    createdAt: deps.clock.now(),
  };
}

function privateKeyOf(deps: Pick<Deps, 'cipher'>, row: SigningKeyRow): KeyObject {
  return createPrivateKey(openPersonal(deps, recordOf(row._id), row.privateKey, z.string()));
}

const recordOf = (kid: string) => `signing-key:${kid}`;
