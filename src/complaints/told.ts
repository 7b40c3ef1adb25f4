import { z } from 'zod';
import { openPersonal, sealPersonal } from '../accounts/sealed.js';
import type { Deps } from '../deps.js';
import { CALL_DIRECTIONS } from '../domain/complaint.js';
import type { ComplaintRow } from './complaint-model.js';

/** What a complainant told: free text and ways to reach a person, so sealed at rest. */
export const toldSchema = z.object({
  description: z.string(),
  contact: z.string().nullable(),
  call: z
    .object({ on: z.string().nullable(), time: z.string().nullable(), direction: z.enum(CALL_DIRECTIONS).nullable() })
    .nullable(),
  /** Whole yuan. */
  amountLost: z.number().nullable(),
});
export type Told = z.output<typeof toldSchema>;

const recordOf = (id: string) => `complaint:${id}`;

export function sealTold(deps: Pick<Deps, 'cipher'>, id: string, told: Told): string {
  return sealPersonal(deps, recordOf(id), told);
}

/** Null once it was forgotten. */
export function openTold(deps: Pick<Deps, 'cipher'>, row: Pick<ComplaintRow, '_id' | 'told'>): Told | null {
  return row.told === '' ? null : openPersonal(deps, recordOf(row._id.toHexString()), row.told, toldSchema);
}

export function sealAnswer(deps: Pick<Deps, 'cipher'>, id: string, text: string): string {
  return sealPersonal(deps, `${recordOf(id)}:answer`, text);
}

/** The carrier's answers, oldest first. */
export function openAnswers(
  deps: Pick<Deps, 'cipher'>,
  row: Pick<ComplaintRow, '_id' | 'answers'>,
): { at: Date; by: string; text: string }[] {
  const record = `${recordOf(row._id.toHexString())}:answer`;
  return row.answers.map(({ at, by, text }) => ({ at, by, text: openPersonal(deps, record, text, z.string()) }));
}

/** The keyed hash a receipt is found by. */
export function receiptIndexOf(deps: Pick<Deps, 'cipher'>, receipt: string): string {
  return deps.cipher.blindIndex('complaint-receipt', receipt);
}
