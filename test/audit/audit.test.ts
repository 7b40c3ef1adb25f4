import { parse } from 'csv-parse/sync';
import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userModel } from '../../src/accounts/user-model.js';
import { createApp } from '../../src/app.js';
import { accessList, auditEventList } from '../../src/audit/audit-schemas.js';
import { logAccess } from '../../src/documents/access-log.js';
import { eventModel } from '../../src/events/event-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, SEEDED_PERSONAL, signIn, type Agent, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let cast: Seeded;
let admin: Agent;
let auditor: Agent;

beforeAll(async () => {
  context = await createTestContext();
  const { deps } = context;
  app = createApp(deps);
  cast = await seedUsers(deps);
  admin = await signIn(deps, app, cast.carrierAdmin);
  auditor = await signIn(deps, app, cast.auditor);
  await createBlock(deps, cast.carrierAdmin.principal, { from: '4008880000', to: '4008880009', carrier: 'CT' });
  const suspend = await admin
    .patch(`/api/v1/resellers/${cast.a.id}`)
    .send({ status: 'suspended', reason: '=1+1 资料不实' });
  expect(suspend.status, suspend.text).toBe(200);
  const agent = await signIn(deps, app, cast.agentB);
  await agent.post('/api/v1/reservations').send({ number: '4008880003', subscriber: { name: '样本' } });
  const subject = { kind: 'application', id: 'a'.repeat(24) } as const;
  await logAccess(deps, {
    principal: cast.reviewer1.principal,
    purpose: 'review',
    subject,
    fields: ['agent.idNumber'],
  });
  context.deps.clock.advance(2 * 86_400_000);
  await logAccess(deps, { principal: cast.senior.principal, purpose: 'view_page', subject, fields: ['page 1'] });
});
afterAll(() => context.close());

const events = async (query: string) => auditEventList.parse((await auditor.get(`/api/v1/events?${query}`)).body).items;
const accesses = async (query: string) => accessList.parse((await auditor.get(`/api/v1/accesses?${query}`)).body).items;

describe('GET /events', () => {
  it('tells what changed, by whom and why, newest first', async () => {
    const [event] = await events(`subjectKind=reseller&subjectId=${cast.a.id}&type=reseller.status_changed`);
    expect(event).toMatchObject({
      type: 'reseller.status_changed',
      actor: { kind: 'user', id: cast.carrierAdmin.id, staffNumber: cast.carrierAdmin.staffNumber },
      reason: '=1+1 资料不实',
      before: { status: 'active' },
      after: { status: 'suspended' },
    });
    const all = await events('limit=100');
    expect(all.length).toBeGreaterThan(4);
    expect(all.map(({ id }) => id)).toEqual(
      all
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
  });

  it.each([
    ['the beginning of a type', 'type=block.', ['block.created']],
    ['a type', 'type=number.reserved', ['number.reserved']],
    ['a number as people write it', 'subjectKind=number&subjectId=400-888-0003', ['number.reserved']],
    ['a kind of subject', 'subjectKind=block', ['block.created']],
    ['a day without any change', 'from=2026-11-24', []],
    ['the day of all changes', 'type=block.&from=2026-11-23&until=2026-11-23', ['block.created']],
    ['somebody nobody knows', 'actor=X-99', []],
  ])('finds by %s', async (_name, query, types) => {
    expect((await events(query)).map(({ type }) => type)).toEqual(types);
  });

  it('finds what somebody did by the staff number, in pages', async () => {
    const by = `actor=${cast.carrierAdmin.staffNumber.toLowerCase()}`;
    const first = auditEventList.parse((await auditor.get(`/api/v1/events?${by}&limit=1`)).body);
    expect(first.items).toHaveLength(1);
    const next = first.nextCursor ?? '';
    const second = auditEventList.parse((await auditor.get(`/api/v1/events?${by}&limit=1&cursor=${next}`)).body);
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
    expect(second.items[0]?.actor.id).toBe(cast.carrierAdmin.id);
  });

  it('names no person', async () => {
    const { text } = await auditor.get('/api/v1/events?limit=100');
    for (const personal of SEEDED_PERSONAL) expect(text).not.toContain(personal);
  });

  it('is not for somebody who answers for one carrier only', async () => {
    const filter = { _id: cast.auditor.id };
    await userModel(context.deps.db).updateOne(filter, { $set: { 'scope.carriers': ['CT'] } });
    const refused = await auditor.get('/api/v1/events');
    await userModel(context.deps.db).updateOne(filter, { $set: { 'scope.carriers': null } });
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([403, 'FORBIDDEN']);
  });

  it.each(['type=%24ne', 'subjectKind=person', 'from=yesterday', 'limit=0'])('refuses %s', async (query) => {
    expect((await auditor.get(`/api/v1/events?${query}`)).status).toBe(422);
  });
});

describe('GET /accesses', () => {
  it('tells who looked at what and why', async () => {
    expect(await accesses('subjectKind=application&purpose=review')).toMatchObject([
      {
        actor: { id: cast.reviewer1.id, staffNumber: cast.reviewer1.staffNumber, role: 'reviewer' },
        purpose: 'review',
        subject: { kind: 'application', id: 'a'.repeat(24) },
        fields: ['agent.idNumber'],
      },
    ]);
  });

  it.each([
    ['a day', 'from=2026-11-25&until=2026-11-25', ['view_page']],
    ['a person', 'actor=S-5', ['review']],
    ['nothing', '', ['view_page', 'review']],
  ])('finds by %s', async (_name, query, purposes) => {
    expect((await accesses(query)).map(({ purpose }) => purpose)).toEqual(purposes);
  });
});

describe('exports', () => {
  it('are CSV files without formulas, and a change of their own', async () => {
    const answer = await auditor.get('/api/v1/events/export.csv?type=reseller.status_changed');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const rows: Record<string, string>[] = parse(answer.text, { bom: true, columns: true });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      type: 'reseller.status_changed',
      subjects: `reseller:${cast.a.id}`,
      staffNumber: cast.carrierAdmin.staffNumber,
      reason: "'=1+1 资料不实",
    });
    const taken = await eventModel(context.deps.db).find({ type: 'audit.exported' }).lean();
    expect(taken).toMatchObject([
      { actor: { id: cast.auditor.id }, after: { what: 'events', filter: { type: 'reseller.status_changed' } } },
    ]);
  });

  it('hold every access that fits', async () => {
    const { text } = await admin.get('/api/v1/accesses/export.csv?subjectKind=application');
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
    expect(rows.map(({ purpose, role }) => [purpose, role])).toEqual([
      ['review', 'reviewer'],
      ['view_page', 'senior_reviewer'],
    ]);
  });
});

it('names in lists of users and resellers are personal data: who read whose is in the log of accesses, no value is', async () => {
  context.deps.clock.advance(86_400_000);
  await agentOf(cast.carrierAdmin).then((agent) => agent.get('/api/v1/resellers'));
  await agentOf(cast.adminA).then((agent) => agent.get('/api/v1/users'));
  await agentOf(cast.carrierAdmin).then((agent) => agent.get(`/api/v1/resellers/${cast.b.id}`));
  const answer = await (await agentOf(cast.auditor)).get('/api/v1/accesses?limit=100&purpose=administration');
  const { items } = accessList.parse(answer.body);
  const read = items.map(({ actor, subject }) => `${actor.role} ${subject.kind} ${subject.id}`);
  for (const id of [cast.a.id, cast.b.id]) expect(read).toContain(`carrier_admin reseller ${id}`);
  for (const { id } of [cast.adminA, cast.agentA]) expect(read).toContain(`reseller_admin user ${id}`);
  expect(read).not.toContain(`reseller_admin user ${cast.agentB.id}`);
  expect(read.filter((one) => one === `carrier_admin reseller ${cast.b.id}`)).toHaveLength(2);
  for (const value of SEEDED_PERSONAL) expect(answer.text).not.toContain(value);
});

const agentOf = (user: Seeded['auditor']) => signIn(context.deps, app, user);
