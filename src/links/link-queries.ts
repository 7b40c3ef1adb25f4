import type { Deps } from '../deps.js';
import { linkModel, type LinkRow } from './link-model.js';
import { personalConsentModel, type PersonalConsentRow } from './personal-consent-model.js';

const NEWEST_FIRST = { _id: -1 } as const;
const SHOWN = 50;

/** The links of a dossier, newest first. */
export async function linksOf(deps: Pick<Deps, 'db'>, applicationId: string): Promise<LinkRow[]> {
  return linkModel(deps.db).find({ applicationId }).sort(NEWEST_FIRST).limit(SHOWN).lean<LinkRow[]>();
}

/** The latest word of each person of a dossier. */
export async function consentsOf(deps: Pick<Deps, 'db'>, applicationId: string): Promise<PersonalConsentRow[]> {
  const rows = await personalConsentModel(deps.db)
    .find({ applicationId })
    .sort(NEWEST_FIRST)
    .limit(SHOWN)
    .lean<PersonalConsentRow[]>();
  return rows.filter(({ person }, at) => rows.findIndex((row) => row.person === person) === at);
}
