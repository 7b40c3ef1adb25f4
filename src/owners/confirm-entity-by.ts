import { DateTime } from 'luxon';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { DomainError } from '../domain/errors.js';
import { displayNumber } from '../domain/number-400.js';
import { confirmEntity } from '../entities/confirm-entity.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { sendNotice } from '../notices/send-notice.js';
import { inTransaction } from '../platform/mongo.js';
import { liveAssignmentsOf } from '../registry/number-queries.js';
import { issueCode, spendCode, tryCode } from './codes.js';

const LETTER_DAYS = 30;

/**
 * A letter with a code to the registered address, which no reseller supplied: printed and posted by the carrier.
 * @param address as the official register has it: what a dossier declares, a reseller may have written
 * @throws DomainError NOT_FOUND (no number in service) | RATE_LIMITED
 */
export async function sendConfirmationLetter(
  deps: Deps,
  principal: Principal,
  uscc: string,
  address: string,
): Promise<void> {
  const live = await liveAssignmentsOf(deps, uscc);
  const latest = live.at(-1);
  if (latest === undefined) throw new DomainError('NOT_FOUND');
  const due = DateTime.fromJSDate(deps.clock.now()).plus({ days: LETTER_DAYS });
  await inTransaction(deps.db, async () => {
    const { row, code } = await issueCode(deps, {
      purpose: 'letter',
      subject: uscc,
      uscc,
      addressIndex: null,
      validFor: { days: LETTER_DAYS },
      form: 'digits',
    });
    await sendNotice(deps, {
      occasion: row._id.toHexString(),
      template: 'claim_letter',
      recipient: { kind: 'entity', id: uscc },
      addresses: [
        { channel: 'letter', to: address, name: latest.holder.name, link: `${deps.config.BASE_URL}/confirm#${uscc}` },
      ],
      params: {
        code,
        entity: latest.holder.name,
        numbers: live.map(({ number }) => displayNumber(number)).join('、'),
        due: businessToday(due.toJSDate(), deps.config.TZ_BUSINESS),
      },
    });
    await record(deps, { uscc, type: 'entity.letter_ordered', principal, numbers: [], reason: null });
  });
}

/** The code on paper came back: the entity itself answers. @throws DomainError CODE_SPENT | CODE_WRONG */
export async function confirmByLetter(deps: Deps, uscc: string, code: string): Promise<void> {
  const row = await tryCode(deps, 'letter', uscc, code);
  await inTransaction(deps.db, async () => {
    await spendCode(deps, row);
    const numbers = await confirmEntity(deps, uscc);
    await record(deps, { uscc, type: 'entity.confirmed', principal: null, numbers, reason: 'letter' });
  });
}

/** A senior reviewer reached the entity by the contact that the official register publishes. @param note which, and who answered */
export async function confirmByRegister(deps: Deps, principal: Principal, uscc: string, note: string): Promise<void> {
  await inTransaction(deps.db, async () => {
    const numbers = await confirmEntity(deps, uscc);
    if (numbers.length === 0) throw new DomainError('NOT_FOUND');
    await record(deps, { uscc, type: 'entity.confirmed', principal, numbers, reason: note });
  });
}

async function record(
  deps: Deps,
  event: {
    readonly uscc: string;
    readonly type: string;
    readonly principal: Principal | null;
    readonly numbers: readonly string[];
    readonly reason: string | null;
  },
): Promise<void> {
  await recordEvent(deps, {
    type: event.type,
    subjects: [
      { kind: 'entity', id: event.uscc },
      ...event.numbers.map((number) => ({ kind: 'number' as const, id: number })),
    ],
    actor: actorOf(event.principal),
    resellerId: null,
    reason: event.reason,
    after: event.numbers.length === 0 ? null : { level: 'entity_confirmed' },
    version: 1,
  });
}
