import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Deps } from '../deps.js';
import type { AttemptRow, DeliveryFault, DeliveryRow } from './delivery-model.js';
import { AddressRefusedError, guardedLookup, hostOf, isReachable } from './webhook-address.js';
import type { WebhookRow } from './webhook-model.js';
import { secretsInForce, signedHeaders } from './webhook-secrets.js';

const TIMEOUT_MS = 10_000;
const TLS_FAULT = /CERT|SSL|TLS|SIGNATURE|SELF_SIGNED|ALTNAME/;

/** What is sent, and nothing else: ids, codes, statuses (decision 380). */
export function deliveryBody({ kind, happenedAt, facts, seq }: DeliveryRow): string {
  return JSON.stringify({ type: kind, timestamp: happenedAt.toISOString(), data: { seq, ...facts } });
}

/** The id a receiver knows a message by: the same at every attempt. */
export function messageId({ _id }: Pick<DeliveryRow, '_id'>): string {
  return `msg_${_id.toHexString()}`;
}

/**
 * One attempt. Redirects are not followed (they could lead where the address may not), the answer's body is not read: who
 * wants to say something has the status.
 */
export async function callWebhook(
  deps: Pick<Deps, 'cipher' | 'clock' | 'config'>,
  webhook: Pick<WebhookRow, '_id' | 'url' | 'sealed'>,
  delivery: DeliveryRow,
): Promise<AttemptRow> {
  const at = deps.clock.now();
  const begun = performance.now();
  const outcome = await send(deps, webhook, { delivery, at });
  return { at, milliseconds: Math.round(performance.now() - begun), ...outcome };
}

export function isTaken({ status }: AttemptRow): boolean {
  return status !== null && status >= 200 && status < 300;
}

async function send(
  deps: Pick<Deps, 'cipher' | 'clock' | 'config'>,
  webhook: Pick<WebhookRow, '_id' | 'url' | 'sealed'>,
  { delivery, at }: { readonly delivery: DeliveryRow; readonly at: Date },
): Promise<Pick<AttemptRow, 'status' | 'fault'>> {
  const url = new URL(webhook.url);
  const networks = deps.config.WEBHOOK_NETWORKS;
  // A literal address is not looked up, so nobody else would look at it.
  if (isIP(hostOf(url)) !== 0 && !isReachable(hostOf(url), networks)) return { status: null, fault: 'ADDRESS_REFUSED' };
  const body = deliveryBody(delivery);
  const headers = signedHeaders(secretsInForce(deps, webhook), { id: messageId(delivery), at, body });
  try {
    const status = await post(url, {
      body,
      lookup: guardedLookup(networks),
      headers: { ...headers, 'Content-Type': 'application/json', 'User-Agent': 'registry-400-webhooks' },
    });
    return { status, fault: null };
  } catch (error) {
    return { status: null, fault: faultOf(error) };
  }
}

function post(
  url: URL,
  options: {
    readonly body: string;
    readonly headers: Record<string, string>;
    readonly lookup: ReturnType<typeof guardedLookup>;
  },
): Promise<number> {
  const { body, headers, lookup } = options;
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((done, fail) => {
    // The whole call, the receiver's slow headers included; no connection is kept for the next one.
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const length = { 'Content-Length': String(Buffer.byteLength(body)) };
    const call = open(url, { method: 'POST', agent: false, lookup, signal, headers: { ...headers, ...length } });
    call.on('response', (answer) => {
      done(answer.statusCode ?? 0);
      answer.destroy();
    });
    call.on('error', fail);
    call.end(body);
  });
}

function faultOf(error: unknown): DeliveryFault {
  if (error instanceof AddressRefusedError) return 'ADDRESS_REFUSED';
  const name = error instanceof Error ? error.name : '';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (name === 'TimeoutError' || name === 'AbortError') return 'TIMEOUT';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'UNRESOLVED';
  return TLS_FAULT.test(code) ? 'TLS' : 'UNREACHABLE';
}
