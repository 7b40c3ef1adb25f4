import { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import type { Language } from '../http/problem.js';
import { DeliveryError } from '../notices/channel.js';
import { openChannels } from '../notices/open-channels.js';
import { inTransaction } from '../platform/mongo.js';

const TEXTS: Readonly<Record<Language, { title: string; text: string }>> = {
  zh: { title: '400 号码登记：测试消息', text: '这是一条测试消息。收到即表示消息通道可用，无需回复。' },
  en: {
    title: '400 number registry: test message',
    text: 'This is a test. That it arrived shows that the channel works; no answer is needed.',
  },
};

export interface TestOutcome {
  /** `sent`: the other side took it over; `not_configured`: there is no such channel; `refused`: see `code`. */
  readonly outcome: 'sent' | 'not_configured' | 'refused';
  readonly code: string | null;
}

/** Sends one message to the address somebody typed, by the channel that notices go by. The address is kept nowhere. */
export async function sendTestMessage(
  deps: Deps,
  principal: Principal,
  { channel, to, language }: { readonly channel: 'email' | 'sms'; readonly to: string; readonly language: Language },
): Promise<TestOutcome> {
  const result = await deliver(deps, channel, { to, ...TEXTS[language] });
  await inTransaction(deps.db, () =>
    recordEvent(deps, {
      type: 'setting.channel_tested',
      subjects: [{ kind: 'setting', id: channel }],
      actor: actorOf(principal),
      resellerId: null,
      after: { ...result },
      version: 1,
    }),
  );
  return result;
}

async function deliver(
  deps: Deps,
  channel: 'email' | 'sms',
  message: { readonly to: string; readonly title: string; readonly text: string },
): Promise<TestOutcome> {
  const channels = openChannels(deps.config);
  const [way, other] = channel === 'email' ? [channels.email, channels.sms] : [channels.sms, channels.email];
  other?.close();
  if (way === null) return { outcome: 'not_configured', code: null };
  try {
    await way.deliver({ id: new Types.ObjectId().toHexString(), template: 'channel_test', ...message });
    return { outcome: 'sent', code: null };
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return { outcome: 'refused', code: error.code };
  } finally {
    way.close();
  }
}
