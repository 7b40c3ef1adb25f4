import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentModel, type DocumentRow } from '../../src/documents/document-model.js';
import { currentDocuments, findDuplicates, openExtraction } from '../../src/documents/document-queries.js';
import { requeueLostDocuments } from '../../src/documents/requeue-lost-documents.js';
import { settleAsReady } from '../../src/documents/settle-document.js';
import { eventModel } from '../../src/events/event-model.js';
import { ReaderPool } from '../../workers/ocr/readers/reader-pool.js';
import { readDocument } from '../../workers/read-document.js';
import { createDocumentFixture, upload, uploadedId, type DocumentFixture } from './document-fixture.js';
import { specimen } from './sample-files.js';

let fixture: DocumentFixture;
const reader = new ReaderPool(1);
beforeAll(async () => {
  fixture = await createDocumentFixture();
  await reader.warm();
}, 120_000);
afterAll(async () => {
  await reader.close();
  await fixture.close();
});

const MINUTE = 60_000;
const rowOf = (id: string) => documentModel(fixture.deps.db).findById(id).orFail().lean<DocumentRow>();
const eventsOf = async (id: string) =>
  (await eventModel(fixture.deps.db).find({ 'subjects.id': id }).sort({ _id: 1 }).lean()).map((event) => event.type);
const jobOf = async (queue: string, id: string) => fixture.deps.jobs.queues.get(queue)?.getJob(id);

describe('reading a document', { timeout: 120_000 }, () => {
  it('reads a specimen, seals what it read, and asks for the evaluation when it was the last', async () => {
    const agent = await fixture.as('agentA');
    const applicationId = await fixture.draft();
    const first = await uploadedId(agent, applicationId, 'business_licence', specimen());
    const second = await uploadedId(agent, applicationId, 'agent_id_front', specimen('agent_id_front'));
    await readDocument(fixture.deps, reader, { documentId: first, attempt: 1 });
    const row = await rowOf(first);
    expect(row).toMatchObject({ status: 'ready', attempt: 1, failure: null });
    const extraction = openExtraction(fixture.deps, row);
    expect(extraction?.kind).toBe('business_licence');
    expect(extraction?.fields['uscc']?.value).toBe('91110199EB700F2U42');
    expect(JSON.stringify(row)).not.toContain('91110199EB700F2U42');
    expect(await eventsOf(first)).toEqual(['document.uploaded', 'document.settled']);
    expect(await jobOf('applications', `evaluate-${applicationId}-3`)).toBeUndefined();
    await readDocument(fixture.deps, reader, { documentId: second, attempt: 1 });
    expect((await jobOf('applications', `evaluate-${applicationId}-3`))?.data).toEqual({ applicationId, revision: 3 });
  });

  it('changes nothing the second time, nor for an attempt that is history', async () => {
    const applicationId = await fixture.draft();
    const id = await uploadedId(
      await fixture.as('agentA'),
      applicationId,
      'commitment_letter',
      specimen('commitment_letter'),
    );
    await readDocument(fixture.deps, reader, { documentId: id, attempt: 7 });
    expect(await rowOf(id)).toMatchObject({ status: 'queued', version: 1 });
    await Promise.all([1, 2].map(() => readDocument(fixture.deps, reader, { documentId: id, attempt: 1 })));
    const settled = await rowOf(id);
    await readDocument(fixture.deps, reader, { documentId: id, attempt: 1 });
    expect(await rowOf(id)).toEqual(settled);
    expect(await eventsOf(id)).toEqual(['document.uploaded', 'document.settled']);
    await readDocument(fixture.deps, reader, { documentId: '0'.repeat(24), attempt: 1 });
  });

  it('fails at once when the file was tampered with, and after the last try when it is away', async () => {
    const agent = await fixture.as('agentA');
    const applicationId = await fixture.draft();
    const altered = await uploadedId(agent, applicationId, 'other', specimen());
    const file = (await rowOf(altered)).pages[0]?.file ?? '';
    const bytes = await fixture.deps.files.get(file);
    bytes[200] = (bytes[200] ?? 0) ^ 0xff;
    await fixture.deps.files.put(file, bytes);
    await readDocument(fixture.deps, reader, { documentId: altered, attempt: 1 });
    expect(await rowOf(altered)).toMatchObject({ status: 'failed', failure: { code: 'FILE_DAMAGED' } });
    const shown = await agent.get(`/api/v1/documents/${altered}`).set('Accept-Language', 'en');
    expect(shown.body).toMatchObject({ status: 'failed', failure: { code: 'FILE_DAMAGED' }, fields: null });

    const lost = await uploadedId(agent, applicationId, 'other', specimen('acceptance_form'));
    const away = (await rowOf(lost)).pages[0]?.file ?? '';
    await rm(join(fixture.uploads, away.slice(0, 2), away.slice(2, 4), away));
    await expect(readDocument(fixture.deps, reader, { documentId: lost, attempt: 1 })).rejects.toThrow();
    expect(await rowOf(lost)).toMatchObject({ status: 'processing' });
    await readDocument(fixture.deps, reader, { documentId: lost, attempt: 1 }, { lastAttempt: true });
    expect(await rowOf(lost)).toMatchObject({ status: 'failed', failure: { code: 'READER_UNAVAILABLE' } });
    // Sent again, the same bytes are a new document.
    expect((await upload(agent, applicationId, 'other', specimen())).body).toMatchObject({ status: 'queued' });
  });
});

describe('the sweep for lost readings', () => {
  it('queues what has no job any more, under a new attempt; after three it fails', async () => {
    const { deps } = fixture;
    const applicationId = await fixture.draft();
    const id = await uploadedId(await fixture.as('agentA'), applicationId, 'other', specimen());
    const later = () => new Date(deps.clock.now().getTime() + 10 * MINUTE);
    const lose = async (attempt: number) => (await jobOf('documents', `document-${id}-${attempt}`))?.remove();
    await requeueLostDocuments(deps, later());
    expect(await rowOf(id), 'its job still waits: not lost').toMatchObject({ attempt: 1 });
    await lose(1);
    await requeueLostDocuments(deps, new Date(deps.clock.now().getTime() + MINUTE));
    expect(await rowOf(id), 'too early').toMatchObject({ attempt: 1 });
    for (const attempt of [2, 3]) {
      await Promise.all([requeueLostDocuments(deps, later()), requeueLostDocuments(deps, later())]);
      expect(await rowOf(id)).toMatchObject({ status: 'queued', attempt });
      expect((await jobOf('documents', `document-${id}-${attempt}`))?.data).toEqual({ documentId: id, attempt });
      await lose(attempt);
      deps.clock.advance(11 * MINUTE);
    }
    await requeueLostDocuments(deps, later());
    expect(await rowOf(id)).toMatchObject({ status: 'failed', attempt: 3, failure: { code: 'READER_UNAVAILABLE' } });
    expect(await requeueLostDocuments(deps, later())).toBe(0);
  });
});

describe('documents seen before', () => {
  let serial = 100;
  const other = { name: '另一家样本有限公司', uscc: '92330106MA2XK7QT13', legalRepresentative: '样本' };
  const duplicatesOf = async (applicationId: string) => {
    const [row] = await currentDocuments(fixture.deps, applicationId);
    return row === undefined ? null : findDuplicates(fixture.deps, row);
  };

  it('the same file: not for the same entity in the same organisation, but for any other', async () => {
    const bytes = await sharp(specimen('agent_id_back')).modulate({ brightness: 0.98 }).jpeg().toBuffer();
    const kind = 'agent_id_back';
    const [first, again, otherEntity] = [
      await fixture.draft(),
      await fixture.draft(),
      await fixture.draft('agentA', { entity: other }),
    ];
    const otherOrganisation = await fixture.draft('agentB');
    for (const id of [first, again, otherEntity]) await uploadedId(await fixture.as('agentA'), id, kind, bytes);
    const own = await uploadedId(await fixture.as('agentB'), otherOrganisation, kind, bytes);
    expect(await duplicatesOf(first), 'nobody was before it').toEqual([]);
    expect(await duplicatesOf(again)).toEqual([]);
    expect(await duplicatesOf(otherEntity)).toMatchObject([{ how: 'same_file' }]);
    expect(await duplicatesOf(otherOrganisation), 'names its own document only').toEqual([
      { documentId: own, how: 'same_file' },
    ]);
  });

  it('the same picture encoded anew with the same content; likeness alone or content alone do not count', async () => {
    const kind = 'legal_representative_id_front';
    const original = specimen(kind);
    const smaller = await sharp(original).resize(1_000).jpeg({ quality: 70 }).toBuffer();
    const photograph = await sharp(original)
      .rotate(4, { background: '#654' })
      .modulate({ brightness: 0.7 })
      .jpeg()
      .toBuffer();
    const settle = async (bytes: Buffer, idNumber: string) => {
      const id = await fixture.draft('agentA', {
        entity: { ...other, uscc: `923301060000000${serial++}` },
      });
      const documentId = await uploadedId(await fixture.as('agentA'), id, kind, bytes);
      const reading = { value: idNumber, confidence: 1, verdict: 'read' as const, box: null, page: 1 };
      await settleAsReady(fixture.deps, await rowOf(documentId), {
        kind: 'id_front',
        pageKinds: ['id_front'],
        pages: 1,
        rotation: 0,
        fields: { idNumber: reading },
        seals: [],
        qr: [],
        quality: { sharpness: 1, glare: 0, coverage: 1 },
        ms: 1,
      });
      return id;
    };
    expect(await duplicatesOf(await settle(original, '11010519491231002X'))).toEqual([]);
    expect(await duplicatesOf(await settle(smaller, '11010519491231002X'))).toMatchObject([{ how: 'similar_picture' }]);
    expect(
      await duplicatesOf(await settle(await sharp(smaller).jpeg({ quality: 65 }).toBuffer(), '440524188001010014')),
    ).toEqual([]);
    expect(await duplicatesOf(await settle(photograph, '11010519491231002X'))).toEqual([]);
  });
});
