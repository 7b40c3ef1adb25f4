import { randomBytes } from 'node:crypto';
import { DateTime } from 'luxon';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { openPersonal, sealPersonal } from '../accounts/sealed.js';
import type { Deps } from '../deps.js';
import type { WebhookRow } from './webhook-model.js';

/** A receiver changes its secret within this time; until then both sign. */
export const OVERLAP_HOURS = 24;

const secretsSchema = z.array(z.object({ secret: z.string(), until: z.iso.datetime().nullable() }));
type Secrets = z.output<typeof secretsSchema>;

/** Standard Webhooks: `whsec_` and 24 to 64 random bytes in base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

export function sealSecrets(deps: Pick<Deps, 'cipher'>, id: string, secrets: Secrets): string {
  return sealPersonal(deps, `webhook:${id}`, secrets);
}

/** The secrets that sign now, newest first. */
export function secretsInForce(deps: Pick<Deps, 'cipher' | 'clock'>, row: Pick<WebhookRow, '_id' | 'sealed'>): Secrets {
  const now = deps.clock.now().toISOString();
  const all = openPersonal(deps, `webhook:${row._id.toHexString()}`, row.sealed, secretsSchema);
  return all.filter(({ until }) => until === null || until > now);
}

/** The secrets after a rotation: a new one, and the one before it until its time is over; never more than these two. */
export function rotatedSecrets(
  deps: Pick<Deps, 'cipher' | 'clock'>,
  row: Pick<WebhookRow, '_id' | 'sealed'>,
): { readonly secret: string; readonly until: Date; readonly all: Secrets } {
  const secret = newWebhookSecret();
  const until = DateTime.fromJSDate(deps.clock.now()).plus({ hours: OVERLAP_HOURS }).toJSDate();
  const old = secretsInForce(deps, row)
    .slice(0, 1)
    .map((one) => ({ ...one, until: one.until ?? until.toISOString() }));
  return { secret, until, all: [{ secret, until: null }, ...old] };
}

/** Headers of Standard Webhooks: signed by every secret in force, separated by spaces. */
export function signedHeaders(
  secrets: Secrets,
  { id, at, body }: { readonly id: string; readonly at: Date; readonly body: string },
): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map(({ secret }) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
