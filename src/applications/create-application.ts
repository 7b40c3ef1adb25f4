import { Types } from 'mongoose';
import { isReseller, type Principal } from '../accounts/principal.js';
import { heldBy, organisationOf } from '../accounts/scope.js';
import type { Deps } from '../deps.js';
import type { Declared } from '../domain/application.js';
import { KIND_RULES, type FilingRule } from '../domain/application-kinds.js';
import { businessToday } from '../domain/business-calendar.js';
import { DomainError } from '../domain/errors.js';
import { actorOf } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { attachNumbers } from '../registry/numbers-of-application.js';
import { bindNumbers } from '../registry/numbers-in-service.js';
import { requireActiveReseller } from '../resellers/reseller-queries.js';
import type { ApplicationRow } from './application-model.js';
import type { CreateBody } from './application-schemas.js';
import { openConsents } from './ask-consents.js';
import { keepApplication } from './keep-application.js';
import { draftDeadline, newApplication } from './new-application.js';
import { filerAs } from './filer.js';
import { columnsOf, sealBefore } from './open-declared.js';
import { registeredDeclared } from './registered-declared.js';
import { changedMembers, mergedDeclared, toDeclared } from './to-declared.js';

/**
 * Opens a draft: for numbers this reseller has reserved, or (every other kind) for numbers in service, which stay so.
 * @throws DomainError VALIDATION_FAILED (a kind not for this caller, a member it leaves alone, no `toResellerId`) |
 *   RESELLER_NOT_ACTIVE | NUMBER_NOT_RESERVED | NUMBER_NOT_WORKING | NUMBER_IN_APPLICATION | NUMBERS_OF_SEVERAL_CARRIERS |
 *   NUMBERS_OF_SEVERAL_HOLDERS | NOT_FOUND (numbers or a reseller not the caller's to name)
 */
export async function createApplication(deps: Deps, principal: Principal, body: CreateBody): Promise<ApplicationRow> {
  const { kind } = body;
  const filing = KIND_RULES[kind].filings[filerAs(principal)];
  if (filing === undefined) throw invalid('kind', 'KIND_NOT_YOURS', 'your role does not file this kind');
  const toResellerId = await gainingReseller(deps, principal, body);
  const now = deps.clock.now();
  const today = businessToday(now, deps.config.TZ_BUSINESS);
  if (isReseller(principal)) await requireActiveReseller(deps, principal.resellerId, today);
  const _id = new Types.ObjectId();
  const id = _id.toHexString();
  return inTransaction(deps.db, async () => {
    const opened =
      filing.numbersOf === 'reservation'
        ? await forReserved(deps, principal, body, id)
        : await forNumbersInService(deps, principal, body, { id, filing, toResellerId });
    const row = newApplication({
      _id,
      kind,
      resellerId: organisationOf(principal),
      createdBy: principal.actorId,
      createdAt: now,
      ...columnsOf(deps, id, opened.declared),
      toResellerId,
      sealedBefore: opened.before === null ? null : sealBefore(deps, id, opened.before),
      changes: opened.changes,
      consents: opened.consents,
      // A reservation ends with its own time; a number in service must not be bound by a forgotten draft.
      deadline: filing.numbersOf === 'reservation' ? null : draftDeadline(deps),
      disputed: opened.disputed,
    });
    await keepApplication(deps, row, actorOf(principal));
    return row;
  });
}

interface Opened extends Pick<ApplicationRow, 'changes' | 'consents' | 'disputed'> {
  readonly declared: Declared;
  readonly before: Declared | null;
}

async function forReserved(deps: Deps, principal: Principal, body: CreateBody, id: string): Promise<Opened> {
  const carrier = await attachNumbers(deps, body.numbers, { applicationId: id, resellerId: organisationOf(principal) });
  return { declared: toDeclared(body, carrier), before: null, changes: [], consents: [], disputed: false };
}

async function forNumbersInService(
  deps: Deps,
  principal: Principal,
  body: CreateBody,
  {
    id,
    filing,
    toResellerId,
  }: { readonly id: string; readonly filing: FilingRule; readonly toResellerId: string | null },
): Promise<Opened> {
  const { kind, numbers } = body;
  const members = Object.fromEntries(
    Object.entries(body).filter(([member]) => member !== 'kind' && member !== 'toResellerId'),
  );
  const rows = await bindNumbers(deps, numbers, {
    applicationId: id,
    statuses: KIND_RULES[kind].numbers,
    whose: whoseNumbers(principal, filing),
  });
  const [first] = rows;
  if (first === undefined || first.uscc === null) throw new TypeError('a number in service has no holder');
  if (new Set(rows.map((row) => row.carrier)).size > 1) throw new DomainError('NUMBERS_OF_SEVERAL_CARRIERS');
  if (new Set(rows.map((row) => [row.uscc, row.resellerId, row.applicationId].join(' '))).size > 1)
    throw new DomainError('NUMBERS_OF_SEVERAL_HOLDERS');
  const before = await registeredDeclared(deps, rows);
  const declared = filing.base === 'present' ? mergedDeclared(before, members) : toDeclared(body, first.carrier);
  return {
    declared,
    before,
    changes: changedMembers(kind, filerAs(principal), before, declared),
    consents: openConsents(filing.consents, {
      holder: first.uscc,
      losingReseller: first.resellerId,
      gainingReseller: toResellerId,
    }),
    disputed: rows.some((row) => row.flags.includes('disputed')),
  };
}

function whoseNumbers(principal: Principal, { numbersOf }: FilingRule): Readonly<Record<string, unknown>> {
  if (numbersOf === 'holder') return heldBy(principal);
  const resellerId = organisationOf(principal);
  return numbersOf === 'reseller' ? { resellerId } : { resellerId: { $ne: resellerId } };
}

/** Who shall serve the numbers after a change of reseller; it must be able to. */
async function gainingReseller(deps: Deps, principal: Principal, body: CreateBody): Promise<string | null> {
  const { kind, toResellerId } = body;
  if (kind !== 'reseller_change' || isReseller(principal)) {
    if (toResellerId !== undefined)
      throw invalid('toResellerId', 'NOT_EXPECTED', 'only when the holder changes reseller');
    return kind === 'reseller_change' ? organisationOf(principal) : null;
  }
  if (toResellerId === undefined) throw invalid('toResellerId', 'REQUIRED', 'name the reseller that shall serve them');
  const today = businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
  return (await requireActiveReseller(deps, toResellerId, today)).id;
}

function invalid(path: string, code: string, message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', { errors: [{ path, code, message }] });
}
