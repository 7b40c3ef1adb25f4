import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { bulkItemModel } from '../../src/bulk/bulk-item-model.js';
import { BULK_FIELDS, headingOf } from '../../src/bulk/columns.js';
import { readSheet } from '../../src/operations/sheet/read-sheet.js';
import { createBlock } from '../../src/registry/create-block.js';
import { runSweep } from '../../workers/sweeps/sweeps.js';
import { zip } from '../operations/register-file.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { codeOf } from '../support/filing.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';
import { startTestWorker } from '../support/worker.js';
import { bulkSheet, folderOf, rowOf, type BulkCells } from './bulk-sheet.js';
import { gbk } from './gbk.js';

const clean = fixtureDossier('clean');
const photo = fixtureDossier('clean-photo');

interface Bulk {
  readonly id: string;
  readonly status: string;
  readonly counts: Readonly<Record<string, number>>;
}
interface Item {
  readonly row: number;
  readonly status: string;
  readonly applicationId: string | null;
  readonly issues: readonly { readonly code: string; readonly field: string; readonly message: string }[];
}

let context: TestContext;
let app: Express;
let cast: Seeded;
let agent: Agent;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  agent = await signIn(context.deps, app, cast.agentA);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880000', to: '4008880099', carrier: 'CT' });
});
afterAll(() => context.close());

async function check(rows: readonly BulkCells[]): Promise<Bulk> {
  const answer = await agent.post('/api/v1/bulks').attach('file', await bulkSheet(rows), 'bulk.xlsx');
  expect(answer.status, answer.text).toBe(201);
  return answer.body as Bulk;
}
const send = (id: string, archive: Buffer) => agent.post(`/api/v1/bulks/${id}/papers`).attach('file', archive, 'a.zip');
const itemsOf = async (id: string) => ((await agent.get(`/api/v1/bulks/${id}/items`)).body as { items: Item[] }).items;
async function rowsOf(bytes: Buffer): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const row of readSheet(bytes)) rows.push(row.cells.map(({ text }) => text));
  return rows;
}

describe('the template', () => {
  it('names our columns over cells that are text', async () => {
    const { body } = (await agent.get('/api/v1/bulks/template.xlsx').responseType('blob')) as { body: Buffer };
    expect((await rowsOf(body))[0]).toEqual(BULK_FIELDS.map(headingOf));
  });
});

describe('a sheet', () => {
  it('is judged row by row, each fault by its column, and nothing is created', async () => {
    const { id, counts } = await check([
      rowOf(clean),
      rowOf(clean),
      rowOf(photo, { uscc: '9.11E+17', representativeId: '110105199001010000', mobile: '' }),
      rowOf(photo, { numbers: '4008889999', industry: '杂货' }),
      rowOf(photo, { numbers: '4.00888E+09', representativeId: '110199199001011234' }),
    ]);
    expect(counts).toEqual({ ready: 0, refused: 5, queued: 0, submitted: 0, failed: 0 });
    const found = (await itemsOf(id)).map(({ issues }) => issues.map(({ code, field }) => `${field} ${code}`).sort());
    expect(found).toEqual([
      ['folder FOLDER_MISSING'],
      ['numbers TWICE'],
      ['mobile MISSING', 'representativeId DESTROYED', 'uscc DESTROYED'],
      ['industry UNKNOWN_INDUSTRY', 'numbers NOT_SPARE'],
      ['numbers DESTROYED', 'representativeId CHECK_DIGIT'],
    ]);
    expect((await agent.get('/api/v1/reservations')).body).toMatchObject({ items: [] });
    expect((await agent.get('/api/v1/applications')).body).toMatchObject({ items: [] });
  });

  it('is judged by what is decided here about industries, as is the list to choose from', async () => {
    const admin = await signIn(context.deps, app, cast.carrierAdmin);
    const decide = (value: object) => admin.patch('/api/v1/policies/industries').send({ value, reason: '样本' });
    const value = { I65: 'prohibit', J66: 'allow' };
    expect((await decide(value)).status).toBe(200);
    const { id } = await check([rowOf(photo, { industry: 'I65' }), rowOf(photo, { industry: 'I64' })]);
    const found = (await itemsOf(id)).map(({ issues }) => issues.map(({ code, field }) => `${field} ${code}`));
    expect(found.map((issues) => issues.includes('industry PROHIBITED'))).toEqual([true, false]);
    expect((await agent.get('/api/v1/me')).body).toMatchObject({ installation: { industries: value } });
    expect((await decide({})).status).toBe(200);
  });

  it('is refused as a whole when it is none, and is nobody else’s to see', async () => {
    const csv = await agent.post('/api/v1/bulks').attach('file', Buffer.from('a,b\n1,2\n'), 'x.csv');
    expect([csv.status, codeOf(csv)]).toEqual([422, 'SHEET_REFUSED']);
    const { id } = await check([rowOf(clean)]);
    const other = await signIn(context.deps, app, cast.agentB);
    expect((await other.get(`/api/v1/bulks/${id}`)).status).toBe(404);
    const reviewer = await signIn(context.deps, app, cast.reviewer1);
    expect((await reviewer.get('/api/v1/bulks')).status).toBe(403);
  });
});

describe('an archive', () => {
  it('must neither leave itself, nor be a bomb, nor be damaged', async () => {
    const { id } = await check([rowOf(clean)]);
    const reasonOf = async (archive: Buffer) =>
      ((await send(id, archive)).body as { code: string; reason: string }).reason;
    expect(await reasonOf(zip({ '../../etc/passwd': 'x' }))).toBe('UNSAFE_PATH');
    expect(await reasonOf(zip({ '/root/a.jpg': 'x' }))).toBe('UNSAFE_PATH');
    expect(await reasonOf(zip({ 'a/营业执照.jpg': Buffer.alloc(30_000_000) }))).toBe('BOMB');
    expect(await reasonOf(zip({ 'a/a.jpg': 'x' }, { name: 'a/a.jpg', size: 2_000_000_000 }))).toBe('BOMB');
    expect(await reasonOf(Buffer.from('no archive at all'))).toBe('DAMAGED');
  });

  it('tells which folder lacks what, and what it does not know', async () => {
    const { id } = await check([rowOf(clean, { folder: '甲' }), rowOf(photo, { folder: '乙' })]);
    const papers = folderOf(clean, '甲');
    delete papers['甲/授权委托书.jpg'];
    const answer = await send(
      id,
      zip({
        ...papers,
        '__MACOSX/甲/._营业执照.jpg': 'x',
        '乙/说明.docx': 'x',
        ...folderOf(photo, '乙'),
        '乙/营业执照 2.jpg': 'x',
      }),
    );
    expect(answer.status, answer.text).toBe(200);
    const found = (await itemsOf(id)).map(({ issues }) => issues.map(({ code, message }) => `${code} ${message}`));
    expect(found).toEqual([
      ['PAPERS_MISSING 材料文件夹 缺少材料：授权委托书'],
      [
        'FILE_UNKNOWN 材料文件夹 有不认识的文件名，请按说明命名：说明.docx',
        'FILE_TWICE 材料文件夹 同一种材料有两份：营业执照 2.jpg',
      ],
    ]);
    expect(codeOf(await agent.post(`/api/v1/bulks/${id}/run`))).toBe('WRONG_STATE');
  });
});

it('good rows are submitted and read, bad ones come back with why; a second archive and a second press change nothing', async () => {
  const { id } = await check([
    rowOf(clean),
    rowOf(photo, { numbers: '4008889999' }),
    rowOf(photo, { folder: '北京智星' }),
  ]);
  const archive = zip({ ...folderOf(clean, `材料/${clean.number}`), ...folderOf(photo, '北京智星') }, undefined, gbk);
  for (let time = 0; time < 2; time += 1) {
    const sent = await send(id, archive);
    expect((sent.body as Bulk).counts, sent.text).toMatchObject({ ready: 2, refused: 1 });
  }
  const errors = (await agent.get(`/api/v1/bulks/${id}/errors.xlsx`).responseType('blob')) as { body: Buffer };
  const [head, bad] = await rowsOf(errors.body);
  expect(head?.at(-1)).toBe('错误说明');
  expect(bad?.[0]).toBe('4008889999');
  expect(bad?.at(-1)).toContain('第 3 行：400号码 号码不是空闲，也未由本机构预占：4008889999');

  const [first, second] = await Promise.all([1, 2].map(() => agent.post(`/api/v1/bulks/${id}/run`)));
  expect([first?.status, second?.status].sort()).toEqual([202, 409]);
  // Nobody took the jobs: they were lost. The sweep puts them into the queue again.
  context.deps.clock.advance(16 * 60_000);
  await runSweep(context.deps, 'requeue-bulk-rows');
  const worker = await startTestWorker(context);
  try {
    await expect
      .poll(async () => ((await agent.get(`/api/v1/bulks/${id}`)).body as Bulk).status, { timeout: 60_000 })
      .toBe('done');
    const items = await itemsOf(id);
    expect(items.map(({ status }) => status)).toEqual(['submitted', 'refused', 'submitted']);
    for (const { applicationId } of items.filter(({ status }) => status === 'submitted'))
      await expect
        .poll(
          async () =>
            ((await agent.get(`/api/v1/applications/${applicationId ?? ''}`)).body as { status: string }).status,
          { timeout: 110_000, interval: 500 },
        )
        .toBe('in_review');
    const { body } = (await agent.get('/api/v1/applications')) as { body: { items: { documents: unknown[] }[] } };
    expect(body.items.map(({ documents }) => documents.length)).toEqual([6, 6]);
    // The papers lie in the dossiers now, and no longer here.
    expect(await bulkItemModel(context.deps.db).countDocuments({ bulkId: id, 'papers.0': { $exists: true } })).toBe(0);
  } finally {
    await worker.close();
  }

  context.deps.clock.advance(8 * 24 * 3_600_000);
  await runSweep(context.deps, 'forget-bulks');
  expect((await agent.get('/api/v1/bulks')).body).toMatchObject({ items: [] });
}, 240_000);
