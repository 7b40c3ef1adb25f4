import { resellerUserWithEmail } from '../accounts/user-queries.js';
import type { ApplicationRow } from '../applications/application-model.js';
import { answeringReseller } from '../applications/filer.js';
import type { Deps } from '../deps.js';
import type { Declared } from '../domain/application.js';
import { parseLandingNumber } from '../domain/landing-number.js';
import { servingResellers } from '../registry/number-queries.js';
import { openContact } from '../resellers/contact.js';
import { loadResellerRow } from '../resellers/reseller-queries.js';
import { isConfirmed } from './codes.js';

export interface ContactFacts {
  /** A code sent to the declared contact came back. */
  readonly contactConfirmed: boolean;
  /** Members of the declaration that name a telephone or mailbox of the reseller's own people. */
  readonly contactsOfReseller: readonly string[];
}

/** What is known of the contact that an application declares. */
export async function contactFacts(deps: Deps, application: ApplicationRow, declared: Declared): Promise<ContactFacts> {
  const { uscc } = application;
  const { mobile, email } = declared.entity.contact ?? {};
  const own = indexesOf(deps, [mobile, email]);
  return {
    contactConfirmed: uscc !== null && own.length > 0 && (await isConfirmed(deps, uscc, own)),
    contactsOfReseller: await ofResellers(deps, application, {
      'entity.contact.mobile': mobile,
      'entity.contact.email': email,
      'agent.mobile': declared.agent?.mobile,
    }),
  };
}

/** Compared by blind index with the reseller's contact, and e-mails with every reseller's users. */
async function ofResellers(
  deps: Deps,
  application: ApplicationRow,
  members: Readonly<Record<string, string | undefined>>,
): Promise<string[]> {
  const theirs = new Set<string>();
  for (const id of await resellersOf(deps, application)) {
    const { phone, email } = openContact(deps, await loadResellerRow(deps, id));
    for (const index of indexesOf(deps, [phone, email])) theirs.add(index);
  }
  const found: string[] = [];
  for (const [member, value] of Object.entries(members)) {
    if (value === undefined) continue;
    const user = value.includes('@') && (await resellerUserWithEmail(deps, value));
    if (user || theirs.has(contactIndex(deps, value))) found.push(member);
  }
  return found;
}

/** The one that files, and those that serve the entity's numbers now: a claim must not come from them. */
async function resellersOf(deps: Deps, application: ApplicationRow): Promise<Set<string>> {
  const answering = answeringReseller(application);
  const serving = application.uscc === null ? [] : await servingResellers(deps, application.uscc);
  return new Set([...serving, ...(answering === null ? [] : [answering])]);
}

function indexesOf(deps: Pick<Deps, 'cipher'>, values: readonly (string | undefined)[]): string[] {
  return values.filter((value) => value !== undefined).map((value) => contactIndex(deps, value));
}

/** Keyed hash of a telephone number or e-mail, however written. */
export function contactIndex(deps: Pick<Deps, 'cipher'>, value: string): string {
  const text = value.trim().toLowerCase();
  return deps.cipher.blindIndex('contact', text.includes('@') ? text : (parseLandingNumber(text) ?? text));
}
