import { randomBytes } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { missingGlyphs } from '../documents/chinese-font.js';
import { businessToday } from '../domain/business-calendar.js';
import { normaliseReceipt, receiptOf } from '../domain/complaint.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import type { LookUp } from '../lookup/look-up.js';
import { inTransaction } from '../platform/mongo.js';
import { certificateModel, type CertificateRow } from './certificate-model.js';

/** Map and shopping platforms ask for a paper of this quarter (our choice, no source). */
const VALID_DAYS = 90;

/**
 * Issues a 号码归属证明 for a number in service, from its public record.
 * @throws DomainError NUMBER_NOT_WORKING | VALIDATION_FAILED (`GLYPH_MISSING`): a paper with a □ in the name is worthless
 */
export async function issueCertificate(
  deps: Deps,
  lookUp: LookUp,
  principal: Principal,
  subject: { readonly number: string; readonly resellerId: string | null },
): Promise<CertificateRow> {
  const answer = await lookUp(subject.number, { language: 'zh' });
  if (!answer.found || answer.record.status !== 'working' || answer.record.holder === null)
    throw new DomainError('NUMBER_NOT_WORKING', { members: { number: subject.number } });
  const { record } = answer;
  const { name, uscc } = answer.record.holder;
  const missing = missingGlyphs(`${name}${record.registeredPurpose}${record.reseller.name}`);
  if (missing.length > 0) {
    const errors = [{ path: 'number', code: 'GLYPH_MISSING', message: missing.join(' ') }];
    throw new DomainError('VALIDATION_FAILED', { errors });
  }
  const { TZ_BUSINESS: zone } = deps.config;
  const now = deps.clock.now();
  const row: CertificateRow = {
    _id: receiptOf(randomBytes(16)),
    number: record.number,
    holder: { name, uscc },
    carrier: record.carrier,
    reseller: record.reseller.name,
    purpose: record.registeredPurpose,
    verified: { on: record.verified.on, due: record.verified.due },
    issuedOn: businessToday(now, zone),
    validUntil: businessToday(DateTime.fromJSDate(now).plus({ days: VALID_DAYS }).toJSDate(), zone),
    issuedAt: now,
  };
  await inTransaction(deps.db, async () => {
    await certificateModel(deps.db).insertMany([row]);
    await recordEvent(deps, {
      type: 'certificate.issued',
      subjects: [{ kind: 'certificate', id: row._id }],
      actor: actorOf(principal),
      resellerId: subject.resellerId,
      after: { number: row.number, validUntil: row.validUntil },
      version: 1,
    });
  });
  return row;
}

/** `changed`: the register names another holder now, or the number is not in service. */
export const CERTIFICATE_STATUSES = ['valid', 'changed', 'expired'] as const;
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number];

/** A certificate by its serial, however written, and what it is worth now. @throws DomainError NOT_FOUND */
export async function checkCertificate(
  deps: Deps,
  lookUp: LookUp,
  written: string,
): Promise<{ readonly row: CertificateRow; readonly status: CertificateStatus }> {
  const serial = normaliseReceipt(written);
  const row = serial === null ? null : await certificateModel(deps.db).findOne({ _id: serial }).lean<CertificateRow>();
  if (row === null) throw new DomainError('NOT_FOUND');
  const answer = await lookUp(row.number, { language: 'zh' });
  const same =
    answer.found &&
    answer.record.status === 'working' &&
    answer.record.holder?.uscc === row.holder.uscc &&
    answer.record.holder.name === row.holder.name;
  const expired = row.validUntil < businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
  return { row, status: !same ? 'changed' : expired ? 'expired' : 'valid' };
}
