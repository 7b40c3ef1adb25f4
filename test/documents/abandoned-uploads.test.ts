import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Decoder } from '../../src/documents/decoder.js';
import { eraseAbandonedUploads } from '../../src/documents/erase-abandoned-uploads.js';
import { storeDocument } from '../../src/documents/store-document.js';
import { uploadIntentModel } from '../../src/documents/upload-intent-model.js';
import { createDocumentFixture, upload, type DocumentFixture } from './document-fixture.js';
import { specimen } from './sample-files.js';

const HOUR = 3_600_000;
const decoder = new Decoder();
let fixture: DocumentFixture;
beforeAll(async () => {
  fixture = await createDocumentFixture();
});
afterAll(async () => {
  await decoder.close();
  await fixture.close();
});

const intents = () => uploadIntentModel(fixture.deps.db).countDocuments({});

describe('an upload', () => {
  it('that was killed before the dossier took it in leaves its files for an hour, then none', async () => {
    const before = (await fixture.files()).size;
    await storeDocument(fixture.deps, specimen(), await decoder.decode(specimen()));
    expect((await fixture.files()).size).toBeGreaterThan(before);

    await eraseAbandonedUploads(fixture.deps);
    expect((await fixture.files()).size).toBeGreaterThan(before);
    fixture.deps.clock.advance(HOUR);
    await eraseAbandonedUploads(fixture.deps);
    expect((await fixture.files()).size).toBe(before);
    expect(await intents()).toBe(0);
  });

  it('that was taken in keeps its files, and nothing is left to look for', async () => {
    const id = await fixture.draft();
    await upload(await fixture.as('agentA'), id, 'business_licence', specimen()).expect(202);
    expect(await intents()).toBe(0);
    const kept = (await fixture.files()).size;
    fixture.deps.clock.advance(2 * HOUR);
    await eraseAbandonedUploads(fixture.deps);
    expect((await fixture.files()).size).toBe(kept);
  });
});
