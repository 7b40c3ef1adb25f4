import { z } from 'zod';

const base64Hash = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/**
 * What it takes to check, without asking again, that an answer is in the log: with `salt` and the answer the commitment can be
 * made, with `on` the leaf, with `path` the root that `checkpoint` signs. Hashes are base64.
 */
export const logProofSchema = z
  .strictObject({
    logIndex: z.number().int().min(0).meta({ description: 'place in the log, from 0' }),
    leafHash: base64Hash,
    salt: base64Hash,
    on: z.string().meta({ description: 'business day on which it was logged' }),
    path: z.array(base64Hash).meta({ description: 'audit path of RFC 6962 §2.1.1, the leaf’s sibling first' }),
    checkpoint: z.string().meta({ description: 'signed note of the first checkpoint that covers the leaf' }),
  })
  .meta({ id: 'LogProof' });

export type LogProof = z.output<typeof logProofSchema>;
