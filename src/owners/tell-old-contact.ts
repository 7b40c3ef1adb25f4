import { DateTime } from 'luxon';
import type { ApplicationRow } from '../applications/application-model.js';
import { OPEN } from '../applications/ask-consents.js';
import type { Deps } from '../deps.js';
import { sendNotice, type Address } from '../notices/send-notice.js';
import { issueCode } from './codes.js';
import { presentContact } from './entity-contact.js';

/**
 * A claim was approved: the contact the register had until now is told and has its hours to object (issue 5.5); then the
 * claim takes effect. After an objection was weighed there is no second one. Call it inside the approval's transaction.
 * @returns what the application's row keeps of it
 */
export async function claimApproved(
  deps: Deps,
  application: ApplicationRow,
): Promise<Pick<ApplicationRow, 'consents' | 'effectiveAt'>> {
  const now = DateTime.fromJSDate(deps.clock.now());
  const undoable = now.plus({ seconds: deps.policy.undoSeconds }).toJSDate();
  const weighed = application.consents.some(({ party, answer }) => party === 'old_contact' && answer === 'overruled');
  if (weighed) return { consents: application.consents, effectiveAt: undoable };
  const effectiveAt = now.plus({ hours: deps.policy.ownerObjectionHours }).toJSDate();
  await tell(deps, application, { effectiveAt, undoable });
  return {
    consents: [{ ...OPEN, party: 'old_contact', organisation: 'contact', dueAt: effectiveAt }],
    effectiveAt,
  };
}

async function tell(
  deps: Deps,
  application: ApplicationRow,
  { effectiveAt, undoable }: { readonly effectiveAt: Date; readonly undoable: Date },
): Promise<void> {
  const { uscc, entityName } = application;
  const contact = uscc === null ? null : await presentContact(deps, uscc);
  if (uscc === null || contact === null) return;
  const subject = application._id.toHexString();
  const { row, code } = await issueCode(deps, {
    purpose: 'objection',
    subject,
    uscc,
    addressIndex: null,
    validFor: { hours: deps.policy.ownerObjectionHours },
    form: 'link',
  });
  const addresses: Address[] = [
    ...(contact.mobile === undefined ? [] : [{ channel: 'sms' as const, to: contact.mobile }]),
    ...(contact.email === undefined ? [] : [{ channel: 'email' as const, to: contact.email }]),
  ];
  await sendNotice(deps, {
    occasion: row._id.toHexString(),
    template: 'contact_replaced',
    recipient: { kind: 'entity', id: uscc },
    addresses,
    params: {
      entity: entityName ?? uscc,
      until: DateTime.fromJSDate(effectiveAt, { zone: deps.config.TZ_BUSINESS }).toFormat('yyyy-MM-dd HH:mm'),
      // After `#` so that it reaches no server's log when the page is opened.
      link: `${deps.config.BASE_URL}/objection#${code}`,
    },
    notBefore: undoable,
    undo: { applicationId: subject, version: application.version + 2 },
  });
}
