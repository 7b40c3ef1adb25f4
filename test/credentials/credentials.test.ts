import type { Express } from 'express';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { createSigningKeys, rotateOldSigningKey, rotateSigningKey } from '../../src/credentials/signing-keys.js';
import { signingKeyModel } from '../../src/credentials/signing-key-model.js';
import { eventModel } from '../../src/events/event-model.js';
import { SYSTEM } from '../../src/events/record-event.js';
import { publicRecordSchema } from '../../src/lookup/lookup-schemas.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { givenBlock, givenWorking, SECRETS } from '../lookup/number-fixture.js';
import { ADMIN } from '../registry/hold-fixture.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { pythonWithJwt, verdictOf } from './pyjwt.js';

const NUMBER = '4000123400';
const BASE = 'http://register.example';
const HOUR = 3_600_000;

let context: TestContext;
let app: Express;

beforeAll(async () => {
  context = await createTestContext({ env: { BASE_URL: BASE } });
  const { resellerId } = await givenBlock(context.deps, NUMBER.slice(0, 8));
  for (const number of [NUMBER, '4000123401', '4000123402']) await givenWorking(context.deps, number, resellerId);
  app = createApp(context.deps);
});
afterAll(() => context.close());
beforeEach(() => context.deps.clock.set(TEST_NOW));

interface Keys {
  keys: { kid: string; x: string }[];
}
const lookUp = async (number = NUMBER, headers = {}) => request(app).get(`/api/v1/lookup/${number}`).set(headers);
const credentialOf = async (number = NUMBER, headers = {}) =>
  ((await lookUp(number, headers)).body as { credential: string }).credential;
const jwks = async () => (await request(app).get('/.well-known/jwks.json')).body as Keys;
const check = async (credential: string) =>
  (await request(app).post('/api/v1/credentials/checks').send({ credential })).body as { status: string };
const seconds = () => context.deps.clock.now().getTime() / 1_000;

describe('a credential', () => {
  it('carries the record, its address of status and a day of life, and no person', async () => {
    const credential = await credentialOf();
    const record = publicRecordSchema
      .omit({ credential: true })
      .strip()
      .parse((await lookUp()).body);
    expect(decodeProtectedHeader(credential)).toMatchObject({ alg: 'EdDSA', typ: 'register-400+jwt' });
    const claims = decodeJwt(credential);
    expect(claims).toMatchObject({ iss: BASE, sub: `tel:+86${NUMBER}`, record });
    expect(claims['status']).toBe(`${BASE}/api/v1/credentials/${NUMBER}/${claims.jti ?? ''}`);
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(24 * 3_600);
    for (const secret of Object.values(SECRETS)) expect(JSON.stringify(claims)).not.toContain(secret);
  });

  it('is the same within the hour, in both languages, so that the answer’s tag stands; not for past days', async () => {
    const first = await lookUp();
    context.deps.clock.advance(HOUR / 2);
    const again = await lookUp(NUMBER, { 'If-None-Match': first.headers['etag'] });
    expect(again.status).toBe(304);
    expect(await credentialOf(NUMBER, { 'Accept-Language': 'en' })).toBe(await credentialOf());
    context.deps.clock.advance(HOUR);
    expect(await credentialOf()).not.toBe((first.body as { credential: string }).credential);
    expect((await request(app).get(`/api/v1/lookup/${NUMBER}?on=2026-05-01`)).body).not.toHaveProperty('credential');
  });
});

const python = pythonWithJwt();
describe('whoever checks one', () => {
  it.skipIf(python === null)(
    'by PyJWT and the published keys tells valid, expired, re-signed and revoked apart',
    async () => {
      const keys = await jwks();
      const say = (credential: string, now = seconds()) => verdictOf(python ?? '', { credential, keys, now });
      const number = '4000123401';
      const credential = await credentialOf(number);
      const valid = say(credential);
      expect(valid).toMatchObject({ verdict: 'valid', number });
      expect(say(credential, seconds() + 25 * 3_600).verdict).toBe('expired');
      expect(say(await resigned(credential)).verdict).toBe('forged');
      const status = async () =>
        ((await request(app).get(new URL(valid.status ?? '').pathname)).body as { status: string }).status;
      expect(await status()).toBe('current');
      await placeHold(context.deps, ADMIN, number, {
        kind: 'owner_request',
        reason: '搬迁',
        remedy: null,
        documentsRequired: [],
        expectedRecovery: null,
      });
      expect(await status()).toBe('revoked');
      expect(say(await credentialOf(number)).verdict).toBe('valid');
    },
    60_000,
  );

  it('by our own route, too', async () => {
    const number = '4000123402';
    const credential = await credentialOf(number);
    expect(await check(credential)).toEqual({ status: 'valid', number });
    for (const forged of [
      await resigned(credential),
      `${credential.slice(0, -4)}AAAA`,
      'nonsense',
      unsigned(credential),
    ])
      expect(await check(forged)).toEqual({ status: 'forged', number: null });
    context.deps.clock.advance(25 * HOUR);
    expect(await check(credential)).toMatchObject({ status: 'expired' });
    context.deps.clock.set(TEST_NOW);
    await placeHold(context.deps, ADMIN, number, {
      kind: 'arrears',
      reason: '欠费',
      remedy: null,
      documentsRequired: [],
      expectedRecovery: null,
    });
    expect(await check(credential)).toMatchObject({ status: 'revoked' });
  });
});

describe('signing keys', () => {
  it('are one, however many processes start at once, and the private part is sealed', async () => {
    const { deps } = await fresh();
    const processes = Array.from({ length: 5 }, () => createSigningKeys(deps));
    const kids = await Promise.all(processes.map(async (keys) => (await keys.current()).kid));
    expect(new Set(kids).size).toBe(1);
    expect(JSON.stringify(await signingKeyModel(deps.db).find().lean())).not.toContain('PRIVATE KEY');
  }, 90_000);

  it('rotate without a gap: published before they sign, kept until their last credential expired', async () => {
    const { deps } = await fresh();
    const keys = createSigningKeys(deps);
    const published = async () => (await keys.published()).map(({ kid }) => kid);
    const old = (await keys.current()).kid;
    const { kid } = await rotateSigningKey(deps, SYSTEM, false);
    deps.clock.advance(11_000);
    expect([(await keys.current()).kid, (await published()).toSorted()]).toEqual([old, [old, kid].toSorted()]);
    deps.clock.advance(HOUR);
    expect([(await keys.current()).kid, (await published()).toSorted()]).toEqual([kid, [old, kid].toSorted()]);
    deps.clock.advance(24 * HOUR);
    expect(await published()).toEqual([kid]);
    await rotateOldSigningKey(deps);
    deps.clock.advance(181 * 24 * HOUR);
    await rotateOldSigningKey(deps);
    await rotateOldSigningKey(deps);
    expect(await signingKeyModel(deps.db).countDocuments()).toBe(3);
    expect(await eventModel(deps.db).countDocuments({ type: 'credential_key.added' })).toBe(3);
  }, 90_000);

  it('that are compromised verify nothing within seconds', async () => {
    const credential = await credentialOf();
    await rotateSigningKey(context.deps, SYSTEM, true);
    context.deps.clock.advance(11_000);
    expect(await check(credential)).toMatchObject({ status: 'forged' });
    expect(await check(await credentialOf())).toMatchObject({ status: 'valid' });
    expect((await jwks()).keys).toHaveLength(1);
  });

  it('are open to all sites', async () => {
    const { headers } = await request(app).get('/.well-known/jwks.json');
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'content-type': 'application/jwk-set+json' });
  });
});

const contexts: TestContext[] = [];
async function fresh(): Promise<TestContext> {
  const made = await createTestContext();
  contexts.push(made);
  return made;
}
afterAll(async () => {
  for (const made of contexts) await made.close();
});

/** The same claims and header, signed by somebody else under our key's name. */
async function resigned(credential: string): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  expect(await exportJWK(privateKey)).toMatchObject({ crv: 'Ed25519' });
  const { kid = '', typ = '' } = decodeProtectedHeader(credential);
  return new SignJWT(decodeJwt(credential)).setProtectedHeader({ alg: 'EdDSA', kid, typ }).sign(privateKey);
}

function unsigned(credential: string): string {
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'register-400+jwt' })).toString('base64url');
  return `${header}.${credential.split('.')[1] ?? ''}.`;
}
