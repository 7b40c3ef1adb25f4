import { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import type { Declared } from '../domain/application.js';
import { businessToday } from '../domain/business-calendar.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { numberModel, type NumberRow } from '../registry/number-model.js';
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
    const carrier = await attachNumbers(deps, body.numbers, principal.resellerId, id);
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

/** Ties reserved numbers to the application, all of one carrier. Call it inside the transaction. */
export async function attachNumbers(
  deps: Pick<Deps, 'db'>,
  numbers: readonly string[],
  resellerId: string,
  applicationId: string,
): Promise<NumberRow['carrier']> {
  const carriers = new Set<NumberRow['carrier']>();
  for (const number of numbers) {
    const row = await numberModel(deps.db)
      .findOneAndUpdate(
        { _id: number, status: 'reserved', resellerId, applicationId: null },
        { $set: { applicationId }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<NumberRow>();
    if (row === null) {
      const taken = await numberModel(deps.db).exists({ _id: number, resellerId, applicationId: { $ne: null } });
      throw new DomainError(taken === null ? 'NUMBER_NOT_RESERVED' : 'NUMBER_IN_APPLICATION', { members: { number } });
    }
    carriers.add(row.carrier);
  }
  const [carrier, another] = carriers;
  if (carrier === undefined || another !== undefined) throw new DomainError('NUMBERS_OF_SEVERAL_CARRIERS');
  return carrier;
}

/** Fills the defaults of what was declared. */
export function toDeclared(body: Omit<CreateBody, 'kind'>, carrier: NumberRow['carrier']): Declared {
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
