import { DateTime } from 'luxon';
import type { ApplicationRow } from '../applications/application-model.js';
import { openReview } from '../applications/review-record.js';
import type { Deps } from '../deps.js';
import type { Declared } from '../domain/application.js';
import { DomainError } from '../domain/errors.js';
import { publicNameOf } from '../domain/names.js';
import { entityTypeOf } from '../domain/uscc.js';
import type { AssignmentRow, VerificationLevel } from './assignment-model.js';

/** What an assignment says of its holder. */
export type Holding = Pick<AssignmentRow, 'holder' | 'publicName' | 'registeredPurpose' | 'verified'>;

/** The holding that an approved dossier proves. */
export function holdingOf(deps: Deps, application: ApplicationRow, declared: Declared, today: string): Holding {
  const { name, uscc, legalRepresentative } = declared.entity;
  // Completeness was checked before approval; an override cannot make a holder without a name or code.
  if (name === undefined || uscc === undefined)
    throw new DomainError('OPEN_FAILURES', { members: { failing: ['dossier.complete'] } });
  const entityType = entityTypeOf(uscc);
  const operator = legalRepresentative ?? declared.legalRepresentative?.name;
  const due = DateTime.fromISO(today).plus({ years: deps.policy.reverifyAfterYears }).toISODate();
  return {
    holder: { uscc, name, entityType, province: application.province, city: application.city },
    publicName: publicNameOf(entityType, name, operator),
    registeredPurpose: declared.purpose ?? '',
    verified: { level: levelOf(deps, application), on: today, due: due ?? today },
  };
}

/** `entity_confirmed` needs a channel the reseller did not supply; a register looked up by hand corroborates. */
function levelOf(deps: Deps, application: ApplicationRow): VerificationLevel {
  const looked = openReview(deps, application)
    .humanChecks.filter((check) => check.code === 'source.manual')
    .at(-1);
  return looked?.status === 'pass' ? 'source_corroborated' : 'document_checked';
}
