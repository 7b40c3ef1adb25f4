import express, { type Router } from 'express';
import { z } from 'zod';
import type { Deps } from '../deps.js';
import { actorOf } from '../events/record-event.js';
import { callerOf, route, type Route } from '../http/route.js';
import { numberParams, timestampSchema } from '../http/schemas.js';
import { createLookUp } from '../lookup/look-up.js';
import { checkCredential, CREDENTIAL_STATUSES, isCurrent } from './credential.js';
import { createSigningKeys, rotateSigningKey } from './signing-keys.js';

const digest = z.string().regex(/^[\w-]{43}$/);

/** Checking credentials, for who has no library at hand, and the keys that sign them. */
export function credentialRoutes(deps: Deps): Route[] {
  const keys = createSigningKeys(deps);
  const lookUp = createLookUp(deps);
  return [
    route({
      method: 'get',
      path: '/credentials/:number/:digest',
      operation: 'getCredentialStatus',
      tag: 'lookup',
      access: 'public',
      summary: 'Whether the record that a credential carries is still the number’s present one',
      params: numberParams.extend({ digest }),
      replies: { 200: z.object({ status: z.enum(['current', 'revoked']), checkedAt: timestampSchema }) },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND'],
      handle: async ({ params, response }) => {
        response.set('Access-Control-Allow-Origin', '*');
        const current = await isCurrent(lookUp, params.number, params.digest);
        return {
          status: 200,
          body: { status: current ? 'current' : 'revoked', checkedAt: deps.clock.now().toISOString() },
        };
      },
    }),
    route({
      method: 'post',
      path: '/credentials/checks',
      operation: 'checkCredential',
      tag: 'lookup',
      access: 'public',
      summary: 'What a credential is worth now: valid, expired, revoked (the record changed), or forged',
      body: z.strictObject({ credential: z.string().min(1).max(20_000) }),
      replies: { 200: z.object({ status: z.enum(CREDENTIAL_STATUSES), number: z.string().nullable() }) },
      errors: ['VALIDATION_FAILED'],
      handle: async ({ body }) => ({ status: 200, body: await checkCredential(deps, keys, lookUp, body.credential) }),
    }),
    route({
      method: 'post',
      path: '/credential-keys',
      operation: 'rotateCredentialKey',
      tag: 'lookup',
      access: 'credential_key.rotate',
      summary: 'Makes a new signing key; with `compromised` the old ones verify nothing any more',
      body: z.strictObject({ compromised: z.boolean().default(false) }),
      replies: { 201: z.object({ kid: z.string(), activeFrom: timestampSchema }) },
      errors: ['VALIDATION_FAILED'],
      handle: async (input) => {
        const { kid, activeFrom } = await rotateSigningKey(deps, actorOf(callerOf(input)), input.body.compromised);
        return { status: 201, body: { kid, activeFrom: activeFrom.toISOString() } };
      },
    }),
  ];
}

/** `/.well-known/jwks.json` (RFC 7517): any JOSE library verifies our credentials with it. */
export function createJwks(deps: Deps): Router {
  const router = express.Router();
  const keys = createSigningKeys(deps);
  router.get('/.well-known/jwks.json', async (_request, response) => {
    response.locals['route'] = '/.well-known/jwks.json';
    response
      .set({
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': 'public, max-age=300',
        'Content-Type': 'application/jwk-set+json',
      })
      .send(Buffer.from(JSON.stringify({ keys: await keys.published() })));
  });
  return router;
}
