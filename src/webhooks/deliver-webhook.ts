import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { decisionUndone } from '../events/event-queries.js';
import { inTransaction } from '../platform/mongo.js';
import { callWebhook, isTaken } from './call-webhook.js';
import { deliveryModel, type AttemptRow, type DeliveryRow } from './delivery-model.js';
import { webhookModel, type WebhookRow } from './webhook-model.js';
import { writeWebhook } from './write-webhook.js';

/** So long a receiver may be away; then it is switched off, and what waits goes on waiting. */
const PATIENCE_DAYS = 3;
/** While one process calls, no other takes the same message; after a crash another does. Longer than a call may last. */
const LEASE_SECONDS = 30;
const KEPT_ATTEMPTS = 10;
/** Messages in one job: a receiver with a long queue takes turns with the others. */
const TURN = 50;
const TURN_MS = 20_000;
/** Waiting messages looked at together for the first of each lane. */
const LOOKED_AT = 1_000;
/** Standard Webhooks: seconds until a message is tried again, then every eight hours. */
const PAUSES_SECONDS = [5, 30, 120, 600, 1_800, 7_200, 14_400, 28_800];

/**
 * Sends what is due for one webhook, each lane in its order: a message that is refused holds up those after it in its lane,
 * and the whole address rests a while, but no other webhook waits. Twice or on two workers at once it sends nothing twice
 * that was taken; killed between the answer and its row, the message goes out again with the same id.
 */
export async function deliverWebhook(deps: Deps, webhookId: string): Promise<void> {
  const begun = performance.now();
  for (let count = 0; count < TURN && performance.now() - begun < TURN_MS; count += 1) {
    const webhook = await webhookModel(deps.db).findOne({ _id: webhookId, status: 'active' }).lean<WebhookRow>();
    if (webhook === null || (webhook.restUntil !== null && webhook.restUntil > deps.clock.now())) return;
    const delivery = await takeNext(deps, webhookId);
    if (delivery === null) return;
    if (delivery.undo !== null && (await decisionUndone(deps.db, delivery.undo))) {
      await deliveryModel(deps.db).updateOne({ _id: delivery._id }, { $set: { status: 'cancelled' } });
      continue;
    }
    await settle(deps, { webhook, delivery, attempt: await callWebhook(deps, webhook, delivery) });
  }
}

/** The first of the lanes' first ones that is due, leased. Looks on as long as the lanes it saw all rest. */
async function takeNext(deps: Deps, webhookId: string): Promise<DeliveryRow | null> {
  const resting: string[] = [];
  for (;;) {
    const waiting = await deliveryModel(deps.db)
      .find({ webhookId, status: 'waiting', lane: { $nin: resting } }, { lane: 1, notBefore: 1 })
      .sort({ seq: 1, _id: 1 })
      .limit(LOOKED_AT)
      .lean<Head[]>();
    const heads = new Map(waiting.toReversed().map((row) => [row.lane, row]));
    const taken = await lease(deps, [...heads.values()]);
    if (taken !== null || waiting.length < LOOKED_AT) return taken;
    resting.push(...heads.keys());
  }
}

type Head = Pick<DeliveryRow, '_id' | 'lane' | 'notBefore'>;

async function lease(deps: Deps, heads: readonly Head[]): Promise<DeliveryRow | null> {
  const now = deps.clock.now();
  // Who waits longest goes first, so that one refused again and again does not keep the other lanes from their turn.
  const due = heads
    .filter(({ notBefore }) => notBefore <= now)
    .toSorted((a, b) => a.notBefore.getTime() - b.notBefore.getTime());
  for (const { _id } of due) {
    const taken = await deliveryModel(deps.db)
      .findOneAndUpdate(
        { _id, status: 'waiting', notBefore: { $lte: now } },
        { $set: { notBefore: later(now, LEASE_SECONDS) }, $inc: { attempts: 1 } },
        { returnDocument: 'after' },
      )
      .lean<DeliveryRow>();
    if (taken !== null) return taken;
  }
  return null;
}

interface Tried {
  readonly webhook: WebhookRow;
  readonly delivery: DeliveryRow;
  readonly attempt: AttemptRow;
}

async function settle(deps: Deps, tried: Tried): Promise<void> {
  const { webhook, delivery, attempt } = tried;
  const taken = isTaken(attempt);
  const off = taken ? null : await rest(deps, webhook, attempt);
  const set = taken ? ({ status: 'delivered' } as const) : afterRefusal(tried, off !== null);
  await deliveryModel(deps.db).updateOne(
    { _id: delivery._id, attempts: delivery.attempts },
    { $set: set, $push: { log: { $each: [attempt], $slice: -KEPT_ATTEMPTS } } },
  );
  if (taken) await webhookModel(deps.db).updateOne({ _id: webhook._id, failures: { $gt: 0 } }, WELL);
  if (off !== null) await switchOff(deps, webhook, off);
  deps.metrics.webhooks.inc({ outcome: set.status ?? 'later' });
}

/** Refused for days while others got through, it is given up: those behind it in its lane need not wait for ever. */
function afterRefusal({ delivery, attempt: { at } }: Tried, off: boolean): Partial<DeliveryRow> {
  const triedSince = delivery.triedSince ?? at;
  if (!off && at >= patience(triedSince)) return { status: 'failed', triedSince };
  return { triedSince, notBefore: later(at, pauseAfter(delivery.attempts)) };
}

const WELL = { $set: { failures: 0, failingSince: null, restUntil: null } } as const;

/**
 * The address rests, longer each time nothing got through.
 * @returns what it is switched off for: a 410, or days without anything
 */
async function rest(deps: Deps, webhook: WebhookRow, { at, status }: AttemptRow): Promise<'gone' | 'failed' | null> {
  const failingSince = webhook.failingSince ?? at;
  const failures = webhook.failures + 1;
  await webhookModel(deps.db).updateOne(
    { _id: webhook._id, version: webhook.version },
    { $set: { failures, failingSince, restUntil: later(at, pauseAfter(failures)) } },
  );
  if (status === 410) return 'gone';
  return at >= patience(failingSince) ? 'failed' : null;
}

function patience(since: Date): Date {
  return DateTime.fromJSDate(since).plus({ days: PATIENCE_DAYS }).toJSDate();
}

/** Its owner is told (notices/notice-rules.ts). Somebody who changed it meanwhile knows better. */
async function switchOff(deps: Deps, row: WebhookRow, status: 'gone' | 'failed'): Promise<void> {
  await inTransaction(deps.db, async () => {
    const now = await webhookModel(deps.db)
      .findOne({ _id: row._id, status: 'active', version: row.version })
      .lean<WebhookRow>();
    if (now !== null) await writeWebhook(deps, null, { row: now, set: { status }, type: 'webhook.switched_off' });
  });
}

function pauseAfter(attempts: number): number {
  return PAUSES_SECONDS[Math.min(attempts, PAUSES_SECONDS.length) - 1] ?? 0;
}

function later(from: Date, seconds: number): Date {
  return DateTime.fromJSDate(from).plus({ seconds }).toJSDate();
}
