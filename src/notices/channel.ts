/** A message ready to leave: the address is opened only here. */
export interface Message {
  /** The notice's id: gateways that know idempotency keys use it, mail makes its Message-ID of it. */
  readonly id: string;
  readonly to: string;
  readonly template: string;
  readonly title: string;
  readonly text: string;
}

/** One way out of the house. Resolves when the other side took the message over. */
export interface Channel {
  /** @throws DeliveryError */
  deliver(message: Message): Promise<void>;
  close(): void;
}

/** `bounced`: this address will never work. Everything else is tried again. The message is a code, never an address. */
export class DeliveryError extends Error {
  constructor(
    readonly code: string,
    readonly bounced: boolean,
  ) {
    super(code);
    this.name = 'DeliveryError';
  }
}
