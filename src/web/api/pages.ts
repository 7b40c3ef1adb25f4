import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** A list that comes page by page, by the API's own cursor. */
export function usePages<Item>(
  queryKey: QueryKey,
  load: (page: { readonly limit: number; readonly cursor?: string }, signal: AbortSignal) => Promise<Page<Item>>,
  limit = 50,
) {
  return useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      load({ limit, ...(pageParam === undefined ? {} : { cursor: pageParam }) }, signal),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}
