import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userModel } from '../../src/accounts/user-model.js';
import { createApp } from '../../src/app.js';
import { documentModel } from '../../src/documents/document-model.js';
import { eventModel } from '../../src/events/event-model.js';
import { linkModel } from '../../src/links/link-model.js';
import { createDocumentFixture, type DocumentFixture } from '../documents/document-fixture.js';
import { specimen } from '../documents/sample-files.js';
import type { Agent } from '../support/seed.js';

const MINUTE = 60_000;
let fixture: DocumentFixture;
let app: ReturnType<typeof createApp>;
let agent: Agent;
beforeAll(async () => {
  fixture = await createDocumentFixture();
  app = createApp(fixture.deps);
  agent = await fixture.as('agentA');
});
afterAll(() => fixture.close());

interface Issued {
  readonly id: string;
  readonly secret: string;
  readonly expiresAt: string;
}
async function issue(applicationId: string, body: object = { purpose: 'hand_over' }): Promise<Issued> {
  const answer = await signed('post', `/api/v1/applications/${applicationId}/links`).send(body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body as Issued;
}
let credentials: Record<string, string>;
beforeAll(async () => {
  const probe = await agent.get('/api/v1/applications');
  const { header } = (probe as unknown as { request: { header: Record<string, string> } }).request;
  credentials = { Cookie: header['Cookie'] ?? '', 'X-CSRF-Token': header['X-CSRF-Token'] ?? '' };
});
const signed = (method: 'get' | 'post' | 'delete', path: string) => request(app)[method](path).set(credentials);
const opened = (secret: string) => request(app).get('/api/v1/links/current').set('Dossier-Link', secret);
const TUS = { 'Tus-Resumable': '1.0.0' };

const begin = (secret: string, kind: string, size: number) =>
  request(app)
    .post('/api/v1/links/current/uploads')
    .set({
      ...TUS,
      'Dossier-Link': secret,
      'Upload-Length': String(size),
      'Upload-Metadata': `kind ${Buffer.from(kind).toString('base64')}`,
    });
const piece = (secret: string, url: string, bytes: Buffer) =>
  request(app)
    .patch(url)
    .set({
      ...TUS,
      'Dossier-Link': secret,
      'Upload-Offset': '0',
      'Content-Type': 'application/offset+octet-stream',
    })
    .send(bytes);

describe('a hand-over', () => {
  it('uploads into its dossier without an account, and the audit says that a link did it', async () => {
    const id = await fixture.draft();
    const link = await issue(id);
    const bytes = specimen();
    const begun = await begin(link.secret, 'business_licence', bytes.length);
    expect(begun.status, begun.text).toBe(201);
    expect((await piece(link.secret, begun.headers['location'] as string, bytes)).status).toBe(204);
    const row = await documentModel(fixture.deps.db).findOne({ applicationId: id }).orFail().lean();
    expect(row.uploadedBy).toBe(link.id);
    const event = await eventModel(fixture.deps.db).findOne({ 'subjects.id': row._id.toHexString() }).lean();
    expect(event?.actor).toEqual({ kind: 'link', id: link.id });
    const view = (await opened(link.secret)).body as { kinds: { kind: string; status: string | null }[] };
    expect(view.kinds.find(({ kind }) => kind === 'business_licence')?.status).toBe('queued');
  });

  it('is kept as a hash, ends after 15 minutes, when it is revoked, and when another is made', async () => {
    const id = await fixture.draft();
    const first = await issue(id);
    const kept = JSON.stringify(await linkModel(fixture.deps.db).findById(first.id).lean());
    expect(kept).not.toContain(first.secret);
    expect(Date.parse(first.expiresAt) - fixture.deps.clock.now().getTime()).toBe(15 * MINUTE);
    const second = await issue(id);
    expect((await opened(first.secret)).body).toMatchObject({ status: 410, code: 'LINK_OVER' });
    expect((await opened(second.secret)).status).toBe(200);
    const gone = await signed('delete', `/api/v1/applications/${id}/links/${second.id}`);
    expect(gone.status).toBe(204);
    expect((await opened(second.secret)).status).toBe(410);
    const third = await issue(id);
    fixture.deps.clock.advance(15 * MINUTE);
    expect((await opened(third.secret)).status).toBe(410);
    expect((await opened('')).status).toBe(410);
  });

  it('opens nothing but this: no reading, no other dossier, no upload of somebody else’s', async () => {
    const id = await fixture.draft();
    const link = await issue(id);
    const other = await issue(await fixture.draft());
    const bearer = { Authorization: `Bearer ${link.secret}`, 'Dossier-Link': link.secret };
    for (const path of [
      `applications/${id}`,
      `applications/${id}/checks`,
      'applications',
      'me',
      `applications/${id}/links`,
    ])
      expect((await request(app).get(`/api/v1/${path}`).set(bearer)).status).toBe(401);
    const bytes = specimen();
    const begun = await begin(link.secret, 'other', bytes.length);
    const url = begun.headers['location'] as string;
    expect((await piece(other.secret, url, bytes)).status).toBe(404);
    expect((await request(app).get(url).set('Dossier-Link', link.secret)).status).toBe(405);
    const uploadId = url.split('/').at(-1) ?? '';
    expect(
      (
        await request(app)
          .head(`/api/v1/uploads/${uploadId}`)
          .set({ ...TUS, ...bearer })
      ).status,
    ).toBe(401);
    const text = JSON.stringify((await opened(link.secret)).body);
    expect(text).not.toMatch(/\d{17}[\dX]|1\d{10}"/);
    const consent = await request(app)
      .post('/api/v1/links/current/consent')
      .set('Dossier-Link', link.secret)
      .send({ answer: 'given', textVersion: '2026-11' });
    expect(consent.body).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('ends with the account of who issued it, and with the dossier’s time to change', async () => {
    const id = await fixture.draft();
    const link = await issue(id);
    await fixture.setStatus(id, 'in_review');
    expect((await begin(link.secret, 'other', 100)).body).toMatchObject({ code: 'WRONG_STATE' });
    expect((await opened(link.secret)).body).toMatchObject({ open: false });
    const { db } = fixture.deps;
    await userModel(db).updateOne({ _id: fixture.cast.agentA.id }, { $set: { status: 'disabled' } });
    expect((await opened(link.secret)).status).toBe(410);
    await userModel(db).updateOne({ _id: fixture.cast.agentA.id }, { $set: { status: 'active' } });
  });
});

describe('a customer link', () => {
  const agree = (secret: string, body: object) =>
    request(app).post('/api/v1/links/current/consent').set('Dossier-Link', secret).send(body);

  it('takes the papers of its own person only, and their consent with text, time and channel', async () => {
    const id = await fixture.draft();
    const link = await issue(id, { purpose: 'customer', person: 'agent' });
    expect(Date.parse(link.expiresAt) - fixture.deps.clock.now().getTime()).toBe(7 * 24 * 60 * MINUTE);
    expect((await begin(link.secret, 'business_licence', 100)).body).toMatchObject({ code: 'FORBIDDEN' });
    expect((await begin(link.secret, 'legal_representative_id_front', 100)).body).toMatchObject({ code: 'FORBIDDEN' });
    expect((await begin(link.secret, 'agent_id_front', 100)).status).toBe(201);
    const view = (await opened(link.secret)).body as { text: { version: string; lines: string[] } };
    expect(view.text.lines.length).toBeGreaterThan(4);

    expect((await agree(link.secret, { answer: 'given', textVersion: '2019-01' })).body).toMatchObject({
      code: 'CONSENT_TEXT_CHANGED',
    });
    const given = await agree(link.secret, { answer: 'given', textVersion: view.text.version, readingRight: true });
    expect(given.status, given.text).toBe(201);
    const list = (await signed('get', `/api/v1/applications/${id}/links`)).body as { consents: object[] };
    expect(list.consents).toMatchObject([
      {
        person: 'agent',
        answer: 'given',
        readingRight: true,
        textVersion: view.text.version,
        channel: 'customer_link',
      },
    ]);
    const event = await eventModel(fixture.deps.db).findOne({ type: 'personal_consent.answered' }).lean();
    expect(event?.after).toMatchObject({ textHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    await agree(link.secret, { answer: 'withdrawn', textVersion: view.text.version });
    expect((await opened(link.secret)).body).toMatchObject({ consent: { answer: 'withdrawn' } });
  });

  it('needs to say whose it is', async () => {
    const id = await fixture.draft();
    for (const body of [{ purpose: 'customer' }, { purpose: 'hand_over', person: 'agent' }]) {
      const answer = await signed('post', `/api/v1/applications/${id}/links`).send(body);
      expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ path: 'person' }] }]);
    }
  });
});
