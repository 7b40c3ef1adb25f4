import { DeliveryError, type Channel, type Message } from './channel.js';

export interface SmsGatewaySettings {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Members of the request; `{to}`, `{text}`, `{template}`, `{id}` inside its strings are filled in. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly format: 'json' | 'form';
  /** Many gateways answer 200 whatever happened: what a good answer's body must match. */
  readonly accepted: RegExp | null;
  /** What the body matches when the phone number does not exist. */
  readonly bounced: RegExp | null;
}

const TIMEOUT_MS = 10_000;
/** Statuses that speak of this message; 401 and 403 speak of our settings, 408 and 429 of the moment. */
const REFUSALS = new Set([400, 404, 410, 422]);

/** Any SMS provider that takes one HTTP POST a message: the provider's format is configuration, not code. */
export class SmsGateway implements Channel {
  constructor(private readonly settings: SmsGatewaySettings) {}

  async deliver(message: Message): Promise<void> {
    const { url, headers, format, accepted, bounced } = this.settings;
    const body = fill(this.settings.body, message) as Record<string, unknown>;
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...typeOf(format), ...(fill(headers, message) as Record<string, string>) },
      body: format === 'json' ? JSON.stringify(body) : new URLSearchParams(asTexts(body)).toString(),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    }).catch(() => {
      throw new DeliveryError('SMS_UNREACHABLE', false);
    });
    const answer = (await response.text().catch(() => '')).slice(0, 10_000);
    if (bounced?.test(answer) === true) throw new DeliveryError('SMS_NO_SUCH_NUMBER', true);
    if (!response.ok) throw new DeliveryError(`SMS_HTTP_${response.status}`, REFUSALS.has(response.status));
    if (accepted?.test(answer) === false) throw new DeliveryError('SMS_NOT_ACCEPTED', false);
  }

  close(): void {
    // Nothing stays open between messages.
  }
}

function typeOf(format: SmsGatewaySettings['format']): Record<string, string> {
  return { 'Content-Type': format === 'json' ? 'application/json' : 'application/x-www-form-urlencoded' };
}

function fill(value: unknown, message: Message): unknown {
  if (typeof value === 'string')
    return value.replace(
      /\{(to|text|template|id)\}/g,
      (_match, name: 'to' | 'text' | 'template' | 'id') => message[name],
    );
  if (Array.isArray(value)) return value.map((item) => fill(item, message));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member, message)]));
}

function asTexts(body: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
