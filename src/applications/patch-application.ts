import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import type { Declared } from '../domain/application.js';
import { maskIdNumber } from '../domain/citizen-id.js';
import { DomainError } from '../domain/errors.js';
import { actorOf } from '../events/record-event.js';
import { mergePatch } from '../http/merge-patch.js';
import { parse } from '../http/mount.js';
import { inTransaction } from '../platform/mongo.js';
import { exchangeNumbers } from '../registry/numbers-of-application.js';
import type { ApplicationRow } from './application-model.js';
import { findOwnApplication } from './application-queries.js';
import { claimedBody, declaredBody } from './application-schemas.js';
import { filerOf } from './filer.js';
import { columnsOf, openBefore, openDeclared } from './open-declared.js';
import { moveApplication, requireState } from './move-application.js';
import { changedMembers, toDeclared } from './to-declared.js';
import { requireRequested } from './touch-application.js';

/**
 * Applies a JSON Merge Patch to what is declared. Works on the row as it is at the moment of writing, so a form that
 * saves itself while pictures upload never collides with them; who wants to be sure sends `If-Match`.
 * @throws DomainError WRONG_STATE | NOT_REQUESTED | VALIDATION_FAILED | STALE | NUMBER_NOT_RESERVED | NUMBER_IN_APPLICATION
 */
export async function patchApplication(
  deps: Deps,
  principal: Principal,
  request: { readonly id: string; readonly patch: Record<string, unknown>; readonly expectedVersion: number | null },
): Promise<ApplicationRow> {
  const { id, patch, expectedVersion } = request;
  return inTransaction(deps.db, async () => {
    const application = await findOwnApplication(deps, principal, id);
    if (expectedVersion !== null && expectedVersion !== application.version) throw new DomainError('STALE');
    requireState(application, 'edit');
    const declared = openDeclared(deps, application);
    const { carrier, ...current } = declared;
    const body = parse(
      application.kind === 'claim' ? claimedBody : declaredBody,
      mergePatch(current, keepMasked(patch, declared)),
    );
    const members = Object.keys(patch).flatMap((member) =>
      leavesOf(member, patch[member], current[member as keyof typeof current]),
    );
    requireRequested(application, { documentKinds: [], members });
    const numbersChanged = body.numbers.join() !== declared.numbers.join();
    if (numbersChanged && (application.status !== 'draft' || application.sealedBefore !== null))
      throw new DomainError('NOT_REQUESTED', { members: { refused: ['numbers'] } });
    const newCarrier = numbersChanged
      ? await exchangeNumbers(deps, body.numbers, { applicationId: id, resellerId: application.resellerId })
      : carrier;
    const next = toDeclared(body, newCarrier);
    return moveApplication(deps, {
      application,
      event: 'edit',
      type: 'application.edited',
      actor: actorOf(principal),
      raiseRevision: true,
      set: {
        ...columnsOf(deps, id, next),
        changes: changedMembers(application.kind, filerOf(application), openBefore(deps, application), next),
      },
      facts: { members },
    });
  });
}

/** Every member a patch touches, down to its leaves; null on an object takes all of that object's members away. */
function leavesOf(path: string, value: unknown, current: unknown): string[] {
  const known = isObject(current) ? current : {};
  if (isObject(value)) return Object.keys(value).flatMap((key) => leavesOf(`${path}.${key}`, value[key], known[key]));
  const gone = value === null ? Object.keys(known) : [];
  return gone.length === 0 ? [path] : gone.flatMap((key) => leavesOf(`${path}.${key}`, null, known[key]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A client that sends back what it was shown sends the masked ID number: that means “unchanged”, not a new value. */
function keepMasked(patch: Record<string, unknown>, declared: Declared): Record<string, unknown> {
  const result = structuredClone(patch);
  for (const person of ['legalRepresentative', 'agent'] as const) {
    const change = result[person];
    const known = declared[person]?.idNumber;
    if (change === null || typeof change !== 'object' || !('idNumber' in change) || known === undefined) continue;
    if (change.idNumber === maskIdNumber(known)) delete change.idNumber;
  }
  return result;
}
