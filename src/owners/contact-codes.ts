import type { Principal } from '../accounts/principal.js';
import type { ApplicationRow } from '../applications/application-model.js';
import { openDeclared } from '../applications/open-declared.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { sendNotice } from '../notices/send-notice.js';
import { inTransaction } from '../platform/mongo.js';
import { issueCode, spendCode, tryCode } from './codes.js';
import { contactIndex } from './contact-facts.js';

const CODE_MINUTES = 30;

/**
 * Sends a code to the contact an application declares.
 * @throws DomainError VALIDATION_FAILED (no such contact, no code of the entity) | RATE_LIMITED
 */
export async function sendContactCode(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  channel: 'sms' | 'email',
): Promise<void> {
  const contact = openDeclared(deps, application).entity.contact;
  const to = channel === 'sms' ? contact?.mobile : contact?.email;
  const { uscc } = application;
  if (to === undefined || uscc === null)
    throw new DomainError('VALIDATION_FAILED', {
      errors: [{ path: 'channel', code: 'NO_ADDRESS', message: 'declare entity.uscc and this contact first' }],
    });
  const subject = application._id.toHexString();
  await inTransaction(deps.db, async () => {
    const { row, code } = await issueCode(deps, {
      purpose: 'contact',
      subject,
      uscc,
      addressIndex: contactIndex(deps, to),
      validFor: { minutes: CODE_MINUTES },
      form: 'digits',
    });
    await sendNotice(deps, {
      occasion: row._id.toHexString(),
      template: 'contact_code',
      recipient: { kind: 'entity', id: uscc },
      addresses: [{ channel, to }],
      params: { code, minutes: String(CODE_MINUTES) },
    });
    await record(deps, principal, application, 'application.contact_code_sent', { channel });
  });
}

/** The code came back: the contact it went to is the entity's. @throws DomainError CODE_SPENT | CODE_WRONG */
export async function confirmContact(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  code: string,
): Promise<void> {
  const row = await tryCode(deps, 'contact', application._id.toHexString(), code);
  await inTransaction(deps.db, async () => {
    await spendCode(deps, row);
    await record(deps, principal, application, 'application.contact_confirmed', {});
  });
}

async function record(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  type: string,
  after: Record<string, unknown>,
): Promise<void> {
  await recordEvent(deps, {
    type,
    subjects: [{ kind: 'application', id: application._id.toHexString() }],
    actor: actorOf(principal),
    resellerId: application.resellerId,
    after,
    version: application.version,
  });
}
