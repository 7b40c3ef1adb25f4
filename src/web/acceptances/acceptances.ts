import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { KIND_RULES } from '../../domain/application-kinds.js';
import { api, bodyOf } from '../api/client.ts';
import type { Application } from '../applications/applications.ts';

/** What is approved and waits for the carrier's counter. A claim waits for nobody there. */
export function useAwaited() {
  return useInfiniteQuery({
    queryKey: ['awaited'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const { items, nextCursor } = await bodyOf(
        api.GET('/applications', {
          params: {
            query: { status: 'approved', limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      );
      return { items: items.filter(isAwaited), nextCursor };
    },
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

function isAwaited({ kind }: Application): boolean {
  return KIND_RULES[kind].effect !== 'none';
}

export interface Acceptance {
  readonly acceptanceNumber: string;
  readonly counter: string;
  readonly staff: string;
  /** `YYYY-MM-DD` in Beijing. */
  readonly acceptedOn: string;
}

export function useAccept(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ once, ...body }: Acceptance & { readonly once: string }) =>
      bodyOf(
        api.POST('/applications/{id}/carrier-acceptance', {
          params: { path: { id }, header: { 'Idempotency-Key': once } },
          body,
        }),
      ),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['awaited'] }),
        queries.invalidateQueries({ queryKey: ['application', id] }),
      ]),
  });
}
