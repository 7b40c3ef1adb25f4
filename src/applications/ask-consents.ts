import { entityOrganisation } from '../accounts/scope.js';
import type { CalendarOverrides } from '../domain/holiday-table.js';
import type { Deps } from '../deps.js';
import type { Party } from '../domain/application-kinds.js';
import { addWorkingMinutes, workingDayMinutes } from '../domain/business-calendar.js';
import { SILENCE_CONSENTS_AFTER } from '../domain/consents.js';
import type { ConsentRow } from './application-model.js';

/** Who stands behind each party of an application; null where nobody does (a number that no reseller serves). */
export interface Parties {
  readonly holder: string;
  readonly losingReseller: string | null;
  readonly gainingReseller: string | null;
}

/** The agreements an application needs, all open. */
export function openConsents(parties: readonly Party[], who: Parties): ConsentRow[] {
  const organisationOf: Record<Party, string | null> = {
    holder: entityOrganisation(who.holder),
    former_holder: entityOrganisation(who.holder),
    losing_reseller: who.losingReseller,
    gaining_reseller: who.gainingReseller,
    // Asked when a claim is approved (owners/tell-old-contact.ts).
    old_contact: null,
  };
  return parties.flatMap((party) => {
    const organisation = organisationOf[party];
    return organisation === null ? [] : [{ ...OPEN, party, organisation }];
  });
}

export const OPEN = {
  answer: 'open',
  ground: null,
  via: null,
  documentId: null,
  by: null,
  at: null,
  dueAt: null,
} as const;

/** Asked at the first submission; where silence consents, its time begins to run then. */
export function askedConsents(
  deps: Pick<Deps, 'config' | 'policy'>,
  consents: readonly ConsentRow[],
  { now, overrides }: { readonly now: Date; readonly overrides: CalendarOverrides },
): ConsentRow[] {
  const { workingHours } = deps.policy;
  return consents.map((consent) => {
    const days = SILENCE_CONSENTS_AFTER[consent.party];
    if (days === undefined || consent.answer !== 'open' || consent.dueAt !== null) return consent;
    return {
      ...consent,
      dueAt: addWorkingMinutes(
        now,
        days * workingDayMinutes(workingHours),
        deps.config.TZ_BUSINESS,
        overrides,
        workingHours,
      ),
    };
  });
}
