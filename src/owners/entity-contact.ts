import { z } from 'zod';
import { openPersonal, sealPersonal } from '../accounts/sealed.js';
import { loadApplication } from '../applications/application-queries.js';
import { openDeclared } from '../applications/open-declared.js';
import type { Deps } from '../deps.js';
import { liveAssignmentsOf } from '../registry/number-queries.js';
import { entityContactModel, type EntityContactRow } from './entity-contact-model.js';

const contactSchema = z.object({
  name: z.string().optional(),
  mobile: z.string().optional(),
  email: z.string().optional(),
});
export type EntityContact = z.output<typeof contactSchema>;

/** The contact an owner confirmed; null while only resellers have named one. */
export async function confirmedContact(deps: Pick<Deps, 'db' | 'cipher'>, uscc: string): Promise<EntityContact | null> {
  const row = await entityContactModel(deps.db).findOne({ _id: uscc }).lean<EntityContactRow>();
  return row === null ? null : openPersonal(deps, recordOf(uscc), row.sealed, contactSchema);
}

/** How the entity is reached now: the confirmed contact, else what the dossier of one of its numbers declared. */
export async function presentContact(deps: Deps, uscc: string): Promise<EntityContact | null> {
  const confirmed = await confirmedContact(deps, uscc);
  if (confirmed !== null) return confirmed;
  for (const { applicationId } of (await liveAssignmentsOf(deps, uscc)).toReversed()) {
    const application = await loadApplication(deps, applicationId);
    const declared = application === null ? null : openDeclared(deps, application);
    const contact = declared?.entity.contact ?? { name: declared?.agent?.name, mobile: declared?.agent?.mobile };
    if (contact.mobile !== undefined || contact.email !== undefined) return contact;
  }
  return null;
}

/** The claim took effect: its contact replaces the former one. Call it inside its transaction. */
export async function replaceContact(
  deps: Pick<Deps, 'db' | 'clock' | 'cipher'>,
  uscc: string,
  contact: EntityContact,
  applicationId: string,
): Promise<void> {
  await entityContactModel(deps.db).updateOne(
    { _id: uscc },
    {
      $set: { sealed: sealPersonal(deps, recordOf(uscc), contact), applicationId, since: deps.clock.now() },
      $inc: { version: 1 },
    },
    { upsert: true },
  );
}

function recordOf(uscc: string): string {
  return `entity-contact:${uscc}`;
}
