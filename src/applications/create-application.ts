import { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import type { Declared } from '../domain/application.js';
import { businessToday } from '../domain/business-calendar.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import type { Carrier } from '../domain/number-status.js';
import { attachNumbers } from '../registry/numbers-of-application.js';
import { requireActiveReseller } from '../resellers/reseller-queries.js';
import { applicationModel, type ApplicationRow } from './application-model.js';
import type { CreateBody } from './application-schemas.js';
import { columnsOf } from './open-declared.js';

/**
 * Opens a draft. Each number must be reserved by this reseller and in no open application.
 * @throws DomainError NUMBER_NOT_RESERVED | NUMBER_IN_APPLICATION | NUMBERS_OF_SEVERAL_CARRIERS | RESELLER_NOT_ACTIVE
 */
export async function createApplication(
  deps: Deps,
  principal: Principal & { readonly resellerId: string },
  body: CreateBody,
): Promise<ApplicationRow> {
  const now = deps.clock.now();
  await requireActiveReseller(deps, principal.resellerId, businessToday(now, deps.config.TZ_BUSINESS));
  const _id = new Types.ObjectId();
  const id = _id.toHexString();
  return inTransaction(deps.db, async () => {
    const carrier = await attachNumbers(deps, body.numbers, { applicationId: id, resellerId: principal.resellerId });
    const row: ApplicationRow = {
      _id,
      kind: body.kind,
      status: 'draft',
      revision: 1,
      version: 1,
      resellerId: principal.resellerId,
      createdBy: principal.actorId,
      createdAt: now,
      submittedAt: null,
      ...columnsOf(deps, id, toDeclared(body, carrier)),
      evaluation: null,
      contests: [],
      requests: [],
      resubmitted: false,
      claim: null,
      parkedUntil: null,
      parkedNote: null,
      dueAt: null,
      pausedMinutesLeft: null,
      firstApproval: null,
      decisions: [],
      undo: null,
      humanChecks: [],
      sealedReview: null,
      deadline: null,
      deadlineWarned: false,
      acceptedAt: null,
      endedAt: null,
      disputed: false,
    };
    await applicationModel(deps.db).insertMany([row]);
    await recordEvent(deps, {
      type: 'application.created',
      subjects: [
        { kind: 'application', id },
        ...row.numbers.map((number) => ({ kind: 'number' as const, id: number })),
      ],
      actor: actorOf(principal),
      resellerId: row.resellerId,
      after: { status: 'draft', kind: row.kind },
      version: 1,
    });
    return row;
  });
}

/** Fills the defaults of what was declared. */
export function toDeclared(body: Omit<CreateBody, 'kind'>, carrier: Carrier): Declared {
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
