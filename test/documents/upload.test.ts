import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentModel, type DocumentRow } from '../../src/documents/document-model.js';
import { findDocument } from '../../src/documents/document-queries.js';
import { openPage, openPart } from '../../src/documents/sealed-parts.js';
import { eventModel } from '../../src/events/event-model.js';
import { bodyOf, createDocumentFixture, upload, uploadedId, type DocumentFixture } from './document-fixture.js';
import { HEIC, pdf, specimen, tiff } from './sample-files.js';

let fixture: DocumentFixture;
beforeAll(async () => {
  fixture = await createDocumentFixture();
});
afterAll(() => fixture.close());

const rowsOf = (applicationId: string) =>
  documentModel(fixture.deps.db).find({ applicationId }).sort({ _id: 1 }).lean<DocumentRow[]>();

describe('an accepted document', () => {
  it('is answered 202, queued, in the dossier, and its revision is raised', async () => {
    const agent = await fixture.as('agentA');
    const id = await fixture.draft();
    const bytes = specimen();
    const answer = await upload(agent, id, 'business_licence', bytes);
    expect(answer.status, answer.text).toBe(202);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(answer.body).toEqual({
      id: expect.any(String) as string,
      kind: 'business_licence',
      status: 'queued',
      sha256,
      advice: [],
    });
    const application = await agent.get(`/api/v1/applications/${id}`);
    expect(application.body).toMatchObject({
      revision: 2,
      documents: [{ id: String(bodyOf(answer)['id']), kind: 'business_licence', status: 'queued' }],
    });
    const job = await fixture.deps.jobs.queues.get('documents')?.getJob(`document-${String(bodyOf(answer)['id'])}-1`);
    expect(job?.data).toEqual({ documentId: String(bodyOf(answer)['id']), attempt: 1 });
  });

  it('lies encrypted under the hash of its sealed bytes, one event records it', async () => {
    const id = await fixture.draft();
    const before = await fixture.files();
    const bytes = await tiff(2);
    await upload(await fixture.as('agentA'), id, 'authorisation_letter', bytes).expect(202);
    const [row] = await rowsOf(id);
    if (row === undefined) throw new Error('no row');
    const stored = [...(await fixture.files())].filter(([name]) => !before.has(name));
    expect(stored.map(([name]) => name).sort()).toEqual(
      [row.original.file, ...row.pages.map((page) => page.file)].sort(),
    );
    for (const [name, sealed] of stored) {
      expect(createHash('sha256').update(sealed).digest('hex')).toBe(name);
      expect(sealed.includes(bytes.subarray(0, 64))).toBe(false);
      expect(sealed.includes(Buffer.from('ffd8ff', 'hex'))).toBe(false);
    }
    const documentId = row._id.toHexString();
    const original = await fixture.deps.files.get(row.original.file);
    expect(openPart(fixture.deps, documentId, 'original', original).equals(bytes)).toBe(true);
    expect((await openPage(fixture.deps, row, 2)).subarray(0, 3).toString('hex')).toBe('ffd8ff');
    const events = await eventModel(fixture.deps.db).find({ 'subjects.id': documentId }).lean();
    expect(events.map((event) => event.type)).toEqual(['document.uploaded']);
    expect(events[0]?.after).toMatchObject({ status: 'queued', kind: 'authorisation_letter', revision: 2, pages: 2 });
  });

  it('supersedes the earlier one of its kind; `other` and `industry_licence` add', async () => {
    const agent = await fixture.as('agentA');
    const id = await fixture.draft();
    for (const kind of ['business_licence', 'other', 'industry_licence']) {
      await upload(agent, id, kind, specimen()).expect(202);
      await upload(agent, id, kind, specimen('acceptance_form')).expect(202);
    }
    const kinds = (await agent.get(`/api/v1/applications/${id}`)).body as {
      documents: { kind: string }[];
      revision: number;
    };
    expect(kinds.documents.map((document) => document.kind)).toEqual([
      'business_licence',
      'other',
      'other',
      'industry_licence',
      'industry_licence',
    ]);
    expect(kinds.revision).toBe(7);
    expect((await rowsOf(id)).filter((row) => row.supersededAt !== null)).toHaveLength(1);
  });

  it('sent twice, also at once, is one document and one job', async () => {
    const agent = await fixture.as('agentA');
    const id = await fixture.draft();
    const answers = await Promise.all([1, 2, 3].map(() => upload(agent, id, 'business_licence', specimen())));
    const again = await upload(agent, id, 'business_licence', specimen());
    const ids = [...answers, again].map((answer) => String(bodyOf(answer)['id']));
    expect(new Set(ids).size).toBe(1);
    const rows = await rowsOf(id);
    expect(rows).toHaveLength(1);
    const files = await fixture.files();
    expect(
      rows
        .flatMap((row) => [row.original.file, ...row.pages.map((page) => page.file)])
        .every((file) => files.has(file)),
    ).toBe(true);
    expect((await agent.get(`/api/v1/applications/${id}`)).body).toMatchObject({ revision: 2 });
  });

  it('eight at once all arrive, the same kind at once leaves one current', async () => {
    const agent = await fixture.as('agentA');
    const id = await fixture.draft();
    const kinds = ['business_licence', 'agent_id_front', 'agent_id_back', 'other', 'other', 'authorisation_letter'];
    const pictures = [specimen('agent_id_front'), specimen('agent_id_back')];
    const answers = await Promise.all([
      ...kinds.map((kind, index) =>
        upload(agent, id, kind, specimen(index === 4 ? 'acceptance_form' : 'business_licence')),
      ),
      ...pictures.map((bytes) => upload(agent, id, 'commitment_letter', bytes)),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(202));
    const current = (await rowsOf(id)).filter((row) => row.supersededAt === null);
    expect(current.map((row) => row.kind).sort()).toEqual([...kinds, 'commitment_letter'].sort());
    expect((await agent.get(`/api/v1/applications/${id}`)).body).toMatchObject({ revision: 9 });
  });
});

describe('reading', () => {
  it('takes turns between resellers, however many documents one of them sends', async () => {
    const queue = fixture.deps.jobs.queues.get('documents');
    await queue?.obliterate({ force: true });
    await documentModel(fixture.deps.db).updateMany({}, { $set: { status: 'ready' } });
    const many = await fixture.draft();
    const one = await fixture.draft('agentB');
    const kinds = ['business_licence', 'agent_id_front', 'agent_id_back', 'authorisation_letter'];
    const first: string[] = [];
    for (const kind of kinds) first.push(await uploadedId(await fixture.as('agentA'), many, kind, specimen()));
    const other = await uploadedId(await fixture.as('agentB'), one, 'business_licence', specimen());
    const waiting = (await queue?.getPrioritized()) ?? [];
    const order = waiting.map((job) => (job.data as { documentId: string }).documentId);
    expect(order).toEqual([first[0], other, ...first.slice(1)]);
  });
});

describe('a refused upload leaves no file, no row and no revision', () => {
  const good = specimen();
  const cases: [string, number, string, () => Promise<Buffer> | Buffer, string?][] = [
    ['an empty file', 422, 'FILE_EMPTY', () => Buffer.alloc(0)],
    ['text', 415, 'FILE_TYPE_UNSUPPORTED', () => Buffer.from('not a picture')],
    ['HEIC', 415, 'FILE_TYPE_UNSUPPORTED', () => HEIC],
    ['a truncated JPEG', 422, 'FILE_CORRUPT', () => good.subarray(0, 20_000)],
    [
      '25 MiB',
      413,
      'FILE_TOO_LARGE',
      () => Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.alloc(25 << 20, 0x30)]),
    ],
    ['11 pages', 422, 'TOO_MANY_PAGES', () => pdf(11)],
    ['a locked PDF', 422, 'PDF_ENCRYPTED', () => pdf(1, { userPassword: 'x' })],
    ['a kind that is none', 422, 'VALIDATION_FAILED', () => good, 'passport_of_dog'],
  ];
  it.each(cases)('%s: %i %s', async (_what, status, code, make, kind = 'business_licence') => {
    const agent = await fixture.as('agentA');
    const id = await fixture.draft();
    const before = await fixture.files();
    const answer = await upload(agent, id, kind, await make());
    expect({ status: answer.status, body: answer.body as unknown }).toMatchObject({ status, body: { status, code } });
    await expectNothingHappened(id, before);
  });

  it('without a file, without multipart, with another part, in a broken body', async () => {
    const agent = await fixture.as('agentA');
    const id = await fixture.draft();
    const before = await fixture.files();
    const url = `/api/v1/applications/${id}/documents`;
    const none = await agent.post(url).field('kind', 'business_licence');
    expect([none.status, bodyOf(none)['code']]).toEqual([422, 'FILE_MISSING']);
    const json = await agent.post(url).send({ kind: 'business_licence' });
    expect([json.status, bodyOf(json)['code']]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    const second = await agent.post(url).field('kind', 'other').attach('file', good, 'a').attach('extra', good, 'b');
    expect([second.status, bodyOf(second)['code']]).toEqual([422, 'VALIDATION_FAILED']);
    const more = await agent.post(url).field('kind', 'other').field('status', 'ready').attach('file', good, 'a');
    expect(more.body).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [{ path: 'status', code: 'UNKNOWN_MEMBER' }],
    });
    const broken = await agent.post(url).set('Content-Type', 'multipart/form-data; boundary=x').send('--x\r\nnonsense');
    expect([broken.status, bodyOf(broken)['code']]).toEqual([400, 'BAD_REQUEST']);
    await expectNothingHappened(id, before);
  });

  it('in the wrong state, for a kind nobody asked for, by the wrong people', async () => {
    const agent = await fixture.as('agentA');
    const id = await fixture.draft();
    const before = await fixture.files();
    await fixture.setStatus(id, 'in_review');
    const late = await upload(agent, id, 'business_licence', good);
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: 'WRONG_STATE', from: 'in_review' });
    expect((late.body as { allowed: string[] }).allowed).not.toContain('edit');
    await fixture.setStatus(id, 'action_required', {
      requests: [{ reason: 'BLURRED', documentKinds: ['agent_id_front'], members: [], note: null }],
    });
    const unasked = await upload(agent, id, 'business_licence', good);
    expect([unasked.status, bodyOf(unasked)['code']]).toEqual([409, 'NOT_REQUESTED']);
    await expectNothingHappened(id, before);
    await fixture.setStatus(id, 'draft');
    expect((await upload(await fixture.as('agentB'), id, 'business_licence', good)).status).toBe(404);
    expect((await upload(await fixture.as('reviewer1'), id, 'business_licence', good)).status).toBe(403);
    expect((await upload(await fixture.as('auditor'), id, 'business_licence', good)).status).toBe(403);
    await expectNothingHappened(id, before);
    await fixture.setStatus(id, 'action_required');
    await upload(agent, id, 'agent_id_front', good).expect(202);
  });

  async function expectNothingHappened(applicationId: string, before: Map<string, Buffer>): Promise<void> {
    expect([...(await fixture.files()).keys()].sort()).toEqual([...before.keys()].sort());
    expect(await rowsOf(applicationId)).toEqual([]);
    const events = await eventModel(fixture.deps.db).find({ 'subjects.id': applicationId, type: /^document/ });
    expect(events).toEqual([]);
  }
});

describe('deleting', () => {
  it('erases row and files before the first submission', async () => {
    const agent = await fixture.as('agentA');
    const id = await fixture.draft();
    const before = await fixture.files();
    const url = `/api/v1/documents/${await uploadedId(agent, id, 'business_licence', specimen())}`;
    expect((await (await fixture.as('agentB')).delete(url)).status).toBe(404);
    expect((await (await fixture.as('reviewer1')).delete(url)).status).toBe(403);
    expect((await agent.delete(url)).status).toBe(204);
    expect((await agent.delete(url)).status).toBe(404);
    expect([...(await fixture.files()).keys()].sort()).toEqual([...before.keys()].sort());
    expect((await agent.get(`/api/v1/applications/${id}`)).body).toMatchObject({ revision: 3, documents: [] });
  });

  it('keeps what a review may rest on, and is refused in the wrong state', async () => {
    const agent = await fixture.as('agentA');
    const id = await fixture.draft();
    const documentId = await uploadedId(agent, id, 'business_licence', specimen());
    await fixture.setStatus(id, 'in_review', { submittedAt: new Date() });
    expect((await agent.delete(`/api/v1/documents/${documentId}`)).body).toMatchObject({
      status: 409,
      code: 'WRONG_STATE',
    });
    await fixture.setStatus(id, 'action_required', {
      requests: [{ reason: 'BLURRED', documentKinds: ['business_licence'], members: [], note: null }],
    });
    expect((await agent.delete(`/api/v1/documents/${documentId}`)).status).toBe(204);
    const { document } = await findDocument(fixture.deps, fixture.cast.agentA.principal, documentId);
    expect(document.supersededAt).not.toBeNull();
    expect(await fixture.deps.files.has(document.original.file)).toBe(true);
    expect((await agent.get(`/api/v1/applications/${id}`)).body).toMatchObject({ documents: [] });
  });
});
