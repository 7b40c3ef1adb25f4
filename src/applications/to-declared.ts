import type { Declared } from '../domain/application.js';
import { changesBetween } from '../domain/declared-changes.js';
import { forbiddenChanges, type Filer } from '../domain/application-kinds.js';
import type { ApplicationKind } from '../domain/application.js';
import { DomainError } from '../domain/errors.js';
import type { Carrier } from '../domain/number-status.js';
import { mergePatch } from '../http/merge-patch.js';
import { parse } from '../http/mount.js';
import { declaredBody, type DeclaredBody } from './application-schemas.js';

/** Fills the defaults of what was declared. */
export function toDeclared(body: DeclaredBody, carrier: Carrier): Declared {
  const person = <Person extends { idType?: string | undefined }>(given: Person | undefined) =>
    given === undefined ? undefined : { ...given, idType: given.idType ?? ('resident_id' as const) };
  return {
    numbers: body.numbers,
    carrier,
    entity: body.entity ?? {},
    legalRepresentative: person(body.legalRepresentative) as Declared['legalRepresentative'],
    agent: person(body.agent) as Declared['agent'],
    purpose: body.purpose,
    industry: body.industry,
    landingNumbers: body.landingNumbers ?? [],
    multiNumberReason: body.multiNumberReason,
  };
}

/** What stands in the register with the applicant's changes merged in (RFC 7396): only what changes is asked. */
export function mergedDeclared(base: Declared, changes: Readonly<Record<string, unknown>>): Declared {
  const { carrier, ...current } = base;
  return toDeclared(parse(declaredBody, mergePatch(current, changes)), carrier);
}

/**
 * Which members differ from the register.
 * @throws DomainError VALIDATION_FAILED (`NOT_CHANGEABLE`) for those this kind leaves alone
 */
export function changedMembers(
  kind: ApplicationKind,
  filer: Filer,
  before: Declared | null,
  after: Declared,
): string[] {
  if (before === null) return [];
  const changes = changesBetween(before, after).map(({ member }) => member);
  const forbidden = forbiddenChanges(kind, filer, changes);
  if (forbidden.length > 0)
    throw new DomainError('VALIDATION_FAILED', {
      errors: forbidden.map((path) => ({
        path,
        code: 'NOT_CHANGEABLE',
        message: `cannot change by an application of kind ${kind}`,
      })),
    });
  return changes;
}
