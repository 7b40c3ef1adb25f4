import type { Deps } from '../../deps.js';
import { DomainError } from '../../domain/errors.js';
import { partialUploadModel, type PartialUploadRow } from './partial-upload-model.js';

/** An upload on its way; whose it is, the caller looks. @throws DomainError NOT_FOUND */
export async function findPartialUpload(deps: Pick<Deps, 'db'>, id: string): Promise<PartialUploadRow> {
  const row = await partialUploadModel(deps.db).findOne({ _id: id }).lean<PartialUploadRow>();
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}
