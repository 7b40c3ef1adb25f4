import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly body: { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
}

/** What the API shows, as far as tests look. */
export interface Made {
  readonly id: string;
  readonly secret: string;
}
export interface Shown {
  readonly id: string;
  readonly status: string;
  readonly failures: number;
  readonly waiting: number;
}
export interface Delivery {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly attempts: number;
  readonly log: readonly { readonly status: number | null; readonly fault: string | null }[];
}

/** A reseller's program on this machine: real HTTP. */
export class Receiver {
  readonly calls: Call[] = [];
  /** What it does with a call; the default takes it. */
  answer: (call: Call, response: ServerResponse) => void = (_call, response) => response.writeHead(204).end();
  readonly #server = createServer((request, response) => {
    void text(request).then((raw) => {
      const call: Call = { headers: request.headers, raw, body: JSON.parse(raw) as Call['body'] };
      this.calls.push(call);
      this.answer(call, response);
    });
  });

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/hooks`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

/** How many of the signatures are those of a secret: computed here as the specification says, without its library. */
export function signedBy(call: Call, secret: string): number {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${String(call.headers['webhook-id'])}.${String(call.headers['webhook-timestamp'])}.${call.raw}`;
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(call.headers['webhook-signature'])
    .split(' ')
    .filter((one) => one === expected).length;
}
