import { isValidObjectId, Types } from 'mongoose';
import { isApplicant, type Principal } from '../accounts/principal.js';
import { scopeOf } from '../accounts/scope.js';
import type { Deps } from '../deps.js';
import { normaliseReceipt, type ComplaintCategory, type ComplaintStatus } from '../domain/complaint.js';
import { DomainError } from '../domain/errors.js';
import { after, type PageRequest } from '../http/page.js';
import { complaintModel, type ComplaintRow } from './complaint-model.js';
import { receiptIndexOf } from './told.js';

const MOST_SHOWN = 200;

/** A complaint the caller may see: staff within their scope; to everybody else there is none. @throws DomainError NOT_FOUND */
export async function findComplaint(deps: Pick<Deps, 'db'>, principal: Principal, id: string): Promise<ComplaintRow> {
  const row =
    isApplicant(principal) || !isValidObjectId(id)
      ? null
      : await complaintModel(deps.db)
          .findOne({ _id: new Types.ObjectId(id), ...scopeOf(principal) })
          .lean<ComplaintRow>();
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}

/** By what the complainant has. @throws DomainError NOT_FOUND */
export async function findByReceipt(deps: Pick<Deps, 'db' | 'cipher'>, written: string): Promise<ComplaintRow> {
  const receipt = normaliseReceipt(written);
  const row =
    receipt === null
      ? null
      : await complaintModel(deps.db)
          .findOne({ receiptIndex: receiptIndexOf(deps, receipt) })
          .lean<ComplaintRow>();
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}

export interface ComplaintSearch extends PageRequest {
  readonly status?: ComplaintStatus | undefined;
  readonly category?: ComplaintCategory | undefined;
  readonly number?: string | undefined;
  readonly resellerId?: string | undefined;
  readonly assignee?: string | undefined;
}

/** Newest first; one row more than asked for. */
export async function listComplaints(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  { limit, cursor, ...wanted }: ComplaintSearch,
): Promise<ComplaintRow[]> {
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  return complaintModel(deps.db)
    .find({ ...given, ...scopeOf(principal), ...after({ limit, cursor }) })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<ComplaintRow[]>();
}

/** Complaints for which an entity was accountable, newest first: what kind and how it ended, not a word of who wrote. */
export async function complaintsOfEntity(
  deps: Pick<Deps, 'db'>,
  uscc: string,
): Promise<Pick<ComplaintRow, 'number' | 'category' | 'status' | 'outcome' | 'createdAt'>[]> {
  return complaintModel(deps.db)
    .find({ uscc }, { number: 1, category: 1, status: 1, outcome: 1, createdAt: 1 })
    .sort({ _id: -1 })
    .limit(MOST_SHOWN)
    .lean();
}
