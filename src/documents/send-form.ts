import type { Response } from 'express';
import { isApplicant, isOwner, type Principal } from '../accounts/principal.js';
import type { ApplicationRow } from '../applications/application-model.js';
import { filerOf } from '../applications/filer.js';
import { maySeeInFull } from '../applications/may-see-in-full.js';
import { openDeclared } from '../applications/open-declared.js';
import type { Deps } from '../deps.js';
import type { Declared } from '../domain/application.js';
import { filingOf } from '../domain/application-kinds.js';
import { businessToday } from '../domain/business-calendar.js';
import { maskIdNumber } from '../domain/citizen-id.js';
import { logAccess } from './access-log.js';
import { fillForm, type FormKind } from './forms/fill-form.js';

/**
 * Sends a form filled in from the dossier. The applicant's own staff gets the ID numbers they entered, because the paper
 * is to be signed; at the carrier the claimant alone does, others get them masked.
 * @throws DomainError VALIDATION_FAILED (`GLYPH_MISSING`)
 */
export async function sendForm(
  deps: Deps,
  application: ApplicationRow,
  view: { readonly kind: FormKind; readonly principal: Principal; readonly response: Response },
): Promise<null> {
  const { kind, principal, response } = view;
  const applicationId = application._id.toHexString();
  const now = deps.clock.now();
  const declared = openDeclared(deps, application);
  // Numbers that the register filled in are not for a reseller that never entered them.
  const entered = filingOf(application.kind, filerOf(application)).base === 'blank' || isOwner(principal);
  const full = isApplicant(principal) ? entered : maySeeInFull(deps, application, principal);
  const pdf = await fillForm({
    kind,
    declared: full ? declared : masked(declared),
    applicationId,
    revision: application.revision,
    today: businessToday(now, deps.config.TZ_BUSINESS),
    now,
  });
  await logAccess(deps, {
    principal,
    purpose: 'print_form',
    subject: { kind: 'application', id: applicationId },
    fields: [kind, ...(full ? ['legalRepresentative.idNumber', 'agent.idNumber'] : [])],
  });
  response
    .status(200)
    .set({
      'Cache-Control': 'private, no-store',
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${kind}.pdf"`,
    })
    .send(pdf);
  return null;
}

function masked(declared: Declared): Declared {
  const { legalRepresentative, agent } = declared;
  return {
    ...declared,
    ...(legalRepresentative === undefined ? {} : { legalRepresentative: maskPerson(legalRepresentative) }),
    ...(agent === undefined ? {} : { agent: maskPerson(agent) }),
  };
}

function maskPerson<Person extends { readonly idNumber?: string | undefined }>(person: Person): Person {
  return person.idNumber === undefined ? person : { ...person, idNumber: maskIdNumber(person.idNumber) };
}
