import { createServer, request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentModel, type DocumentRow } from '../../src/documents/document-model.js';
import { openPart } from '../../src/documents/sealed-parts.js';
import { eraseForgottenUploads } from '../../src/documents/resumable/erase-forgotten-uploads.js';
import { partialUploadModel } from '../../src/documents/resumable/partial-upload-model.js';
import { createDocumentFixture, type DocumentFixture } from './document-fixture.js';
import { specimen } from './sample-files.js';
import type { Agent } from '../support/seed.js';

const DAY = 86_400_000;
const TUS = { 'Tus-Resumable': '1.0.0' };
const kindOf = (kind: string) => `kind ${Buffer.from(kind).toString('base64')}`;

let fixture: DocumentFixture;
let agent: Agent;
beforeAll(async () => {
  fixture = await createDocumentFixture();
  agent = await fixture.as('agentA');
});
afterAll(() => fixture.close());

const begin = (id: string, size: number, kind = 'business_licence', by = agent) =>
  by
    .post(`/api/v1/applications/${id}/uploads`)
    .set({ ...TUS, 'Upload-Length': String(size), 'Upload-Metadata': kindOf(kind) });

async function begun(id: string, size: number, kind?: string): Promise<string> {
  const answer = await begin(id, size, kind);
  expect(answer.status, answer.text).toBe(201);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  return answer.headers['location'] as string;
}

const piece = (url: string, offset: number, bytes: Buffer, by = agent) =>
  by
    .patch(url)
    .set({ ...TUS, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' })
    .send(bytes);
const offsetOf = async (url: string) => Number((await agent.head(url).set(TUS)).headers['upload-offset']);
const documentsOf = (applicationId: string) =>
  documentModel(fixture.deps.db).find({ applicationId }).lean<DocumentRow[]>();

describe('a resumable upload', () => {
  it('arrives in pieces, sealed at every moment, and becomes the document that multipart would have made', async () => {
    const id = await fixture.draft();
    const bytes = specimen();
    const before = new Set((await fixture.files()).keys());
    const url = await begun(id, bytes.length);
    const half = Math.floor(bytes.length / 2);
    expect((await piece(url, 0, bytes.subarray(0, half))).headers['upload-offset']).toBe(String(half));
    const partial = [...(await fixture.files())].filter(([name]) => !before.has(name));
    expect(partial.length).toBeGreaterThan(0);
    for (const [, sealed] of partial) expect(sealed.includes(bytes.subarray(0, 32))).toBe(false);
    expect(await documentsOf(id)).toEqual([]);

    const last = await piece(url, half, bytes.subarray(half));
    expect([last.status, last.headers['upload-offset']]).toEqual([204, String(bytes.length)]);
    const [row] = await documentsOf(id);
    if (row === undefined) throw new Error('no document');
    const original = await fixture.deps.files.get(row.original.file);
    expect(openPart(fixture.deps, row._id.toHexString(), 'original', original).equals(bytes)).toBe(true);
    const left = [...(await fixture.files()).keys()].filter((name) => !before.has(name)).sort();
    expect(left).toEqual([row.original.file, ...row.pages.map(({ file }) => file)].sort());
    expect((await agent.get(url)).body).toMatchObject({ documentId: row._id.toHexString(), offset: bytes.length });
    // Whoever missed the answer asks, and is told that all of it is there.
    expect(await offsetOf(url)).toBe(bytes.length);
  });

  it('keeps what had arrived when the line breaks in the middle of a piece', async () => {
    const id = await fixture.draft();
    const bytes = specimen();
    const url = await begun(id, bytes.length);
    const server = createServer(fixture.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const cut = Math.floor(bytes.length / 3);
    await breakOff(server, url, bytes, cut);
    await expect.poll(() => offsetOf(url), { timeout: 10_000 }).toBe(cut);
    expect((await piece(url, 0, bytes)).status).toBe(409);
    expect((await piece(url, cut, bytes.subarray(cut))).status).toBe(204);
    expect(await documentsOf(id)).toHaveLength(1);
    server.close();
  });

  it('is refused for the same reasons, in the same words, and leaves nothing', async () => {
    const id = await fixture.draft();
    const before = new Set((await fixture.files()).keys());
    const nonsense = Buffer.from('MZ this is no picture at all'.repeat(50));
    const url = await begun(id, nonsense.length);
    const answer = await piece(url, 0, nonsense).set('Accept-Language', 'zh');
    expect([answer.status, answer.body]).toMatchObject([415, { code: 'FILE_TYPE_UNSUPPORTED' }]);
    expect((await agent.head(url).set(TUS)).status).toBe(404);
    expect((await begin(id, 21 * 2 ** 20)).body).toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect((await begin(id, 0)).body).toMatchObject({ code: 'FILE_EMPTY' });
    expect((await begin(id, 10, 'passport')).body).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect((await agent.post(`/api/v1/applications/${id}/uploads`).set(TUS)).body).toMatchObject({
      code: 'BAD_REQUEST',
    });
    await fixture.setStatus(id, 'in_review');
    expect((await begin(id, 10)).body).toMatchObject({ code: 'WRONG_STATE' });
    expect([...(await fixture.files()).keys()].filter((name) => !before.has(name))).toEqual([]);
  });

  it('is nobody else’s: another reseller finds neither the dossier nor the upload', async () => {
    const id = await fixture.draft();
    const url = await begun(id, 100);
    const other = await fixture.as('agentB');
    expect((await begin(id, 100, 'business_licence', other)).status).toBe(404);
    expect((await piece(url, 0, Buffer.alloc(10), other)).status).toBe(404);
    expect((await other.head(url).set(TUS)).status).toBe(404);
    expect((await other.delete(url).set(TUS)).status).toBe(404);
    expect((await agent.delete(url).set(TUS)).status).toBe(204);
    expect((await agent.head(url).set(TUS)).status).toBe(404);
  });

  it('that nobody goes on with is erased after a day without a piece, file and row', async () => {
    const id = await fixture.draft();
    const before = new Set((await fixture.files()).keys());
    const url = await begun(id, 400_000);
    await piece(url, 0, Buffer.alloc(300_000, 7));
    fixture.deps.clock.advance(DAY - 1);
    await eraseForgottenUploads(fixture.deps);
    expect(await offsetOf(url)).toBe(300_000);
    fixture.deps.clock.advance(1);
    await eraseForgottenUploads(fixture.deps);
    expect([...(await fixture.files()).keys()].filter((name) => !before.has(name))).toEqual([]);
    expect(await partialUploadModel(fixture.deps.db).countDocuments({ applicationId: id })).toBe(0);
  });
});

/** Sends the head of a piece and `cut` bytes of it, then tears the connection. */
async function breakOff(server: Server, url: string, bytes: Buffer, cut: number): Promise<void> {
  const { port } = server.address() as AddressInfo;
  // Headers as the signed-in agent sends them.
  const headers = (await headersOf(url)) as Record<string, string>;
  await new Promise<void>((resolve) => {
    const request = send({
      port,
      host: '127.0.0.1',
      method: 'PATCH',
      path: url,
      headers: {
        ...headers,
        ...TUS,
        'Upload-Offset': '0',
        'Content-Type': 'application/offset+octet-stream',
        'Content-Length': bytes.length,
      },
    });
    request.on('error', () => resolve());
    request.write(bytes.subarray(0, cut), () => setTimeout(() => request.destroy(new Error('the line breaks')), 300));
  });
}

async function headersOf(url: string): Promise<object> {
  const probe = await agent.get(url);
  const { header } = (probe as unknown as { request: { header: Record<string, string> } }).request;
  return { Cookie: header['Cookie'], 'X-CSRF-Token': header['X-CSRF-Token'] };
}
