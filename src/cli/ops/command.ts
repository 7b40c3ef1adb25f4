export interface Command {
  readonly usage: string;
  readonly summary: string;
  /** @throws OpsError with what to tell the person at the console */
  run(args: string[]): Promise<void>;
}

/** Something the person at the console can act upon: printed without a stack. */
export class OpsError extends Error {}
