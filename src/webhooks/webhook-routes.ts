import type { Deps } from '../deps.js';
import { toPage } from '../http/page.js';
import { consume, limiter } from '../http/rate-limit.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { createWebhook } from './create-webhook.js';
import { deleteWebhook } from './delete-webhook.js';
import { redeliver } from './redeliver.js';
import { rotateSecret } from './rotate-secret.js';
import { testWebhook } from './test-webhook.js';
import { updateWebhook } from './update-webhook.js';
import type { WebhookRow } from './webhook-model.js';
import { findWebhook, listDeliveries, listWebhooks, waitingOf } from './webhook-queries.js';
import {
  createWebhookBody,
  deliveryList,
  deliveryParams,
  deliveryView,
  newSecret,
  newWebhook,
  updateWebhookBody,
  webhookList,
  webhookQuery,
  webhookView,
} from './webhook-schemas.js';
import { viewDelivery, viewWebhook } from './webhook-view.js';

const ACCESS = { tag: 'webhooks', access: 'webhook.manage' } as const;

/** Calls that a person makes by a button, for all webhooks of an organisation. */
const TESTS_AN_HOUR = 60;
const HOUR_SECONDS = 3_600;

export function webhookRoutes(deps: Deps): Route[] {
  const tests = limiter(deps, 'limit:webhook-tests', TESTS_AN_HOUR, HOUR_SECONDS);
  const view = async (row: WebhookRow) =>
    viewWebhook(row, (await waitingOf(deps, [row])).get(row._id.toHexString()) ?? 0);
  return [
    route({
      ...ACCESS,
      method: 'post',
      path: '/webhooks',
      operation: 'createWebhook',
      summary: 'Registers an address that is told what happens; the secret is shown in this answer only',
      body: createWebhookBody,
      replies: { 201: newWebhook },
      errors: ['RESELLER_NOT_ACTIVE', 'WEBHOOK_CAP_REACHED'],
      handle: async (input) => {
        const { row, secret } = await createWebhook(deps, callerOf(input), input.body);
        return { status: 201, body: { ...viewWebhook(row, 0), secret }, replay: viewWebhook(row, 0) };
      },
    }),
    route({
      ...ACCESS,
      method: 'get',
      path: '/webhooks',
      operation: 'listWebhooks',
      summary: 'The organisation’s webhooks, newest first',
      query: webhookQuery,
      replies: { 200: webhookList },
      errors: [],
      handle: async (input) => {
        const rows = await listWebhooks(deps, callerOf(input), input.query);
        const waiting = await waitingOf(deps, rows);
        const body = toPage(rows, input.query, (row) => viewWebhook(row, waiting.get(row._id.toHexString()) ?? 0));
        return { status: 200, body };
      },
    }),
    route({
      ...ACCESS,
      method: 'get',
      path: '/webhooks/:id',
      operation: 'getWebhook',
      summary: 'One webhook: how it stands, how much waits for it',
      params: idParams,
      replies: { 200: webhookView },
      errors: [],
      load: ({ id }, principal) => findWebhook(deps, principal, id),
      handle: async ({ subject }) => ({ status: 200, body: await view(subject) }),
    }),
    route({
      ...ACCESS,
      method: 'patch',
      path: '/webhooks/:id',
      operation: 'updateWebhook',
      summary: 'Changes address, name or kinds; pauses it or switches it on',
      params: idParams,
      body: updateWebhookBody,
      replies: { 200: webhookView },
      errors: ['STALE'],
      load: ({ id }, principal) => findWebhook(deps, principal, id),
      handle: async (input) => ({
        status: 200,
        body: await view(await updateWebhook(deps, callerOf(input), input.subject, input.body)),
      }),
    }),
    route({
      ...ACCESS,
      method: 'delete',
      path: '/webhooks/:id',
      operation: 'deleteWebhook',
      summary: 'Deletes a webhook with what waits for it and its log',
      params: idParams,
      replies: { 204: null },
      errors: [],
      load: ({ id }, principal) => findWebhook(deps, principal, id),
      handle: async (input) => {
        await deleteWebhook(deps, callerOf(input), input.subject);
        return { status: 204 };
      },
    }),
    route({
      ...ACCESS,
      method: 'post',
      path: '/webhooks/:id/secret',
      operation: 'rotateWebhookSecret',
      summary: 'A new secret, shown in this answer only; the former one signs too for a day',
      params: idParams,
      replies: { 200: newSecret },
      errors: ['STALE'],
      load: ({ id }, principal) => findWebhook(deps, principal, id),
      handle: async (input) => {
        const { secret, previousUntil } = await rotateSecret(deps, callerOf(input), input.subject);
        const replay = { previousUntil: previousUntil.toISOString() };
        return { status: 200, body: { ...replay, secret }, replay };
      },
    }),
    route({
      ...ACCESS,
      method: 'post',
      path: '/webhooks/:id/test',
      operation: 'testWebhook',
      summary: 'Calls the address now with a message of kind `webhook.test`, and says what it answered',
      params: idParams,
      replies: { 200: deliveryView },
      errors: ['RATE_LIMITED'],
      load: ({ id }, principal) => findWebhook(deps, principal, id),
      handle: async ({ subject }) => {
        await consume(tests, subject.resellerId);
        return { status: 200, body: viewDelivery(await testWebhook(deps, subject)) };
      },
    }),
    route({
      ...ACCESS,
      method: 'get',
      path: '/webhooks/:id/deliveries',
      operation: 'listWebhookDeliveries',
      summary: 'Messages of the last thirty days with the answers they got, newest first',
      params: idParams,
      query: webhookQuery,
      replies: { 200: deliveryList },
      errors: [],
      load: ({ id }, principal) => findWebhook(deps, principal, id),
      handle: async ({ subject, query }) => ({
        status: 200,
        body: toPage(await listDeliveries(deps, subject, query), query, viewDelivery),
      }),
    }),
    route({
      ...ACCESS,
      method: 'post',
      path: '/webhooks/:id/deliveries/:deliveryId/redeliver',
      operation: 'redeliverWebhook',
      summary: 'Sends a message again now, with the id it had',
      params: deliveryParams,
      replies: { 202: deliveryView },
      errors: ['WRONG_STATE'],
      load: ({ id }, principal) => findWebhook(deps, principal, id),
      handle: async ({ subject, params }) => ({
        status: 202,
        body: viewDelivery(await redeliver(deps, subject, params.deliveryId)),
      }),
    }),
  ];
}
