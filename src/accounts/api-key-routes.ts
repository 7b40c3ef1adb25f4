import type { Deps } from '../deps.js';
import { toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { findApiKey, listApiKeys } from './api-key-queries.js';
import { apiKeyList, apiKeyQuery, createApiKeyBody, newApiKey } from './api-key-schemas.js';
import { viewApiKey } from './api-key-view.js';
import { createApiKey } from './create-api-key.js';
import { revokeApiKey } from './revoke-api-key.js';

export function apiKeyRoutes(deps: Deps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api-keys',
      operation: 'createApiKey',
      tag: 'accounts',
      access: 'api_key.manage',
      summary: 'Makes an API key; the key is shown in this answer only',
      body: createApiKeyBody,
      replies: { 201: newApiKey },
      errors: ['RESELLER_NOT_ACTIVE'],
      handle: async (input) => {
        const { row, key } = await createApiKey(deps, callerOf(input), input.body);
        return { status: 201, body: { ...viewApiKey(row), key } };
      },
    }),
    route({
      method: 'get',
      path: '/api-keys',
      operation: 'listApiKeys',
      tag: 'accounts',
      access: 'api_key.manage',
      summary: 'The organisation’s keys, newest first, revoked ones too',
      query: apiKeyQuery,
      replies: { 200: apiKeyList },
      errors: [],
      handle: async (input) => ({
        status: 200,
        body: toPage(await listApiKeys(deps, callerOf(input), input.query), input.query, viewApiKey),
      }),
    }),
    route({
      method: 'delete',
      path: '/api-keys/:id',
      operation: 'revokeApiKey',
      tag: 'accounts',
      access: 'api_key.manage',
      summary: 'Revokes a key at once',
      params: idParams,
      replies: { 204: null },
      errors: [],
      load: ({ id }, principal) => findApiKey(deps, principal, id),
      handle: async (input) => {
        await revokeApiKey(deps, callerOf(input), input.subject);
        return { status: 204 };
      },
    }),
  ];
}
