import { createTransport, type Transporter } from 'nodemailer';
import { DeliveryError, type Channel, type Message } from './channel.js';

const TIMEOUT_MS = 15_000;
/** SMTP 5xx that speak of the address (RFC 5321 §4.2.3: no such mailbox, not local, bad mailbox syntax). */
const BOUNCES = new Set([550, 551, 553]);

/** E-mail by SMTP. Plain text only: nothing to track, nothing to fake. */
export class MailChannel implements Channel {
  readonly #transport: Transporter;

  /** @param url `smtp://user:password@host:587`, `smtps://…`; `?from=` is the sender's address */
  constructor(url: string) {
    this.#transport = createTransport(url, { from: senderOf(url) });
  }

  async deliver(message: Message): Promise<void> {
    try {
      await withLimit(
        this.#transport.sendMail({
          to: { name: '', address: message.to },
          subject: message.title,
          text: message.text,
          messageId: `<${message.id}@registry-400.invalid>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        }),
      );
    } catch (error) {
      throw refusalOf(error);
    }
  }

  close(): void {
    this.#transport.close();
  }
}

function senderOf(url: string): string {
  const { searchParams, hostname } = new URL(url);
  return searchParams.get('from') ?? `no-reply@${hostname}`;
}

/** The library's own timeouts count silence, not time. */
async function withLimit(sending: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  const late = new Promise<never>((_resolve, reject) => {
    const timeout = setTimeout(() => reject(new DeliveryError('MAIL_TIMEOUT', false)), TIMEOUT_MS);
    timer.signal.addEventListener('abort', () => clearTimeout(timeout));
  });
  await Promise.race([sending, late]).finally(() => timer.abort());
}

function refusalOf(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  if (typeof responseCode === 'number')
    return new DeliveryError(`MAIL_SMTP_${responseCode}`, BOUNCES.has(responseCode));
  // An address the library cannot even write into an envelope.
  if (code === 'EENVELOPE') return new DeliveryError('MAIL_ADDRESS_MALFORMED', true);
  return new DeliveryError('MAIL_UNREACHABLE', false);
}
