import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { after, type PageRequest } from '../http/page.js';
import { apiKeyModel, type ApiKeyRow } from './api-key-model.js';
import type { Principal } from './principal.js';
import { scoped } from './scope.js';

/** A key of the caller's organisation. @throws DomainError NOT_FOUND */
export async function findApiKey(deps: Pick<Deps, 'db'>, principal: Principal, id: string): Promise<ApiKeyRow> {
  const row =
    principal.resellerId === null
      ? null
      : await apiKeyModel(deps.db)
          .findOne({ _id: new Types.ObjectId(id), ...scoped(principal.resellerId) })
          .lean<ApiKeyRow>();
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}

/** Newest first, revoked ones too; one row more than asked for. */
export async function listApiKeys(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  page: PageRequest,
): Promise<ApiKeyRow[]> {
  return apiKeyModel(deps.db)
    .find({ ...scoped(principal.resellerId), ...after(page) })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<ApiKeyRow[]>();
}
