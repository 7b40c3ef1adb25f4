import type { Express } from 'express';
import { Types } from 'mongoose';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { SYSTEM } from '../../src/events/record-event.js';
import { eventModel } from '../../src/events/event-model.js';
import { eventsOf } from '../../src/events/event-queries.js';
import { goOnWithOperations } from '../../src/operations/go-on.js';
import { moveOperation } from '../../src/operations/move-operation.js';
import { operationItemModel } from '../../src/operations/operation-item-model.js';
import type { OperationRow } from '../../src/operations/operation-model.js';
import { countItems } from '../../src/operations/operation-queries.js';
import { planImport } from '../../src/operations/plan-import.js';
import { runOperation } from '../../src/operations/run-operation.js';
import { readSheet } from '../../src/operations/sheet/read-sheet.js';
import { undoOperation } from '../../src/operations/undo-operation.js';
import { createBlock } from '../../src/registry/create-block.js';
import { disconnectNumber } from '../../src/registry/disconnect-number.js';
import { replayNumber } from '../../src/registry/replay.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, signIn, type Seeded } from '../support/seed.js';
import { GOOD_ROWS, rawWorkbook, registerRow, registerSheet, usccOf } from './register-file.js';

let context: TestContext;
let app: Express;
let cast: Seeded;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  // The first numbers of the register lie in a block of ours, the rest nowhere.
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008100000', to: '4008100099', carrier: 'CT' });
});
afterAll(() => context.close());

const plan = (rows: readonly (readonly string[])[]) =>
  registerSheet(rows).then((bytes) => planImport(context.deps, { bytes, author: SYSTEM, reason: '样本导入' }));
const run = async (operation: OperationRow) =>
  runOperation(context.deps, await moveOperation(context.deps, operation, 'running'));
const undo = async (operation: OperationRow) =>
  undoOperation(
    context.deps,
    await moveOperation(context.deps, operation, 'undoing', { actor: SYSTEM, reason: '样本撤销' }),
  );

/** Everything a number's lookup rests on. Versions only ever rise, so they stay out. */
async function registry(): Promise<unknown> {
  const { db } = context.deps;
  const all = (name: string) =>
    db
      .collection(name)
      .find({}, { projection: { version: 0 } })
      .sort({ _id: 1 })
      .toArray();
  return {
    numbers: await all('numbers'),
    assignments: await all('assignments'),
    entities: await all('entities'),
    holds: await all('holds'),
    blocks: await all('blocks'),
  };
}

const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => registerRow(from + index));

describe('an import', () => {
  it('runs dry first, then once although two run it, and undoing restores everything', async () => {
    const before = await registry();
    const sheet = [...rows(80, 380), registerRow(380, { 状态: '停机', 代理商: '谁也不认识的代理' })];
    const planned = await plan(sheet);
    expect(planned).toMatchObject({ rows: 301, accepted: 301, refused: 0, status: 'profiled' });
    expect(planned.issues).toEqual({ RESELLER_UNKNOWN: 1 });
    expect(await registry()).toEqual(before);

    const running = await moveOperation(context.deps, planned, 'running');
    await Promise.all([runOperation(context.deps, running), runOperation(context.deps, running)]);
    const id = planned._id.toHexString();
    expect(await countItems(context.deps, id)).toEqual({ done: 301 });
    const events = await eventModel(context.deps.db).find({ type: 'number.imported' }).lean();
    expect(new Set(events.map((event) => event.subjects[0]?.id)).size).toBe(301);
    expect(events).toHaveLength(301);
    const lookup = await request(app).get('/api/v1/lookup/4008100100');
    expect(lookup.body).toMatchObject({
      status: 'working',
      holder: { name: '样本第33有限公司', uscc: usccOf(33) },
      verified: { level: 'legacy_unverified', due: '2027-05-22' },
      history: [{ event: 'imported', on: '2019-03-05' }],
    });
    const stopped = await request(app).get('/api/v1/lookup/4008100380');
    expect(stopped.body).toMatchObject({ status: 'suspended', notices: [{ kind: 'carrier' }] });

    await undo(planned);
    expect(await countItems(context.deps, id)).toEqual({ undone: 301 });
    expect(await registry()).toEqual(before);
    expect((await request(app).get('/api/v1/lookup/4008100100')).status).toBe(404);
  });

  it('can be done again after it was undone, and the history of a number stays whole', async () => {
    const again = await run(await plan(rows(80, 110)));
    await undo(again);
    await run(await plan(rows(80, 110)));
    for (const number of ['4008100080', '4008100105']) {
      const replayed = replayNumber(number, await eventsOf(context.deps.db, 'number', number));
      expect(replayed.gaps).toEqual([]);
      const row = await context.deps.db
        .collection<{ _id: string; version: number }>('numbers')
        .findOne({ _id: number });
      expect(replayed.row).toMatchObject({ status: 'working', version: row?.version });
      expect(replayed.assignments.filter((assignment) => assignment.until === null)).toHaveLength(1);
    }
  });

  it('leaves alone what changed since, and says so', async () => {
    const done = await run(await plan(rows(200, 203)));
    await disconnectNumber(context.deps, cast.carrierAdmin.principal, '4008100201', '样本');
    await undo(done);
    const items = await operationItemModel(context.deps.db)
      .find({ operationId: done._id.toHexString() })
      .sort({ row: 1 })
      .lean();
    expect(items.map(({ number, status }) => [number, status])).toEqual([
      ['4008100200', 'undone'],
      ['4008100201', 'kept'],
      ['4008100202', 'undone'],
    ]);
  });

  it('misses a number that was taken between dry run and run', async () => {
    const [first, second] = [await plan(rows(300, 302)), await plan(rows(301, 302))];
    await run(second);
    await run(first);
    expect(await countItems(context.deps, first._id.toHexString())).toEqual({ done: 1, missed: 1 });
  });

  it('that is being undone while it runs ends undone', async () => {
    const before = await registry();
    const running = await moveOperation(context.deps, await plan(rows(2_000, 2_700)), 'running');
    const work = runOperation(context.deps, running);
    await moveOperation(context.deps, running, 'undoing', { actor: SYSTEM, reason: '样本' });
    await Promise.all([work, goOnWithOperations(context.deps)]);
    expect(await registry()).toEqual(before);
  });
});

describe('the profile of a file', () => {
  it('judges rows by each other and by the registry', async () => {
    const planned = await plan([
      registerRow(5_000),
      registerRow(5_000),
      registerRow(5_001),
      registerRow(5_001, { 信用代码: usccOf(999), 单位名称: '样本另一家有限公司' }),
      registerRow(5_002, { 号码: '400-810-0080' }),
      registerRow(5_003, { 号码: '400-188-0001', 运营商: '' }),
      ...Array.from({ length: 6 }, (_, index) =>
        registerRow(5_100 + index, { 信用代码: usccOf(777), 单位名称: '样本多号有限公司' }),
      ),
    ]);
    const items = await operationItemModel(context.deps.db)
      .find({ operationId: planned._id.toHexString() })
      .sort({ row: 1 })
      .lean();
    expect(items.map(({ row, status, issues, risk }) => [row, status, issues.join(), risk]).slice(0, 6)).toEqual([
      [2, 'planned', '', 'low'],
      [3, 'refused', 'NUMBER_TWICE', 'medium'],
      [4, 'refused', 'TWO_OWNERS', 'medium'],
      [5, 'refused', 'TWO_OWNERS', 'medium'],
      [6, 'refused', 'NUMBER_HELD', 'medium'],
      [7, 'planned', '', 'low'],
    ]);
    expect(items.slice(6).map(({ issues, due }) => [issues.join(), due])).toEqual([
      ...Array.from({ length: 5 }, () => ['', '2027-05-22']),
      ['OVER_CAP', '2027-01-22'],
    ]);
  });
});

describe('by the API', () => {
  it('the carrier administrator plans, sees everyone affected, gets the errors back, runs and undoes', async () => {
    const admin = await signIn(context.deps, app, cast.carrierAdmin);
    const bytes = await registerSheet([registerRow(6_000), registerRow(6_001, { 信用代码: '1.1E+17' })]);
    const planned = await admin
      .post('/api/v1/operations/imports')
      .field('reason', '样本导入')
      .attach('file', bytes, '旧台账.xlsx');
    expect(planned.status, planned.text).toBe(201);
    const { id } = planned.body as { id: string };
    const listed = await admin.get(`/api/v1/operations/${id}/items?limit=1`);
    expect(listed.body).toMatchObject({ items: [{ row: 2, status: 'planned', number: '4008106000' }] });
    expect(JSON.stringify(listed.body)).not.toContain('样本法人');
    const errors = await admin
      .get(`/api/v1/operations/${id}/errors.xlsx`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
      });
    const read: string[][] = [];
    for await (const row of readSheet(errors.body as Buffer)) read.push(row.cells.map((cell) => cell.text));
    expect(read[0]?.at(-1)).toBe('错误说明');
    expect(read[1]?.at(-1)).toContain('第 3 行：信用代码被 Excel 改成了科学计数');
    expect((await admin.post(`/api/v1/operations/${id}/run`).send({ reason: '样本执行' })).status).toBe(202);
    await goOnWithOperations(context.deps);
    expect((await admin.get(`/api/v1/operations/${id}`)).body).toMatchObject({
      status: 'done',
      progress: { done: 1, refused: 1 },
    });
    expect((await admin.post(`/api/v1/operations/${id}/run`).send({ reason: '再来' })).status).toBe(409);
    expect((await admin.post(`/api/v1/operations/${id}/undo`).send({ reason: '样本撤销' })).status).toBe(202);
    await goOnWithOperations(context.deps);
    expect((await admin.get(`/api/v1/operations/${id}`)).body).toMatchObject({
      status: 'undone',
      undo: { reason: '样本撤销' },
    });
  });

  it('a file that cannot be trusted is refused with reason and row', async () => {
    const admin = await signIn(context.deps, app, cast.carrierAdmin);
    const answer = await admin
      .post('/api/v1/operations/imports')
      .field('reason', '样本')
      .attach('file', Buffer.from(`a\n${','.repeat(500)}`), 'a.csv');
    expect([answer.status, answer.body]).toMatchObject([
      422,
      { code: 'SHEET_REFUSED', reason: 'TOO_MANY_COLUMNS', row: 2 },
    ]);
  });

  it.each([
    ['a part that unpacks to gigabytes', rawWorkbook(`${GOOD_ROWS}${' '.repeat(20 * 1024 * 1024)}`), 'FILE_BOMB', 2],
    [
      'a million columns',
      rawWorkbook(`${GOOD_ROWS}<row r="3">${'<c><v>1</v></c>'.repeat(1_000_000)}</row>`),
      'TOO_MANY_COLUMNS',
      3,
    ],
    ['a row beyond any register', rawWorkbook(`${GOOD_ROWS}<row r="1048576"/>`), 'TOO_MANY_ROWS', 1_048_576],
    ['entities that multiply', rawWorkbook(GOOD_ROWS, '<!DOCTYPE x [<!ENTITY a "a">]>'), 'FILE_BOMB', 1],
    ['no rows at all', Buffer.from('号码,单位名称,信用代码\n'), 'NO_ROWS', null],
    ['no heading that says which column is what', Buffer.from('a,b\n1,2\n'), 'COLUMNS_UNKNOWN', null],
  ])('a file with %s is refused with reason and row', async (_name, bytes, reason, row) => {
    const admin = await signIn(context.deps, app, cast.carrierAdmin);
    const answer = await admin
      .post('/api/v1/operations/imports')
      .field('reason', '样本')
      .attach('file', bytes, 'a.xlsx');
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'SHEET_REFUSED', reason, row }]);
    expect((answer.body as { detail: string }).detail.length).toBeGreaterThan(10);
  });

  it('a heading that was named and is not there is told, not guessed around', async () => {
    const admin = await signIn(context.deps, app, cast.carrierAdmin);
    const answer = await admin
      .post('/api/v1/operations/imports')
      .field('reason', '样本')
      .field('headings', JSON.stringify({ number: '不存在' }))
      .attach('file', Buffer.from('号码,单位名称,信用代码\n4001230000,样例,x\n'), 'a.csv');
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'SHEET_REFUSED', reason: 'COLUMNS_UNKNOWN' }]);
  });

  it('a row with formulas or wrong types is refused by its number and in words, and the rest goes in', async () => {
    const admin = await signIn(context.deps, app, cast.carrierAdmin);
    const cellsOf = (index: number, y: number) =>
      registerRow(index).map(
        (text, x) => `<c r="${'ABCDEFGHI'.charAt(x)}${y}" t="inlineStr"><is><t>${text}</t></is></c>`,
      );
    const formula = cellsOf(6_100, 3).with(1, '<c r="B3"><f>HYPERLINK("x")</f><v>1</v></c>').join('');
    const wrong = cellsOf(6_103, 4).with(1, '<c r="B4" t="b"><v>1</v></c>').join('');
    const good = cellsOf(6_106, 5).join('');
    const sheet = rawWorkbook(
      `${GOOD_ROWS}<row r="3">${formula}</row><row r="4">${wrong}</row><row r="5">${good}</row>`,
    );
    const planned = await admin
      .post('/api/v1/operations/imports')
      .field('reason', '样本')
      .attach('file', sheet, 'a.xlsx');
    expect(planned.status, planned.text).toBe(201);
    const { id } = planned.body as { id: string };
    const { items } = (await admin.get(`/api/v1/operations/${id}/items?limit=10`)).body as {
      items: { row: number; status: string; issues: { code: string }[] }[];
    };
    expect(items.map(({ row, status }) => [row, status]).slice(1)).toEqual([
      [3, 'refused'],
      [4, 'refused'],
      [5, 'planned'],
    ]);
    expect(JSON.stringify(items[1]?.issues)).toContain('FORMULA');
    expect(JSON.stringify(items[2]?.issues)).toContain('WRONG_TYPE');
  });

  it('keeps people sealed in the database', async () => {
    const stored = JSON.stringify(await operationItemModel(context.deps.db).find({}).lean());
    for (const personal of ['样本法人', '样本经办', '13810000000']) expect(stored).not.toContain(personal);
    expect(await operationItemModel(context.deps.db).exists({ _id: new Types.ObjectId() })).toBeNull();
  });
});
