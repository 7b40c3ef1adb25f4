import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';
import { Problem } from '../api/problem.ts';

export type Application = Answer<'getApplication'>;
export type Check = Answer<'getChecks'>['items'][number];

/** The own organisation's applications, newest first. */
export function useApplications() {
  return useInfiniteQuery({
    queryKey: ['applications'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/applications', {
          params: { query: { limit: 100, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export function useApplication(id: string) {
  return useQuery({
    queryKey: ['application', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/applications/{id}', { params: { path: { id } }, signal })),
  });
}

export function useChecks(id: string) {
  return useQuery({
    queryKey: ['checks', id],
    queryFn: async ({ signal }) => {
      const { items } = await bodyOf(api.GET('/applications/{id}/checks', { params: { path: { id } }, signal }));
      return items;
    },
  });
}

interface NewApplication {
  readonly numbers: string[];
  readonly entity: { readonly name?: string; readonly uscc?: string };
  readonly once: string;
}

export function useCreateApplication() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ once, ...body }: NewApplication) =>
      bodyOf(
        api.POST('/applications', { params: { header: { 'Idempotency-Key': once } }, body: { kind: 'new', ...body } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['applications'] }),
  });
}

/** Members to change (RFC 7396): what is not named stays as it is. */
export type Patch = Readonly<Record<string, unknown>>;

/** Saves one after another, so that two quick changes cannot overtake each other. */
export function usePatchApplication(id: string) {
  const queries = useQueryClient();
  return useMutation({
    scope: { id: `patch-${id}` },
    // Without a network it waits, and goes on by itself; a line that breaks in the middle is tried again.
    networkMode: 'online',
    retry: (failures, error) => error instanceof Problem && error.status === 0 && failures < 20,
    retryDelay: 2_000,
    mutationFn: (patch: Patch) => bodyOf(api.PATCH('/applications/{id}', { params: { path: { id } }, body: patch })),
    onSuccess: (saved) => queries.setQueryData(['application', id], saved),
  });
}

/** The checks of the dossier as it stands now. */
export function useEvaluate(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/applications/{id}/evaluation', { params: { path: { id } } })),
    onSuccess: ({ checks }) => queries.setQueryData(['checks', id], checks),
  });
}

export interface Contest {
  readonly checkCode: Check['code'];
  readonly reason: string;
}

export function useSubmit(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ contest, once }: { readonly contest: Contest[]; readonly once: string }) =>
      bodyOf(
        api.POST('/applications/{id}/submit', {
          params: { path: { id }, header: { 'Idempotency-Key': once } },
          body: { contest: contest as never },
        }),
      ),
    onSuccess: (saved) => queries.setQueryData(['application', id], saved),
    onSettled: () => refresh(queries, id),
  });
}

export function useWithdraw(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/applications/{id}/withdraw', { params: { path: { id } } })),
    onSettled: () => refresh(queries, id),
  });
}

/** Everything about one application, read anew. */
export async function refresh(queries: QueryClient, id: string): Promise<void> {
  await Promise.all(
    [['application', id], ['checks', id], ['applications'], ['numbers'], ['reservations']].map((queryKey) =>
      queries.invalidateQueries({ queryKey }),
    ),
  );
}
