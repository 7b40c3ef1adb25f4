import { Types } from 'mongoose';
import type { Deps } from '../../src/deps.js';
import { SYSTEM, recordEvent } from '../../src/events/record-event.js';
import { inTransaction } from '../../src/platform/mongo.js';
import type { AssignmentRow } from '../../src/registry/assignment-model.js';
import { blockModel } from '../../src/registry/block-model.js';
import { noteNumber } from '../../src/registry/note-number.js';
import { FREED, numberModel, type NumberRow } from '../../src/registry/number-model.js';
import { beginAssignment } from '../../src/registry/write-assignment.js';
import { sealContact } from '../../src/resellers/contact.js';
import { resellerModel } from '../../src/resellers/reseller-model.js';

export const RESELLER_NAME = '样例代理有限公司';
export const ACTIVATED = new Date('2026-03-02T01:00:00Z');

/** What must never be public; every row that may hold such a thing holds it. */
export const SECRETS = {
  landing: '02160001234',
  mobile: '13800001234',
  idNumber: '11010519491231002X',
  acceptanceNumber: 'SL-2026-000777',
} as const;

/** One block of a hundred numbers, all spare, and one reseller. */
export async function givenBlock(deps: Deps, prefix: string): Promise<{ resellerId: string; blockId: string }> {
  const blockId = new Types.ObjectId();
  await blockModel(deps.db).insertMany([
    { _id: blockId, from: `${prefix}00`, to: `${prefix}99`, carrier: 'CU', createdAt: ACTIVATED },
  ]);
  await numberModel(deps.db).insertMany(
    Array.from({ length: 100 }, (_, index) => ({
      _id: `${prefix}${String(index).padStart(2, '0')}`,
      carrier: 'CU' as const,
      blockId: blockId.toHexString(),
      status: 'spare' as const,
      version: 1,
      since: ACTIVATED,
      ...FREED,
    })),
  );
  const resellerId = new Types.ObjectId();
  await resellerModel(deps.db).insertMany([
    {
      _id: resellerId,
      name: RESELLER_NAME,
      uscc: '93500112MA5RNE3W50',
      contact: sealContact(deps, resellerId.toHexString(), {
        name: '样本联系人',
        phone: '13900000009',
        email: 'ops@fixture.example',
      }),
      authorisation: { from: '2026-01-01', until: '2027-12-31', provinces: null },
      limits: { maxOpenReservations: null },
      status: 'active',
      sandbox: false,
      version: 1,
      createdAt: ACTIVATED,
    },
  ]);
  return { resellerId: resellerId.toHexString(), blockId: blockId.toHexString() };
}

/** A number in service, as the carrier's acceptance leaves it. */
export async function givenWorking(
  deps: Deps,
  number: string,
  resellerId: string,
  assignment: Partial<AssignmentRow> = {},
): Promise<void> {
  const applicationId = new Types.ObjectId().toHexString();
  const { from, ...facts } = {
    from: ACTIVATED,
    carrier: 'CU' as const,
    applicationId,
    resellerId,
    holder: {
      uscc: '91110108MA01ABCD3X',
      name: '样例餐饮管理有限公司',
      entityType: 'company',
      province: '北京市',
      city: '北京市',
    },
    publicName: '样例餐饮管理有限公司',
    registeredPurpose: `订餐与售后服务热线，转接 ${SECRETS.landing} 或 ${SECRETS.mobile}`,
    verified: { level: 'document_checked' as const, on: '2026-03-02', due: '2028-03-02' },
    ...assignment,
  };
  await inTransaction(deps.db, async () => {
    const row = await numberModel(deps.db)
      .findOneAndUpdate(
        { _id: number },
        { $set: { status: 'working', resellerId, applicationId, uscc: facts.holder.uscc }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .orFail()
      .lean<NumberRow>();
    noteNumber(row);
    await beginAssignment(deps, { ...facts, number, from });
    await recordEvent(deps, {
      type: 'number.activated',
      subjects: [
        { kind: 'application', id: applicationId },
        { kind: 'number', id: number },
      ],
      actor: SYSTEM,
      resellerId,
      effectiveAt: from,
      reason: SECRETS.acceptanceNumber,
      after: { status: 'activated' },
      version: 3,
    });
  });
}

export async function setNumber(deps: Deps, number: string, set: Partial<NumberRow>): Promise<void> {
  await numberModel(deps.db).updateOne({ _id: number }, { $set: set });
}
