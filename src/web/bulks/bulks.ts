import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';

export type Bulk = Answer<'getBulk'>;
export type BulkItem = Answer<'listBulkItems'>['items'][number];

/** How often the page looks how far a run is. */
const LOOK_AGAIN_MS = 2_000;

export function useBulks() {
  return useInfiniteQuery({
    queryKey: ['bulks'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/bulks', {
          params: { query: { limit: 20, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export function useBulk(id: string) {
  return useQuery({
    queryKey: ['bulk', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/bulks/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? LOOK_AGAIN_MS : false),
  });
}

/** @param version changes when the rows have */
export function useBulkItems(id: string, version: string) {
  return useQuery({
    queryKey: ['bulk-items', id, version],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET('/bulks/{id}/items', { params: { path: { id } }, signal }))).items,
    placeholderData: (before) => before,
  });
}

/** One file of a form; the client leaves its type to the browser. */
function formOf(file: File): { body: { file: string }; bodySerializer: () => FormData } {
  const form = new FormData();
  form.set('file', file);
  return { body: { file: '' }, bodySerializer: () => form };
}

export function useCheckSheet() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => bodyOf(api.POST('/bulks', formOf(file))),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bulks'] }),
  });
}

export function useSendArchive(id: string) {
  return useKept(id, (file: File) =>
    bodyOf(api.POST('/bulks/{id}/papers', { params: { path: { id } }, ...formOf(file) })),
  );
}

export function useRun(id: string) {
  return useKept(id, () => bodyOf(api.POST('/bulks/{id}/run', { params: { path: { id } } })));
}

function useKept<Given>(id: string, mutationFn: (given: Given) => Promise<Bulk>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (saved) => queries.setQueryData(['bulk', id], saved),
    onSettled: () => Promise.all([['bulk', id], ['bulks']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
