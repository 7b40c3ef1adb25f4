import { applicationModel } from '../applications/application-model.js';
import type { Deps } from '../deps.js';
import { after, type PageRequest } from '../http/page.js';
import { accessLogModel, type AccessRow } from './access-log-model.js';
import { documentModel } from './document-model.js';

/** Who looked at the papers of an entity, newest first; `limit + 1` rows. */
export async function accessesToEntity(deps: Pick<Deps, 'db'>, uscc: string, page: PageRequest): Promise<AccessRow[]> {
  const hex = ({ _id }: { readonly _id: { toHexString(): string } }) => _id.toHexString();
  const applications = (await applicationModel(deps.db).find({ uscc }, { _id: 1 }).lean()).map(hex);
  const documents = (
    await documentModel(deps.db)
      .find({ applicationId: { $in: applications } }, { _id: 1 })
      .lean()
  ).map(hex);
  return accessLogModel(deps.db)
    .find({ 'subject.id': { $in: [...applications, ...documents] }, ...after(page) })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<AccessRow[]>();
}
