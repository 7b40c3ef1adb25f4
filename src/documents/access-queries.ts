import { applicationModel } from '../applications/application-model.js';
import type { Deps } from '../deps.js';
import { after, within, type PageRequest } from '../http/page.js';
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

/** Everything given must hold; none given is everything. */
export interface AccessSearch {
  readonly purpose?: string | undefined;
  readonly subject?: { readonly kind: string; readonly id?: string | undefined } | undefined;
  readonly actor?: string | undefined;
  /** From, up to but without. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

/** Who looked at personal data, newest first; one row more than asked for. */
export async function searchAccesses(
  deps: Pick<Deps, 'db'>,
  search: AccessSearch,
  page: PageRequest,
): Promise<AccessRow[]> {
  return accessLogModel(deps.db)
    .find({ $and: [filterOf(search), after(page)] })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .maxTimeMS(10_000)
    .lean<AccessRow[]>();
}

/** The same, all of them, oldest first; streamed. */
export async function* allAccesses(deps: Pick<Deps, 'db'>, search: AccessSearch): AsyncGenerator<AccessRow> {
  const rows = accessLogModel(deps.db).find(filterOf(search)).sort({ _id: 1 }).lean<AccessRow[]>().cursor();
  for await (const row of rows) yield row;
}

function filterOf({ purpose, subject, actor, from, until }: AccessSearch): Record<string, unknown> {
  const at = within(from, until);
  return {
    ...(purpose === undefined ? {} : { purpose }),
    ...(subject === undefined ? {} : { 'subject.kind': subject.kind }),
    ...(subject?.id === undefined ? {} : { 'subject.id': subject.id }),
    ...(actor === undefined ? {} : { 'actor.id': actor }),
    ...(at === undefined ? {} : { at }),
  };
}

/** How often somebody looked at personal data of a dossier or its papers. */
export async function looksOf(deps: Pick<Deps, 'db'>, actorId: string, applicationId: string): Promise<number> {
  const documents = await documentModel(deps.db).find({ applicationId }, { _id: 1 }).lean();
  const subjects = [applicationId, ...documents.map(({ _id }) => _id.toHexString())];
  return accessLogModel(deps.db).countDocuments({ 'actor.id': actorId, 'subject.id': { $in: subjects } });
}
