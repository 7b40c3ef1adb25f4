import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { moveCursor, readCursor } from '../events/consumer-cursor.js';
import type { EventRow } from '../events/event-model.js';
import { sequencedEvents } from '../events/event-queries.js';
import { DomainError } from '../domain/errors.js';
import { isDuplicateKey } from '../platform/mongo.js';
import { NOTICE_RULES } from './notice-rules.js';
import { sendNotice } from './send-notice.js';

const CONSUMER = 'notices';
const BATCH = 100;
/** Nobody wants last month's news: after a long stop, or the first start on old data, only what is fresh is told. */
const FRESH_DAYS = 7;

/**
 * Turns events into notices, in their order, from where the cursor stands. The cursor moves after the notices are kept, and
 * a notice has one id however often it is made: killed between the two, or run twice at once, nobody is told twice.
 * @returns how many events were looked at
 */
export async function makeNotices(deps: Deps): Promise<number> {
  const seq = await readCursor(deps.db, CONSUMER);
  const events = await sequencedEvents(deps.db, seq, BATCH);
  const since = DateTime.fromJSDate(deps.clock.now()).minus({ days: FRESH_DAYS }).toJSDate();
  for (const event of events) {
    const rule = NOTICE_RULES[event.type];
    if (rule !== undefined && event.recordedAt > since) await tell(deps, event, rule);
  }
  const last = events.at(-1)?.seq;
  if (last !== undefined && last !== null) await moveCursor(deps.db, CONSUMER, last);
  return events.length;
}

/** An event about what is no longer there must not hold up all that come after it. */
async function tell(deps: Deps, event: EventRow, rule: (typeof NOTICE_RULES)[string]): Promise<void> {
  try {
    for await (const notice of await rule(deps, event)) await keepNotice(deps, notice);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    deps.logger.warn({ event: event._id.toHexString(), type: event.type, code: error.code }, 'nobody could be told');
  }
}

async function keepNotice(deps: Deps, notice: Parameters<typeof sendNotice>[1]): Promise<void> {
  try {
    await sendNotice(deps, notice);
  } catch (error) {
    // Two processes inserted the same id at once: it is there, which is all that is wanted.
    if (!isDuplicateKey(error)) throw error;
  }
}
