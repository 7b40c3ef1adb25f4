import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { isQuietHour, quietUntil } from '../domain/business-calendar.js';
import { decisionUndone } from '../events/event-queries.js';
import { openTask } from '../operations/open-task.js';
import { DeliveryError } from './channel.js';
import { noticeModel, type NoticeRow } from './notice-model.js';
import { NOTICE_TEXTS, renderNotice } from './notice-texts.js';
import type { Channels } from './open-channels.js';
import { openNotice } from './send-notice.js';

/** While one process delivers, no other takes the same notice; after a crash another does. */
const LEASE_MINUTES = 2;
const MOST_ATTEMPTS = 12;
const LONGEST_WAIT_MINUTES = 360;

type Outcome = Partial<Pick<NoticeRow, 'status' | 'notBefore' | 'lastError' | 'sentAt'>>;

/**
 * Delivers what is due, one after the other. A channel may take a message and the process die before that is written: then
 * the message goes out twice, with the same id, which gateways and mail clients can tell.
 * @returns how many notices were looked at, at most `limit`
 */
export async function deliverNotices(deps: Deps, channels: Channels, limit = 50): Promise<number> {
  for (let count = 0; count < limit; count += 1) {
    const notice = await takeNext(deps);
    if (notice === null) return count;
    const outcome = await outcomeOf(deps, channels, notice);
    await noticeModel(deps.db).updateOne({ _id: notice._id, attempts: notice.attempts }, { $set: outcome });
    deps.metrics.notices.inc({ channel: notice.channel, outcome: outcome.status ?? 'later' });
    await askSomebody(deps, notice, outcome);
  }
  return limit;
}

async function takeNext(deps: Deps): Promise<NoticeRow | null> {
  const now = deps.clock.now();
  return noticeModel(deps.db)
    .findOneAndUpdate(
      { status: 'waiting', channel: { $in: ['sms', 'email', 'in_app'] }, notBefore: { $lte: now } },
      {
        $set: { notBefore: DateTime.fromJSDate(now).plus({ minutes: LEASE_MINUTES }).toJSDate() },
        $inc: { attempts: 1 },
      },
      { sort: { notBefore: 1 }, returnDocument: 'after' },
    )
    .lean<NoticeRow>();
}

async function outcomeOf(deps: Deps, channels: Channels, notice: NoticeRow): Promise<Outcome> {
  const now = deps.clock.now();
  const zone = deps.config.TZ_BUSINESS;
  if (notice.undo !== null && (await decisionUndone(deps.db, notice.undo))) return { status: 'cancelled' };
  if (notice.channel === 'in_app' || notice.channel === 'letter') return { status: 'sent', sentAt: now };
  if (NOTICE_TEXTS[notice.template].urgency === 'polite' && isQuietHour(now, zone))
    return { notBefore: quietUntil(now, zone) };
  const channel = channels[notice.channel];
  if (channel === null) return later(notice, now, 'CHANNEL_MISSING');
  const { address, params } = openNotice(deps, notice);
  const { title, text } = renderNotice(notice.template, notice.language, params);
  try {
    await channel.deliver({ id: notice._id.toHexString(), to: address.to, template: notice.template, title, text });
    return { status: 'sent', sentAt: now, lastError: null };
  } catch (error) {
    const code = error instanceof DeliveryError ? error.code : 'DELIVERY_FAILED';
    if (error instanceof DeliveryError && error.bounced) return { status: 'bounced', lastError: code };
    return later(notice, now, code);
  }
}

function later({ attempts }: NoticeRow, now: Date, code: string): Outcome {
  if (attempts >= MOST_ATTEMPTS) return { status: 'failed', lastError: code };
  const minutes = Math.min(2 ** (attempts - 1), LONGEST_WAIT_MINUTES);
  return { notBefore: DateTime.fromJSDate(now).plus({ minutes }).toJSDate(), lastError: code };
}

/** What no machine can mend becomes work for a person; one open task about one recipient, or one channel. */
async function askSomebody(deps: Deps, notice: NoticeRow, outcome: Outcome): Promise<void> {
  const { recipient, channel, template } = notice;
  const facts = { channel, template, code: outcome.lastError ?? null, noticeId: notice._id.toHexString() };
  if (outcome.lastError === 'CHANNEL_MISSING')
    await openTask(deps, { kind: 'channel_missing', subject: { kind: 'channel', id: channel }, facts: { channel } });
  else if (outcome.status === 'bounced') await openTask(deps, { kind: 'contact_bounced', subject: recipient, facts });
  else if (outcome.status === 'failed') await openTask(deps, { kind: 'notice_failed', subject: recipient, facts });
}
