import { note } from '../platform/transaction-notes.js';

/** A number's row after a change, without what never changes. Its versions are gapless: each has its event. */
export interface NumberChange {
  readonly number: string;
  readonly status: string;
  readonly version: number;
  readonly resellerId: string | null;
  readonly reservationId: string | null;
  readonly applicationId: string | null;
  readonly uscc: string | null;
}

/** Who is accountable for a number from when to when, as the change left it: public facts only. */
export interface AssignmentChange {
  readonly id: string;
  readonly number: string;
  readonly applicationId: string;
  readonly resellerId: string;
  readonly holder: {
    readonly uscc: string;
    readonly name: string;
    readonly entityType: string;
    readonly province: string | null;
    readonly city: string | null;
  };
  readonly publicName: string;
  readonly verified: { readonly level: string; readonly on: string; readonly due: string };
  readonly from: Date;
  readonly until: Date | null;
  /** From then on it is known that the entity never held the number. */
  readonly disownedAt?: Date;
}

/** Why a number is stopped is nobody's business who reads events: only that a reason came or went. */
export interface HoldChange {
  readonly id: string;
  readonly number: string;
  readonly open: boolean;
}

/**
 * What a change left behind, so that state can be told from events alone, as of any moment (decision 110). Written by the
 * helpers that change these rows, carried by the one event of their transaction.
 */
export interface Changes {
  readonly numbers?: readonly NumberChange[];
  readonly assignments?: readonly AssignmentChange[];
  readonly holds?: readonly HoldChange[];
}

/** Tells the transaction's event of one change. @throws TypeError outside a transaction */
export function noteChange<Kind extends keyof Changes>(kind: Kind, fact: NonNullable<Changes[Kind]>[number]): void {
  note(kind, fact);
}
