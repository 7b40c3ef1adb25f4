import type { Express } from 'express';
import request from 'supertest';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { complaintModel } from '../../src/complaints/complaint-model.js';
import { forgetComplaints } from '../../src/complaints/forget-complaints.js';
import { storeScreenshots } from '../../src/complaints/screenshots.js';
import { weighForgotten } from '../../src/complaints/weigh-complaints.js';
import { accessLogModel } from '../../src/documents/access-log-model.js';
import { eraseAbandonedUploads } from '../../src/documents/erase-abandoned-uploads.js';
import { uploadIntentModel } from '../../src/documents/upload-intent-model.js';
import { eventModel } from '../../src/events/event-model.js';
import { givenBlock, givenWorking } from '../lookup/number-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';

const NUMBER = '4000123400';
const OTHER = '4000123401';
const TOLD = '对方自称客服，要我转账。联系人王小明';
const CONTACT = '13911112222';

let context: TestContext;
let app: Express;
let cast: Seeded;
let desk: Agent;
let auditor: Agent;
let reseller: Agent;

beforeAll(async () => {
  context = await createTestContext({ env: { TRUST_PROXY: '1', BASE_URL: 'http://register.example' } });
  const { deps } = context;
  cast = await seedUsers(deps);
  await givenBlock(deps, NUMBER.slice(0, 8));
  for (const number of [NUMBER, OTHER]) await givenWorking(deps, number, cast.a.id);
  app = createApp(deps);
  desk = await signIn(deps, app, cast.reviewer1);
  auditor = await signIn(deps, app, cast.auditor);
  reseller = await signIn(deps, app, cast.adminA);
}, 180_000);
afterAll(() => context.close());

interface Taken {
  id: string;
  receipt: string;
  receiptUrl: string;
  routes: { name: string; phone: string | null }[];
}
let networks = 0;
/** A complaint from a network of its own unless one is named. */
const complain = (body: object, address = `198.51.100.${(networks += 1)}`) =>
  request(app)
    .post('/api/v1/complaints')
    .set('X-Forwarded-For', address)
    .send({ number: NUMBER, category: 'scam', description: TOLD, ...body });
const taken = async (body: object = {}, address?: string) => {
  const answer = await complain(body, address);
  expect(answer.status, answer.text).toBe(201);
  return answer.body as Taken;
};
const picture = () =>
  sharp({ create: { width: 40, height: 60, channels: 3, background: '#0a6a7f' } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'secret place' } })
    .toBuffer();

describe('a complaint', () => {
  it('is taken with a receipt, and names where else to turn to: 110 first after a scam', async () => {
    const { receipt, receiptUrl, routes } = await taken({
      contact: CONTACT,
      call: { on: '2026-11-22', direction: 'received' },
      amountLost: 3000,
    });
    expect(receipt).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(receiptUrl).toBe(`http://register.example/complaints/${receipt}`);
    expect(routes.map(({ phone }) => phone)).toEqual(['110', '96110', '10010', '12300', '12321', '12315', null]);
    expect(routes.at(-1)?.name).toBe('北京市通信管理局');
  });

  it('is followed by the receipt however it is copied, without telling again what was told', async () => {
    const { receipt } = await taken({ contact: CONTACT });
    const copied = receipt.toLowerCase().replaceAll('-', ' ');
    const answer = await request(app).get(`/api/v1/complaints/receipts/${encodeURIComponent(copied)}`);
    expect([answer.status, answer.body]).toMatchObject([200, { number: NUMBER, status: 'received', answers: [] }]);
    expect(answer.text).not.toMatch(/王小明|13911112222/);
    expect((await request(app).get('/api/v1/complaints/receipts/0000-0000-0000-0000')).status).toBe(404);
  });

  it.each([
    [{ number: '12345' }, 'NUMBER_MALFORMED'],
    [{ category: 'nonsense' }, 'VALIDATION_FAILED'],
    [{ description: ' ' }, 'VALIDATION_FAILED'],
    [{ call: { on: '2026-11-24' } }, 'VALIDATION_FAILED'],
    [{ stranger: 1 }, 'VALIDATION_FAILED'],
  ])('%j is refused', async (body, code) => {
    const answer = await complain(body);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([422, code]);
  });

  it('is taken about numbers nobody here answers for', async () => {
    const { routes } = await taken({ number: '400-820-8820', category: 'other' });
    expect(routes.map(({ phone }) => phone)).toEqual(['12300', '12321', '12315']);
  });

  it('changes nothing that is shown of the number', async () => {
    const before = await request(app).get(`/api/v1/lookup/${OTHER}`);
    await taken({ number: OTHER });
    const { etag } = before.headers as { etag: string };
    expect((await request(app).get(`/api/v1/lookup/${OTHER}`).set('If-None-Match', etag)).status).toBe(304);
  });

  it('is sealed at rest, and names nobody in its events, which the reseller never gets', async () => {
    const rows = JSON.stringify(await complaintModel(context.deps.db).find().lean());
    const events = await eventModel(context.deps.db).find({ 'subjects.kind': 'complaint' }).lean();
    for (const secret of ['王小明', CONTACT]) expect(rows + JSON.stringify(events)).not.toContain(secret);
    expect(new Set(events.map(({ resellerId }) => resellerId))).toEqual(new Set([null]));
  });

  it('meets a generous budget for each network, and says when to come back', async () => {
    const answers = await Promise.all(
      Array.from({ length: 62 }, () => complain({ number: '4008208820' }, '203.0.113.1')),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(60);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(2);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(60);
  });
});

describe('screenshots', () => {
  it('are stripped, sealed, limited to five, and shown to the carrier with its mark', async () => {
    const { id, receipt } = await taken();
    const path = `/api/v1/complaints/receipts/${receipt}/screenshots`;
    const send = (count: number, file: Buffer) => {
      const sending = request(app).post(path);
      for (let index = 0; index < count; index += 1) void sending.attach('screenshots', file, '截图.jpg');
      return sending;
    };
    expect((await send(2, await picture())).body).toEqual({ screenshots: 2 });
    expect((await send(4, await picture())).body).toMatchObject({ code: 'TOO_MANY_SCREENSHOTS' });
    expect((await send(6, await picture())).body).toMatchObject({ code: 'TOO_MANY_SCREENSHOTS' });
    expect((await send(1, Buffer.from('not a picture'))).status).toBe(415);
    const shown = await desk.get(`/api/v1/complaints/${id}/screenshots/2.webp`);
    expect([shown.status, shown.type]).toEqual([200, 'image/webp']);
    expect((await desk.get(`/api/v1/complaints/${id}/screenshots/3.webp`)).status).toBe(404);
    expect((await reseller.get(`/api/v1/complaints/${id}/screenshots/1.webp`)).status).toBe(404);
  }, 30_000);
});

describe('the carrier’s desk', () => {
  it('lists without what was told, reads in full with a note in the access log, answers, closes, reopens', async () => {
    const { id, receipt } = await taken({ number: OTHER, category: 'provider_gone', contact: CONTACT });
    const list = await desk.get(`/api/v1/complaints?number=${OTHER}&category=provider_gone`);
    expect((list.body as { items: unknown[] }).items).toMatchObject([
      { id, resellerId: cast.a.id, province: '北京市' },
    ]);
    expect(list.text).not.toMatch(/王小明|13911112222/);
    expect((await desk.get(`/api/v1/complaints/${id}`)).body).toMatchObject({
      told: { contact: CONTACT, description: TOLD },
    });
    const logged = await accessLogModel(context.deps.db)
      .findOne({ 'subject.kind': 'complaint', 'subject.id': id })
      .lean();
    expect(logged).toMatchObject({ purpose: 'complaint', actor: { id: cast.reviewer1.id } });

    const act = (name: string, body: object) => desk.post(`/api/v1/complaints/${id}/${name}`).send(body);
    expect((await act('assign', {})).body).toMatchObject({ status: 'in_hand', assignee: cast.reviewer1.id });
    expect((await act('assign', { userId: cast.agentA.id })).status).toBe(422);
    expect((await act('answers', { text: '正在联系代理商' })).status).toBe(200);
    expect(
      (await auditor.post(`/api/v1/complaints/${id}/close`).send({ outcome: 'resolved', answer: 'x' })).status,
    ).toBe(403);
    expect((await act('close', { outcome: 'unsubstantiated', answer: '已核实' })).body).toMatchObject({
      status: 'closed',
    });
    expect((await act('close', { outcome: 'resolved', answer: 'x' })).body).toMatchObject({
      code: 'WRONG_STATE',
      from: 'closed',
    });
    const followed = await request(app).get(`/api/v1/complaints/receipts/${receipt}`);
    expect(followed.body).toMatchObject({
      outcome: 'unsubstantiated',
      answers: [{ text: '正在联系代理商' }, { text: '已核实' }],
    });
    expect(followed.text).not.toContain(cast.reviewer1.id);
    expect((await act('reopen', {})).body).toMatchObject({ status: 'in_hand', outcome: null });
    await act('close', { outcome: 'unsubstantiated', answer: '复核仍未发现' });
  });

  it('two who act on the same version: one wins', async () => {
    const { id } = await taken({ number: OTHER });
    const close = () => desk.post(`/api/v1/complaints/${id}/close`).send({ outcome: 'resolved', answer: '好' });
    const statuses = (await Promise.all([close(), close(), close()])).map(({ status }) => status).toSorted();
    expect(statuses).toEqual([200, 409, 409]);
  });

  it('is not there for a reseller, and staff see their carriers only', async () => {
    const { id } = await taken();
    expect((await reseller.get(`/api/v1/complaints/${id}`)).status).toBe(404);
    expect((await reseller.get('/api/v1/complaints')).status).toBe(403);
    await context.deps.db
      .collection('users')
      .updateOne({ staffNumber: cast.reviewer2.staffNumber }, { $set: { 'scope.carriers': ['CT'] } });
    const elsewhere = await signIn(context.deps, app, cast.reviewer2);
    expect((await elsewhere.get(`/api/v1/complaints/${id}`)).status).toBe(404);
  });
});

describe('enough voices', () => {
  interface Task {
    id: string;
    kind: string;
    subject: { kind: string; id: string };
    facts: object;
  }
  const tasksAbout = async (number: string) =>
    ((await desk.get('/api/v1/tasks')).body as { items: Task[] }).items.filter(
      ({ kind, subject }) => kind === 'reverification' && subject.id === number,
    );

  it('open one task about the number, however many complain at once; one network is one voice', async () => {
    const number = '4000123402';
    await givenWorking(context.deps, number, cast.b.id);
    for (let index = 0; index < 6; index += 1) await taken({ number, category: 'system_fault' }, '192.0.2.77');
    expect(await tasksAbout(number)).toEqual([]);
    await Promise.all(Array.from({ length: 6 }, () => taken({ number, category: 'system_fault' })));
    expect(await tasksAbout(number)).toHaveLength(1);
  });

  it('are fewer for a false registration; a closed task is not opened again by old voices', async () => {
    const number = '4000123403';
    await givenWorking(context.deps, number, cast.b.id);
    for (let index = 0; index < 3; index += 1) await taken({ number, category: 'false_registration' });
    const [task] = await tasksAbout(number);
    expect(task).toMatchObject({ subject: { kind: 'number' }, facts: { because: 'complaints', all: 3, grave: 3 } });
    context.deps.clock.advance(1_000);
    expect((await desk.post(`/api/v1/tasks/${task?.id ?? ''}/close`)).status).toBe(200);
    await taken({ number, category: 'false_registration' });
    expect(await tasksAbout(number)).toEqual([]);
    const opened = { type: 'task.opened', 'after.subject.id': number };
    expect(await eventModel(context.deps.db).countDocuments(opened)).toBe(1);
  });

  it('are weighed by a sweep when the process died after taking one', async () => {
    await complaintModel(context.deps.db).updateMany({}, { $set: { weighed: false } });
    await weighForgotten(context.deps);
    expect(await complaintModel(context.deps.db).countDocuments({ weighed: false })).toBe(0);
  });
});

describe('the score', () => {
  it('counts by category, outcome and month for the carrier, in one line for the reseller, and nobody else’s', async () => {
    const { items } = (await auditor.get('/api/v1/complaints/scorecards?months=2')).body as {
      items: {
        resellerId: string;
        total: number;
        byCategory: Record<string, number>;
        overturned: number;
        months: { month: string }[];
      }[];
    };
    expect(items.map(({ resellerId }) => resellerId).toSorted()).toEqual([cast.a.id, cast.b.id].toSorted());
    const own = items.find(({ resellerId }) => resellerId === cast.a.id);
    expect(own).toMatchObject({
      overturned: 1,
      byCategory: { provider_gone: 1 },
      months: [
        { month: '2026-10', total: 0 },
        { month: '2026-11', total: own?.total },
      ],
    });
    const line = await reseller.get(`/api/v1/resellers/${cast.a.id}/complaint-score`);
    expect(line.body).toMatchObject({
      month: { month: '2026-11', total: own?.total, overturned: 1 },
      year: { total: own?.total },
    });
    expect((await reseller.get(`/api/v1/resellers/${cast.b.id}/complaint-score`)).status).toBe(404);
  });
});

describe('the table of where else to turn to', () => {
  it('is the carrier administrator’s to edit; the later of two editors is told', async () => {
    const admin = await signIn(context.deps, app, cast.carrierAdmin);
    const items = [{ when: 'always', name: { zh: '{carrier}监督电话', en: '{carrier} supervision' }, phone: '10015' }];
    const edit = () => admin.patch('/api/v1/redress').set('If-Match', '"0"').send({ items });
    expect((await edit()).body).toMatchObject({ version: 1 });
    expect((await edit()).status).toBe(412);
    context.deps.clock.advance(31_000);
    expect((await taken()).routes).toEqual([{ name: '中国联通监督电话', phone: '10015' }]);
  });
});

describe('forgetting', () => {
  it('erases what was told two years after closing, pictures too, and keeps the counts', async () => {
    const { deps } = context;
    const { id, receipt } = await taken();
    await request(app)
      .post(`/api/v1/complaints/receipts/${receipt}/screenshots`)
      .attach('screenshots', await picture(), 'a.jpg');
    await desk.post(`/api/v1/complaints/${id}/close`).send({ outcome: 'resolved', answer: '好' });
    const files = (await complaintModel(deps.db).findById(id).lean())?.screenshots ?? [];
    deps.clock.advance(735 * 86_400_000);
    await forgetComplaints(deps);
    await forgetComplaints(deps);
    expect(await complaintModel(deps.db).findById(id).lean()).toMatchObject({
      told: '',
      screenshots: [],
      answers: [],
      outcome: 'resolved',
    });
    expect(files).toHaveLength(1);
    await expect(deps.files.get(files[0]?.file ?? '')).rejects.toThrow();
    expect(await eventModel(deps.db).countDocuments({ type: 'complaint.forgotten', 'subjects.id': id })).toBe(1);
  });
});

describe('erasing with the receipt', () => {
  const erase = (receipt: string) => request(app).delete(`/api/v1/complaints/receipts/${receipt}`);
  const rowOf = (id: string) => complaintModel(context.deps.db).findById(id).lean();

  it('withdraws an open complaint, erases its pictures, may be done twice, and cannot be reopened', async () => {
    const { deps } = context;
    const { id, receipt } = await taken({ contact: CONTACT });
    await request(app)
      .post(`/api/v1/complaints/receipts/${receipt}/screenshots`)
      .attach('screenshots', await picture(), 'a.jpg');
    const [file] = (await rowOf(id))?.screenshots ?? [];
    expect((await erase(receipt)).body).toMatchObject({ status: 'closed', outcome: 'withdrawn', screenshots: 0 });
    expect((await erase(receipt)).status).toBe(200);
    expect(await rowOf(id)).toMatchObject({ told: '', origin: '', screenshots: [], answers: [] });
    await expect(deps.files.get(file?.file ?? '')).rejects.toThrow();
    const events = await eventModel(deps.db).find({ 'subjects.id': id }).distinct('type');
    expect(events).toEqual(expect.arrayContaining(['complaint.withdraw', 'complaint.forgotten']));
    const again = await signIn(deps, app, cast.reviewer1);
    expect((await again.post(`/api/v1/complaints/${id}/reopen`).send({})).body).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('asked for several times at once, or while the desk answers, erases and refuses nobody', async () => {
    const { id, receipt } = await taken();
    const again = await signIn(context.deps, app, cast.reviewer1);
    const answering = again.post(`/api/v1/complaints/${id}/answers`).send({ text: '正在核实' });
    const answers = await Promise.all([erase(receipt), erase(receipt), erase(receipt), answering]);
    expect(answers.slice(0, 3).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await rowOf(id)).toMatchObject({ told: '', status: 'closed', answers: [] });
    expect(await eventModel(context.deps.db).countDocuments({ type: 'complaint.forgotten', 'subjects.id': id })).toBe(
      1,
    );
  });

  it('keeps the outcome of a closed one, and is not for who has no receipt', async () => {
    const { id, receipt } = await taken();
    const again = await signIn(context.deps, app, cast.reviewer1);
    await again.post(`/api/v1/complaints/${id}/close`).send({ outcome: 'substantiated', answer: '属实' });
    expect((await erase(receipt)).body).toMatchObject({ outcome: 'substantiated', answers: [] });
    expect((await erase('0000-0000-0000-0000')).status).toBe(404);
  });
});

it('pictures of a complaint that was killed before it was taken are swept after an hour', async () => {
  const { deps } = context;
  const { intent, stored } = await storeScreenshots(deps, 'b'.repeat(24), [await picture()]);
  await eraseAbandonedUploads(deps);
  expect((await deps.files.get(stored[0]?.file ?? '')).length).toBeGreaterThan(0);
  deps.clock.advance(3_600_001);
  await eraseAbandonedUploads(deps);
  await expect(deps.files.get(stored[0]?.file ?? '')).rejects.toThrow();
  expect(await uploadIntentModel(deps.db).exists({ _id: intent._id })).toBeNull();
});
