import canonicalize from 'canonicalize';
import type { Request } from 'express';
import { z } from 'zod';
import { newSecret } from '../accounts/secret.js';
import { openPersonal, sealPersonal } from '../accounts/sealed.js';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { isDuplicateKey } from '../platform/mongo.js';
import { idempotencyModel, type IdempotencyRow } from './idempotency-model.js';
import { addressKey } from './rate-limit.js';
import type { Route, RouteReply } from './route.js';

const KEPT_MS = 24 * 3600_000;
/** A process that died left its row running; after this long nobody waits for it any more. */
const ABANDONED_MS = 2 * 60_000;

const keptReply = z.object({
  status: z.number().int(),
  body: z.unknown(),
  headers: z.record(z.string(), z.string()).default({}),
});

type Stores = Pick<Deps, 'db' | 'clock' | 'cipher'>;

/**
 * Runs `handle` at most once per `Idempotency-Key`, caller and route within 24 h; later requests with the same body get
 * the first one's answer. Only successes are kept: a refusal changed nothing, so the same key may try again.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED | IN_PROGRESS | VALIDATION_FAILED (the key itself), and what `handle` throws
 */
export async function runOnce(
  deps: Stores,
  request: Request,
  principal: Principal | null,
  route: Pick<Route, 'method' | 'path' | 'multipart'>,
  handle: () => Promise<RouteReply | null>,
): Promise<RouteReply | null> {
  const key = keyOf(request);
  if (key === null) return handle();
  const caller = principal === null ? addressKey(deps, request.ip) : `${principal.kind}:${principal.actorId}`;
  const _id = deps.cipher.blindIndex('idempotency-key', `${caller} ${route.method} ${route.path} ${key}`);
  const owner = newSecret();
  const kept = await begin(deps, { _id, owner, fingerprint: fingerprintOf(deps, request, route) });
  if (kept !== null) {
    request.resume();
    return { ...kept, headers: { ...kept.headers, 'Idempotency-Replayed': 'true' } };
  }
  return finish(deps, { _id, owner }, handle);
}

function keyOf(request: Request): string | null {
  const key = request.get('idempotency-key');
  if (key === undefined) return null;
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new DomainError('VALIDATION_FAILED', {
    errors: [{ path: 'Idempotency-Key', code: 'KEY_MALFORMED', message: '1 to 200 visible ASCII characters' }],
  });
}

/**
 * What must be the same for the same answer. A multipart body has not been read yet, so its length stands for it: clients
 * repeat a request with a boundary of the same length.
 */
function fingerprintOf(deps: Stores, request: Request, route: Pick<Route, 'multipart'>): string {
  const body: unknown = request.body;
  const content = route.multipart === true ? (request.get('content-length') ?? '') : (canonicalize(body) ?? '');
  return deps.cipher.blindIndex('idempotency-body', `${request.originalUrl}\n${content}`);
}

/** Claims the key for this request; answers the kept reply when there is one. */
async function begin(
  deps: Stores,
  claim: Pick<IdempotencyRow, '_id' | 'owner' | 'fingerprint'>,
): Promise<RouteReply | null> {
  const keys = idempotencyModel(deps.db);
  const now = deps.clock.now();
  const fresh = { ...claim, startedAt: now, reply: null, expiresAt: new Date(now.getTime() + KEPT_MS) };
  try {
    await keys.insertMany([fresh]);
    return null;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const known = await keys.findOne({ _id: claim._id }).lean<IdempotencyRow>();
  // It ended without an answer between the two commands; the client's next try starts it anew.
  if (known === null) throw new DomainError('IN_PROGRESS', { retryAfterSeconds: 1 });
  const over = known.expiresAt <= now;
  if (!over && known.fingerprint !== claim.fingerprint) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  if (!over && known.reply !== null) return openPersonal(deps, `idempotency:${claim._id}`, known.reply, keptReply);
  const abandoned = now.getTime() - known.startedAt.getTime() > ABANDONED_MS;
  const taken =
    (over || abandoned) &&
    (await keys.findOneAndUpdate({ _id: claim._id, owner: known.owner }, { $set: fresh }).lean()) !== null;
  if (!taken) throw new DomainError('IN_PROGRESS', { retryAfterSeconds: 1 });
  return null;
}

async function finish(
  deps: Stores,
  own: Pick<IdempotencyRow, '_id' | 'owner'>,
  handle: () => Promise<RouteReply | null>,
): Promise<RouteReply | null> {
  const keys = idempotencyModel(deps.db);
  let reply: RouteReply | null = null;
  try {
    reply = await handle();
    return reply;
  } finally {
    // Nothing to keep: refused, failed, or answered by the handler itself (a stream).
    if (reply === null || reply.status >= 400) await keys.deleteOne({ ...own, reply: null });
    else {
      const { replay, ...kept } = reply;
      const sealed = sealPersonal(
        deps,
        `idempotency:${own._id}`,
        replay === undefined ? kept : { ...kept, body: replay },
      );
      await keys.updateOne(own, { $set: { reply: sealed } });
    }
  }
}
