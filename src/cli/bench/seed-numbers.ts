import { randomBytes } from 'node:crypto';
import { Types, type Connection } from 'mongoose';
import { publicRecord } from '../../lookup/public-record.js';
import { presentMoment } from '../../lookup/moment.js';
import type { NumberRow, NumberShowing } from '../../registry/number-model.js';
import { FREED } from '../../registry/number-model.js';
import type { AssignmentRow } from '../../registry/assignment-model.js';
import { leafOf, loggedRecord, saltedHash } from '../../transparency/logged-record.js';
import { leafHash } from '../../transparency/merkle.js';

const BATCH = 5_000;
const ZONE = 'Asia/Shanghai';
const FROM = new Date('2026-03-02T01:00:00Z');
const RESELLER = '样例代理有限公司';

/** The `index`-th number of a benchmark. */
export const numberAt = (index: number): string => `4001${String(index).padStart(6, '0')}`;

/**
 * Numbers in service of one reseller, as many as wanted. With `logged`, each row has its copy of the record and a proof whose
 * leaf fits it, as after a first lookup; otherwise the assignments lie in their own collection.
 */
export async function seedNumbers(db: Connection, count: number, logged = false): Promise<string[]> {
  const resellerId = new Types.ObjectId();
  await db.collection('resellers').insertOne({ _id: resellerId, name: RESELLER });
  const numbers: string[] = [];
  for (let from = 0; from < count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_, offset) => numberAt(from + offset));
    numbers.push(...batch);
    const assignments = batch.map((number) => assignmentOf(number, resellerId.toHexString()));
    const rows = assignments.map((assignment) => (logged ? loggedRow(assignment) : rowOf(assignment)));
    await db.collection<{ _id: string }>('numbers').insertMany(rows, { ordered: false });
    if (!logged) await db.collection('assignments').insertMany(assignments);
  }
  return numbers;
}

function assignmentOf(number: string, resellerId: string): AssignmentRow {
  const uscc = '91110105MA0000015F';
  return {
    _id: new Types.ObjectId(),
    number,
    carrier: 'CM',
    applicationId: 'bench',
    resellerId,
    holder: { uscc, name: `样例${number}有限公司`, entityType: 'company', province: '北京市', city: '北京市' },
    publicName: `样例${number}有限公司`,
    registeredPurpose: '售后服务热线',
    verified: { level: 'document_checked', on: '2026-03-02', due: '2028-03-02' },
    from: FROM,
    until: null,
    live: true,
  };
}

function rowOf({ number, resellerId }: AssignmentRow): NumberRow {
  const row = {
    _id: number,
    carrier: 'CM' as const,
    blockId: 'bench',
    status: 'working' as const,
    version: 3,
    since: FROM,
  };
  return { ...row, ...FREED, resellerId };
}

function loggedRow(assignment: AssignmentRow): NumberRow & NumberShowing {
  const number = rowOf(assignment);
  const facts = {
    assignments: [assignment],
    events: [{ type: 'number.activated', effectiveAt: FROM, seq: 1 }],
    holds: [],
  };
  const moment = presentMoment({ number, ...facts }, new Date(), ZONE);
  if (moment === null) throw new Error('a number in service has no record');
  const texts = { resellerName: RESELLER, zone: ZONE, language: 'zh' as const };
  const salt = randomBytes(32);
  const commitment = saltedHash(
    salt,
    loggedRecord(number._id, publicRecord({ number, ...facts }, moment, texts), salt),
  );
  const leaf = leafOf(7, '2026-03-02', commitment);
  const proof = {
    logIndex: 7,
    leafHash: leafHash(Buffer.from(leaf)).toString('base64'),
    salt: salt.toString('base64'),
    on: '2026-03-02',
    // As long as in a log of a million leaves; a lookup does not walk it.
    path: Array.from({ length: 20 }, () => salt.toString('base64')),
    checkpoint: `registry.example/log\n1000000\n${salt.toString('base64')}\n\n— registry.example/log ${'A'.repeat(92)}\n`,
  };
  return { ...number, shown: { version: number.version, ...facts }, proof };
}
