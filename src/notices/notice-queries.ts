import { CARRIER_ROLES, type Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { after, type PageRequest } from '../http/page.js';
import { noticeModel, type NoticeRow, type Recipient } from './notice-model.js';

/** The boxes a caller reads: its own, and its organisation's or the carrier's. An auditor has no box but its own. */
export function boxesOf(principal: Principal): Recipient[] {
  const own: Recipient = { kind: 'user', id: principal.actorId };
  if (principal.resellerId !== null) return [own, { kind: 'reseller', id: principal.resellerId }];
  if (principal.uscc !== undefined) return [own, { kind: 'entity', id: principal.uscc }];
  return CARRIER_ROLES.includes(principal.role) ? [own, { kind: 'carrier', id: 'carrier' }] : [own];
}

/** Delivered in-app notices of the caller, newest first, `limit + 1` rows. */
export async function listBox(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  page: PageRequest & { readonly unread: boolean },
): Promise<NoticeRow[]> {
  return noticeModel(deps.db)
    .find({ ...inBox(principal), ...(page.unread ? { readBy: { $ne: principal.actorId } } : {}), ...after(page) })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<NoticeRow[]>();
}

/** @throws DomainError NOT_FOUND for what is not in the caller's box */
export async function findInBox(deps: Pick<Deps, 'db'>, principal: Principal, id: string): Promise<NoticeRow> {
  const row = await noticeModel(deps.db)
    .findOne({ _id: id, ...inBox(principal) })
    .lean<NoticeRow>();
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}

function inBox(principal: Principal): Record<string, unknown> {
  return {
    channel: 'in_app',
    status: 'sent',
    $or: boxesOf(principal).map(({ kind, id }) => ({ 'recipient.kind': kind, 'recipient.id': id })),
  };
}

/** Letters nobody posted yet, oldest first. */
export async function listLetters(deps: Pick<Deps, 'db'>, limit: number): Promise<NoticeRow[]> {
  return noticeModel(deps.db)
    .find({ channel: 'letter', status: 'waiting' })
    .sort({ createdAt: 1 })
    .limit(limit)
    .lean<NoticeRow[]>();
}

/** @throws DomainError NOT_FOUND */
export async function findLetter(deps: Pick<Deps, 'db'>, id: string): Promise<NoticeRow> {
  const row = await noticeModel(deps.db).findOne({ _id: id, channel: 'letter' }).lean<NoticeRow>();
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}
