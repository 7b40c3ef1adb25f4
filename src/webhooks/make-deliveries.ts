import { DateTime } from 'luxon';
import { Types } from 'mongoose';
import { loadApplication } from '../applications/application-queries.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { moveCursor, readCursor } from '../events/consumer-cursor.js';
import type { EventRow } from '../events/event-model.js';
import { lastSequence, sequencedEvents } from '../events/event-queries.js';
import { undoOf, UNDO_MARGIN_SECONDS } from '../notices/undoable.js';
import { deliveryModel, type DeliveryRow } from './delivery-model.js';
import { laneOf, webhookMessage, type WebhookMessage } from './webhook-message.js';
import { webhookModel, type WebhookRow } from './webhook-model.js';

const CONSUMER = 'webhooks';
const BATCH = 200;

/** A message and whose business it is: nobody else's webhook hears of it. */
interface Addressed {
  readonly resellerId: string;
  readonly message: WebhookMessage;
}

/**
 * Turns numbered events into messages for the webhooks that asked for their kind, from where the cursor stands. The cursor
 * moves after the rows are kept, and an event has one row a webhook however often it is looked at: killed between the two,
 * or run by two workers at once, nothing is lost and nothing doubled. Redis has no part in it.
 * @returns how many events were looked at
 */
export async function makeDeliveries(deps: Deps): Promise<number> {
  const seq = await position(deps);
  const events = await sequencedEvents(deps.db, seq, BATCH);
  for (const event of events) await tell(deps, event);
  const last = events.at(-1)?.seq;
  if (last !== undefined && last !== null) await moveCursor(deps.db, CONSUMER, last);
  return events.length;
}

/** Where there is no webhook yet nobody asked for the history, which may be long: the newest event is the first one. */
async function position({ db }: Pick<Deps, 'db'>): Promise<number> {
  const seq = await readCursor(db, CONSUMER);
  if (seq > 0) return seq;
  // Read before the webhooks: what happens after one is registered is numbered higher.
  const last = await lastSequence(db);
  if (last === 0 || (await webhookModel(db).exists({})) !== null) return seq;
  await moveCursor(db, CONSUMER, last);
  return last;
}

/** An event about what is no longer there must not hold up all that come after it. */
async function tell(deps: Deps, event: EventRow): Promise<void> {
  try {
    for (const addressed of await addressedOf(deps, event)) await keepFor(deps, event, addressed);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    deps.logger.warn(
      { event: event._id.toHexString(), type: event.type, code: error.code },
      'no webhook could be told',
    );
  }
}

async function addressedOf(deps: Deps, event: EventRow): Promise<Addressed[]> {
  const message = webhookMessage(event);
  const told = message === null ? [] : resellersOf(event, message).map((resellerId) => ({ resellerId, message }));
  return [...told, ...(await asked(deps, event))];
}

/** The reseller the event belongs to; when a number changes hands, the one that serves it no more too. */
function resellersOf(event: EventRow, { kind }: WebhookMessage): string[] {
  const former = kind === 'number.reseller_changed' ? (event.changes?.assignments ?? []) : [];
  const all = [event.resellerId, ...former.map(({ resellerId }) => resellerId)];
  return [...new Set(all)].filter((id): id is string => id !== null && id !== '');
}

/** Resellers whose agreement an application needs are told when it is handed in. */
async function asked(deps: Deps, { type, subjects }: EventRow): Promise<Addressed[]> {
  if (type !== 'application.submit_compliant' && type !== 'application.submit_pending') return [];
  const applicationId = subjects.find(({ kind }) => kind === 'application')?.id ?? '';
  const application = await loadApplication(deps, applicationId);
  if (application === null) return [];
  const { numbers, consents } = application;
  return consents
    .filter(({ answer }) => answer === 'open')
    .map(({ organisation }) => ({
      resellerId: organisation,
      message: {
        kind: 'consent.asked' as const,
        facts: { applicationId, numbers },
        lane: laneOf(applicationId, numbers),
      },
    }));
}

async function keepFor(deps: Deps, event: EventRow, { resellerId, message }: Addressed): Promise<void> {
  const webhooks = await webhookModel(deps.db)
    .find({ resellerId, kinds: message.kind, createdAt: { $lte: event.recordedAt } })
    .lean<WebhookRow[]>();
  for (const webhook of webhooks) {
    const webhookId = webhook._id.toHexString();
    const occasion = `${event._id.toHexString()} ${message.kind}`;
    const row: Omit<DeliveryRow, 'webhookId' | 'occasion'> = {
      _id: new Types.ObjectId(),
      kind: message.kind,
      facts: message.facts,
      lane: message.lane,
      seq: event.seq ?? 0,
      happenedAt: event.recordedAt,
      status: 'waiting',
      ...holdBack(deps, event),
      triedSince: null,
      attempts: 0,
      log: [],
      createdAt: deps.clock.now(),
    };
    await deliveryModel(deps.db).updateOne({ webhookId, occasion }, { $setOnInsert: row }, { upsert: true });
  }
}

/** A decision can be taken back for ten seconds: outward messages wait that long (contract: *HTTP*). */
function holdBack(deps: Deps, event: EventRow): Pick<DeliveryRow, 'undo' | 'notBefore'> {
  const undo = undoOf(event);
  if (undo === null) return { undo, notBefore: event.recordedAt };
  const seconds = deps.policy.undoSeconds + UNDO_MARGIN_SECONDS;
  return { undo, notBefore: DateTime.fromJSDate(event.recordedAt).plus({ seconds }).toJSDate() };
}
