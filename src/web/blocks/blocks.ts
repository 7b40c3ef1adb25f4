import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Carrier } from '../../domain/number-status.js';
import { api, bodyOf, type Answer } from '../api/client.ts';
import { usePages } from '../api/pages.ts';

export type Block = Answer<'listBlocks'>['items'][number];
const BLOCKS = ['blocks'] as const;

export function useBlocks() {
  return usePages(
    BLOCKS,
    (page, signal) => bodyOf(api.GET('/numbers/blocks', { params: { query: page }, signal })),
    100,
  );
}

interface NewBlock {
  readonly from: string;
  readonly to: string;
  readonly carrier: Carrier;
  /** One press is one block, however often it is sent. */
  readonly once: string;
}

export function useCreateBlock() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ once, ...body }: NewBlock) =>
      bodyOf(api.POST('/numbers/blocks', { params: { header: { 'Idempotency-Key': once } }, body })),
    onSettled: () => queries.invalidateQueries({ queryKey: BLOCKS }),
  });
}

/** Announces that a block goes out of use, or takes that back. */
export function useRetirement(act: 'announce' | 'cancel') {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) => {
      const given = { params: { path: { id } }, body: { reason } };
      return act === 'announce'
        ? bodyOf(api.POST('/numbers/blocks/{id}/retirement', given))
        : bodyOf(api.POST('/numbers/blocks/{id}/retirement/cancel', given));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: BLOCKS }),
  });
}
