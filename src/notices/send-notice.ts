import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import { z } from 'zod';
import { openPersonal, sealPersonal } from '../accounts/sealed.js';
import type { Deps } from '../deps.js';
import { noticeModel, type ChannelName, type NoticeRow, type Recipient } from './notice-model.js';
import type { NoticeParams, NoticeTemplate } from './notice-texts.js';

/** Where a message goes. Nothing is known of an in-app address but the recipient. */
export type Address =
  | { readonly channel: 'sms'; readonly to: string }
  | { readonly channel: 'email'; readonly to: string }
  | { readonly channel: 'in_app' }
  | { readonly channel: 'letter'; readonly to: string; readonly name: string; readonly link: string };

export interface NewNotice {
  /** What happened: an event's id, or anything that names the occasion once and for all. */
  readonly occasion: string;
  readonly template: NoticeTemplate;
  readonly recipient: Recipient;
  readonly addresses: readonly Address[];
  readonly params: NoticeParams;
  readonly language?: 'zh' | 'en';
  /** Default: at once (quiet hours are looked at when it is sent). */
  readonly notBefore?: Date;
  readonly undo?: NoticeRow['undo'];
}

/**
 * The one way to tell somebody something: keeps one sealed row a channel, which the worker delivers, tries again and marks.
 * Joins the caller's transaction; the same occasion, recipient, channel and address is kept once, however often it is said.
 */
export async function sendNotice(deps: Pick<Deps, 'db' | 'clock' | 'cipher'>, notice: NewNotice): Promise<void> {
  const now = deps.clock.now();
  for (const address of notice.addresses) {
    const _id = new Types.ObjectId();
    const key = keyOf(notice, address);
    const row: Omit<NoticeRow, 'key'> = {
      _id,
      template: notice.template,
      language: notice.language ?? 'zh',
      recipient: notice.recipient,
      channel: address.channel,
      sealed: sealPersonal(deps, `notice:${_id.toHexString()}`, { address: addressOf(address), params: notice.params }),
      status: 'waiting',
      undo: notice.undo ?? null,
      notBefore: notice.notBefore ?? now,
      attempts: 0,
      lastError: null,
      createdAt: now,
      sentAt: null,
      readBy: [],
    };
    await noticeModel(deps.db).updateOne({ key }, { $setOnInsert: row }, { upsert: true });
  }
}

const contentSchema = z.object({
  address: z.object({ to: z.string(), name: z.string(), link: z.string() }),
  params: z.record(z.string(), z.string()),
});
export type NoticeContent = z.output<typeof contentSchema>;

export function openNotice(deps: Pick<Deps, 'cipher'>, row: Pick<NoticeRow, '_id' | 'sealed'>): NoticeContent {
  return openPersonal(deps, `notice:${row._id.toHexString()}`, row.sealed, contentSchema);
}

function addressOf(address: Address): NoticeContent['address'] {
  if (address.channel === 'letter') return { to: address.to, name: address.name, link: address.link };
  return { to: address.channel === 'in_app' ? '' : address.to, name: '', link: '' };
}

/** Two phones of one recipient are two messages, so the address counts; hashed, it tells nobody what it is without the row. */
function keyOf(notice: NewNotice, address: Address): string {
  const { kind, id } = notice.recipient;
  const channel: ChannelName = address.channel;
  const name = [notice.occasion, notice.template, kind, id, channel, addressOf(address).to].join('\0');
  return createHash('sha256').update(name).digest('base64url');
}
