import { join } from 'node:path';
import type { Config } from '../config.js';
import type { Channel } from './channel.js';
import { FileChannel } from './file-channel.js';
import { MailChannel } from './mail-channel.js';
import { SmsGateway } from './sms-gateway.js';

/** The ways out that this installation has; null: none, messages for it wait. */
export interface Channels {
  readonly sms: Channel | null;
  readonly email: Channel | null;
}

export function openChannels(config: Config): Channels {
  const demo = (name: string) => (config.DEMO ? new FileChannel(join(config.DATA_DIR, 'outbox', name)) : null);
  return { sms: smsOf(config) ?? demo('sms'), email: mailOf(config) ?? demo('email') };
}

function mailOf({ SMTP_URL }: Config): Channel | null {
  return SMTP_URL === undefined ? null : new MailChannel(SMTP_URL);
}

function smsOf(config: Config): Channel | null {
  const { SMS_URL, SMS_HEADERS, SMS_BODY, SMS_FORMAT, SMS_ACCEPTED, SMS_BOUNCED } = config;
  if (SMS_URL === undefined) return null;
  const pattern = (text: string | undefined) => (text === undefined ? null : new RegExp(text, 'u'));
  return new SmsGateway({
    url: SMS_URL,
    headers: SMS_HEADERS,
    body: SMS_BODY,
    format: SMS_FORMAT,
    accepted: pattern(SMS_ACCEPTED),
    bounced: pattern(SMS_BOUNCED),
  });
}
