import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { noticeModel, type NoticeRow } from './notice-model.js';

/** Marks a notice as read by the caller; twice is once. A mark in a box is no change of the registry: no event. */
export async function readNotice(deps: Pick<Deps, 'db'>, principal: Principal, notice: NoticeRow): Promise<NoticeRow> {
  const { actorId } = principal;
  await noticeModel(deps.db).updateOne({ _id: notice._id }, { $addToSet: { readBy: actorId } });
  return { ...notice, readBy: [...notice.readBy, actorId] };
}
