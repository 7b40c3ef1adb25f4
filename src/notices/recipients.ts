import { openDeclared } from '../applications/open-declared.js';
import { loadApplication } from '../applications/application-queries.js';
import type { Deps } from '../deps.js';
import { confirmedContact } from '../owners/entity-contact.js';
import { importedItem } from '../operations/operation-queries.js';
import { openItem } from '../operations/plan-import.js';
import type { AssignmentRow } from '../registry/assignment-model.js';
import { assignmentsOfNumber } from '../registry/number-queries.js';
import { openContact } from '../resellers/contact.js';
import { loadResellerRow } from '../resellers/reseller-queries.js';
import type { Recipient } from './notice-model.js';
import type { Address } from './send-notice.js';

/** Somebody to be told, with every way to reach them. */
export interface Reach {
  readonly recipient: Recipient;
  readonly addresses: readonly Address[];
}

const IN_APP: Address = { channel: 'in_app' };

/** The reseller's contact and its box. A sandbox organisation reaches nobody outside: tests must not ring real people. */
export async function reachReseller(deps: Deps, resellerId: string): Promise<Reach> {
  const row = await loadResellerRow(deps, resellerId);
  const { phone, email } = openContact(deps, row);
  return {
    recipient: { kind: 'reseller', id: resellerId },
    addresses: row.sandbox ? [IN_APP] : [IN_APP, ...addressesOf({ mobile: phone, email })],
  };
}

/** The carrier's own staff, in their box. */
export function reachCarrier(): Reach {
  return { recipient: { kind: 'carrier', id: 'carrier' }, addresses: [IN_APP] };
}

/** Whoever filed an application: a reseller, or an owner for itself (accounts/scope.ts, `organisationOf`). */
export async function reachApplicant(deps: Deps, organisation: string): Promise<Reach> {
  const [kind, id] = organisation.split(':');
  if (id === undefined) return reachReseller(deps, organisation);
  if (kind === 'user') return { recipient: { kind: 'user', id }, addresses: [IN_APP] };
  return {
    recipient: { kind: 'entity', id },
    addresses: [IN_APP, ...addressesOf((await confirmedContact(deps, id)) ?? {})],
  };
}

/** The legal entity that answers for a number, or answered last; null when nobody ever did. */
export async function reachHolder(deps: Deps, number: string): Promise<Reach | null> {
  const last = (await assignmentsOfNumber(deps, number)).at(-1);
  return last === undefined ? null : reachTerm(deps, last);
}

/** The legal entity of one assignment, present or past. */
export async function reachTerm(deps: Deps, term: AssignmentRow): Promise<Reach> {
  const { uscc } = term.holder;
  const application = await loadApplication(deps, term.applicationId);
  const declared =
    application === null ? await importedContact(deps, term.number) : openDeclared(deps, application).entity.contact;
  const contact = (await confirmedContact(deps, uscc)) ?? declared;
  return { recipient: { kind: 'entity', id: uscc }, addresses: [IN_APP, ...addressesOf(contact ?? {})] };
}

/** What the old register said: better than nobody, until the holder confirms a contact. */
async function importedContact(deps: Deps, number: string): Promise<{ readonly mobile: string } | undefined> {
  const item = await importedItem(deps, number);
  return item === null ? undefined : { mobile: openItem(deps, item).person.phone };
}

/** Only mobiles take an SMS; a landline is left out rather than refused by the gateway. */
function addressesOf(contact: {
  readonly mobile?: string | undefined;
  readonly email?: string | undefined;
}): Address[] {
  const mobile = /^(?:\+?86)?(1[3-9]\d{9})$/.exec((contact.mobile ?? '').replace(/[\s-]/g, ''))?.[1];
  return [
    ...(mobile === undefined ? [] : [{ channel: 'sms' as const, to: mobile }]),
    ...(contact.email === undefined || contact.email === '' ? [] : [{ channel: 'email' as const, to: contact.email }]),
  ];
}
