import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { noticeModel, type NoticeRow } from './notice-model.js';

/** @throws DomainError WRONG_STATE when it was posted already */
export async function markPosted(deps: Deps, principal: Principal, letter: NoticeRow): Promise<NoticeRow> {
  const row = await noticeModel(deps.db)
    .findOneAndUpdate(
      { _id: letter._id, status: 'waiting' },
      { $set: { status: 'sent', sentAt: deps.clock.now() }, $addToSet: { readBy: principal.actorId } },
      { returnDocument: 'after' },
    )
    .lean<NoticeRow>();
  if (row === null) throw new DomainError('WRONG_STATE', { members: { from: letter.status, allowed: ['waiting'] } });
  deps.metrics.notices.inc({ channel: 'letter', outcome: 'sent' });
  return row;
}
