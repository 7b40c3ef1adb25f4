import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessLogModel } from '../../src/documents/access-log-model.js';
import { decodePdf } from '../../src/documents/decode-pdf.js';
import { documentModel, type DocumentRow } from '../../src/documents/document-model.js';
import { openPage } from '../../src/documents/sealed-parts.js';
import { settleAsReady } from '../../src/documents/settle-document.js';
import type { Extraction, FieldReading } from '../../src/domain/ocr-fields.js';
import { fixtureDossier } from '../support/dossiers.js';
import { bodyOf, createDocumentFixture, uploadedId, type DocumentFixture } from './document-fixture.js';
import { specimen, tiff } from './sample-files.js';
import { TEST_NOW } from '../support/app.js';

let fixture: DocumentFixture;
let applicationId: string;
let documentId: string;
const person = fixtureDossier('clean').declared.agent;

beforeAll(async () => {
  fixture = await createDocumentFixture();
  applicationId = await fixture.draft();
  documentId = await uploadedId(
    await fixture.as('agentA'),
    applicationId,
    'agent_id_front',
    specimen('agent_id_front'),
  );
  await settleAsReady(
    fixture.deps,
    await rowOf(documentId),
    extractionOf({ idNumber: person.idNumber, name: person.name }),
  );
});
afterAll(() => fixture.close());

const rowOf = (id: string) => documentModel(fixture.deps.db).findById(id).orFail().lean<DocumentRow>();
const accesses = (id: string) => accessLogModel(fixture.deps.db).find({ 'subject.id': id }).sort({ _id: 1 }).lean();

function extractionOf(values: Readonly<Record<string, string>>): Extraction {
  const reading = (value: string): FieldReading => ({
    value,
    confidence: 0.99,
    verdict: 'read',
    box: [10, 20, 300, 40],
    page: 1,
    candidates: [value],
  });
  return {
    kind: 'id_front',
    pageKinds: ['id_front'],
    pages: 1,
    rotation: 0,
    fields: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, reading(value)])),
    seals: [],
    qr: [],
    quality: { sharpness: 0.9, glare: 0, coverage: 0.9 },
    ms: 5,
  };
}

describe('GET /documents/:id', () => {
  it('shows what was read, ID numbers masked, and logs it', async () => {
    for (const name of ['agentA', 'reviewer1', 'auditor'] as const) {
      const answer = await (await fixture.as(name)).get(`/api/v1/documents/${documentId}`);
      expect(answer.status).toBe(200);
      const body = bodyOf(answer);
      expect(body).toMatchObject({
        id: documentId,
        applicationId,
        kind: 'agent_id_front',
        kindSeen: 'id_front',
        status: 'ready',
        type: 'image/jpeg',
        pages: [{ n: 1 }],
        failure: null,
        fields: { name: { value: person.name, verdict: 'read', box: [10, 20, 300, 40], page: 1 } },
      });
      expect(JSON.stringify(body)).not.toContain(person.idNumber);
      const masked = (body as { fields: Record<string, { value: string }> }).fields['idNumber']?.value ?? '';
      expect(masked).toBe(`${person.idNumber.slice(0, 6)}********${person.idNumber.slice(-4)}`);
    }
    const log = await accesses(documentId);
    expect(log.map((row) => [row.actor.role, row.purpose, row.fields])).toEqual(
      ['reseller_agent', 'reviewer', 'auditor'].map((role) => [role, 'view_document', ['idNumber:masked', 'name']]),
    );
    expect(JSON.stringify(log)).not.toContain(person.name);
  });

  it('shows the claimant ID numbers in full, and logs that', async () => {
    const claim = {
      by: fixture.cast.reviewer1.id,
      at: new Date(),
      expiresAt: new Date(fixture.deps.clock.now().getTime() + 60_000),
    };
    await fixture.setStatus(applicationId, 'in_review', { claim });
    const own = await (await fixture.as('reviewer1')).get(`/api/v1/documents/${documentId}`);
    expect(own.body).toMatchObject({ fields: { idNumber: { value: person.idNumber } } });
    expect((await accesses(documentId)).at(-1)).toMatchObject({ purpose: 'review', fields: ['idNumber', 'name'] });
    const other = await (await fixture.as('reviewer2')).get(`/api/v1/documents/${documentId}`);
    expect(JSON.stringify(other.body)).not.toContain(person.idNumber);
    await fixture.setStatus(applicationId, 'draft', { claim: null });
  });

  it('is 404 for another organisation and for ids that are none', async () => {
    const other = await fixture.as('agentB');
    for (const id of [documentId, '0'.repeat(24), 'nonsense']) {
      expect((await other.get(`/api/v1/documents/${id}`)).status, id).toBe(404);
    }
    expect((await other.get(`/api/v1/documents/${documentId}/pages/1.webp`)).status).toBe(404);
    expect((await other.get(`/api/v1/applications/${applicationId}/forms/acceptance_form.pdf`)).status).toBe(404);
  });
});

describe('GET /documents/:id/pages/:n.webp', () => {
  it('is a WebP with the mark across it, never cached, each view logged', async () => {
    const answer = await (await fixture.as('reviewer1')).get(`/api/v1/documents/${documentId}/pages/1.webp`);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': 'image/webp', 'cache-control': 'private, no-store' });
    const shown = answer.body as Buffer;
    const metadata = await sharp(shown).metadata();
    expect(Math.max(metadata.width, metadata.height)).toBeLessThanOrEqual(2_000);
    const plain = await openPage(fixture.deps, await rowOf(documentId), 1);
    // The mark changes every part of the picture: each of sixteen fields differs from the page as stored.
    const { width, height } = metadata;
    const [before, after] = await Promise.all(
      [plain, shown].map((image) => sharp(image).resize(width, height, { fit: 'fill' }).greyscale().raw().toBuffer()),
    );
    const changed = Array<number>(16).fill(0);
    for (let i = 0; i < width * height; i += 1) {
      const field = 4 * Math.floor((4 * Math.floor(i / width)) / height) + Math.floor((4 * (i % width)) / width);
      if (Math.abs((before?.[i] ?? 0) - (after?.[i] ?? 0)) > 25) changed[field] = (changed[field] ?? 0) + 1;
    }
    expect(Math.min(...changed)).toBeGreaterThan(200);
    expect((await accesses(documentId)).at(-1)).toMatchObject({ purpose: 'view_page', fields: ['page 1'] });
    if (process.env['KEEP_PICTURES'] !== undefined)
      await sharp(shown).png().toFile(join(process.env['KEEP_PICTURES'], 'page.png'));
  });

  it('leaves the page clean for who has claimed the case, with the mark in a strip below; for nobody else', async () => {
    const claim = { by: fixture.cast.reviewer1.id, at: TEST_NOW, expiresAt: new Date(TEST_NOW.getTime() + 60_000) };
    await fixture.setStatus(applicationId, 'in_review', { claim });
    const url = `/api/v1/documents/${documentId}/pages/1.webp?mark=strip`;
    const [mine, others] = await Promise.all(
      (['reviewer1', 'reviewer2'] as const).map(
        async (name) => (await (await fixture.as(name)).get(url)).body as Buffer,
      ),
    );
    await fixture.setStatus(applicationId, 'draft', { claim: null });
    const full = await sharp(others).metadata();
    const strip = await sharp(mine).metadata();
    expect(strip.width).toBe(full.width);
    expect(strip.height).toBeGreaterThan(full.height);
    const of = (image: Buffer | undefined, top: number, height: number) =>
      sharp(image).extract({ left: 0, top, width: full.width, height }).greyscale().raw().toBuffer();
    const plain = await openPage(fixture.deps, await rowOf(documentId), 1);
    const same = await sharp(plain).resize(full.width, full.height, { fit: 'fill' }).toBuffer();
    const [before, after] = [await of(same, 0, full.height), await of(mine, 0, full.height)];
    expect(before.filter((grey, i) => Math.abs(grey - (after[i] ?? 0)) > 60).length).toBeLessThan(before.length / 1000);
    const below = await of(mine, full.height, strip.height - full.height);
    expect(below.filter((grey) => grey < 120).length).toBeGreaterThan(500);
  });

  it('has as many pages as the document', async () => {
    const agent = await fixture.as('agentA');
    const url = `/api/v1/documents/${await uploadedId(agent, applicationId, 'other', await tiff(2))}/pages`;
    const statuses = await Promise.all(
      ['1', '2', '3', '0', 'x'].map(async (n) => (await agent.get(`${url}/${n}.webp`)).status),
    );
    expect(statuses).toEqual([200, 200, 404, 404, 404]);
  });

  it('notices a file that was tampered with', async () => {
    const agent = await fixture.as('agentA');
    const id = await uploadedId(agent, applicationId, 'other', specimen('commitment_letter'));
    const file = (await rowOf(id)).pages[0]?.file ?? '';
    const bytes = await fixture.deps.files.get(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(join(fixture.uploads, file.slice(0, 2), file.slice(2, 4), file), bytes);
    const answer = await agent.get(`/api/v1/documents/${id}/pages/1.webp`);
    expect([answer.status, bodyOf(answer)['code']]).toEqual([500, 'INTERNAL']);
  });
});

describe('GET /applications/:id/forms/:kind.pdf', () => {
  const url = (kind: string, id = applicationId) => `/api/v1/applications/${id}/forms/${kind}.pdf`;

  it.each(['authorisation_letter', 'acceptance_form', 'commitment_letter'])(
    '%s is one A4 page, its font embedded',
    async (kind) => {
      const answer = await (await fixture.as('agentA')).get(url(kind));
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'private, no-store' });
      const pdf = answer.body as Buffer;
      expect(pdf.includes('/FontFile3')).toBe(true);
      expect(pdf.length).toBeLessThan(250_000);
      const pages = await decodePdf(pdf);
      expect(pages).toHaveLength(1);
      expect(pages[0]).toMatchObject({ width: 1652, height: 2336 });
      expect((await accesses(applicationId)).at(-1)).toMatchObject({ purpose: 'print_form' });
      const folder = process.env['KEEP_PICTURES'];
      if (folder !== undefined)
        await sharp(pages[0]?.image)
          .resize(1000)
          .png()
          .toFile(join(folder, `${kind}.png`));
    },
  );

  it('is for the own reseller and the carrier', async () => {
    expect((await (await fixture.as('reviewer1')).get(url('acceptance_form'))).status).toBe(200);
    expect((await (await fixture.as('carrierAdmin')).get(url('acceptance_form'))).status).toBe(200);
    expect((await (await fixture.as('auditor')).get(url('acceptance_form'))).status).toBe(403);
    expect((await (await fixture.as('agentA')).get(url('love_letter'))).status).toBe(404);
  });

  it('leaves blanks for what is not declared', async () => {
    const empty = await fixture.draft('agentA', {
      entity: undefined,
      legalRepresentative: undefined,
      agent: undefined,
    });
    const answer = await (await fixture.as('agentA')).get(url('authorisation_letter', empty));
    expect(answer.status).toBe(200);
  });

  it('refuses a character its font lacks rather than print □', async () => {
    const { entity } = fixtureDossier('clean').declared;
    const rare = await fixture.draft('agentA', { entity: { ...entity, legalRepresentative: '王𬱖𱁬' } });
    const answer = await (await fixture.as('agentA')).get(url('authorisation_letter', rare));
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [{ path: 'entity.legalRepresentative', code: 'GLYPH_MISSING' }],
    });
    expect(JSON.stringify(answer.body)).toContain('U+3106C');
  });
});
