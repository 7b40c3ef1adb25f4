import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { PERSONAL_CONSENT } from '../domain/personal-consent.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import type { Language } from '../http/problem.js';
import { inTransaction } from '../platform/mongo.js';
import type { PersonalConsentBody } from './link-schemas.js';
import type { OpenLink } from './open-link.js';
import { personalConsentModel, type PersonalConsentRow } from './personal-consent-model.js';

/**
 * Records what a person says about their own information: text, version, language, time and channel.
 * @throws DomainError FORBIDDEN (a hand-over is nobody's own link) | CONSENT_TEXT_CHANGED
 */
export async function answerPersonalConsent(
  deps: Deps,
  { row: link, principal, application }: OpenLink,
  body: PersonalConsentBody,
  language: Language,
): Promise<PersonalConsentRow> {
  if (link.person === null) throw new DomainError('FORBIDDEN');
  if (body.textVersion !== PERSONAL_CONSENT.version) throw new DomainError('CONSENT_TEXT_CHANGED');
  const row: PersonalConsentRow = {
    _id: new Types.ObjectId(),
    applicationId: link.applicationId,
    person: link.person,
    answer: body.answer,
    readingRight: body.readingRight ?? null,
    textVersion: body.textVersion,
    textHash: createHash('sha256').update(PERSONAL_CONSENT[language].join('\n')).digest('hex'),
    language,
    channel: 'customer_link',
    linkId: principal.actorId,
    at: deps.clock.now(),
  };
  await inTransaction(deps.db, async () => {
    await personalConsentModel(deps.db).insertMany([row]);
    const { person, answer, textVersion, textHash, channel } = row;
    await recordEvent(deps, {
      type: 'personal_consent.answered',
      subjects: [{ kind: 'application', id: link.applicationId }],
      actor: actorOf(principal),
      resellerId: application.resellerId,
      after: { person, answer, textVersion, textHash, language, channel },
      version: application.version,
    });
  });
  return row;
}
