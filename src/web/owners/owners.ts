import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';

export type OwnNumber = Answer<'listOwnNumbers'>['items'][number];
export type View = Answer<'listViewsOfPapers'>['items'][number];
export type Notice = Answer<'listNotices'>['items'][number];

const NUMBERS = ['owner', 'numbers'] as const;

export function useNumbersOfEntity() {
  return useQuery({
    queryKey: NUMBERS,
    queryFn: async ({ signal }) => (await bodyOf(api.GET('/owner/numbers', { signal }))).items,
  });
}

export function useViews() {
  return useInfiniteQuery({
    queryKey: ['owner', 'views'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/owner/views', {
          params: { query: { limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export function useMessages() {
  return useInfiniteQuery({
    queryKey: ['owner', 'notices'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/notices', {
          params: { query: { limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export function useReadMessage() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => bodyOf(api.POST('/notices/{id}/read', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['owner', 'notices'] }),
  });
}

export function useResellerChoices(enabled: boolean) {
  return useQuery({
    queryKey: ['owner', 'resellers'],
    enabled,
    queryFn: async ({ signal }) => (await bodyOf(api.GET('/owner/resellers', { signal }))).items,
  });
}

/** What an owner does to one number with a sentence of why. */
export function useSayWhy(act: 'stop' | 'dispute') {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ number, reason }: { readonly number: string; readonly reason: string }) =>
      act === 'stop'
        ? bodyOf(api.POST('/owner/numbers/{number}/stop', { params: { path: { number } }, body: { reason } }))
        : bodyOf(api.POST('/owner/numbers/{number}/dispute', { params: { path: { number } }, body: { reason } })),
    onSettled: () => again(queries),
  });
}

export function useResume() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (number: string) =>
      bodyOf(api.POST('/owner/numbers/{number}/resume', { params: { path: { number } } })),
    onSettled: () => again(queries),
  });
}

export interface Filing {
  readonly kind: 'cancel' | 'reseller_change' | 'change' | 'renewal';
  readonly numbers: string[];
  readonly toResellerId?: string;
  /** One press is one dossier, however often it is sent. */
  readonly once: string;
}

/** Opens a dossier of the owner's own; what is registered is filled in already. */
export function useFile() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ once, ...body }: Filing) =>
      bodyOf(api.POST('/applications', { params: { header: { 'Idempotency-Key': once } }, body })),
    onSettled: () => Promise.all([again(queries), queries.invalidateQueries({ queryKey: ['applications'] })]),
  });
}

export function useIssueCertificate() {
  return useMutation({
    mutationFn: (number: string) =>
      bodyOf(api.POST('/numbers/{number}/certificates', { params: { path: { number } } })),
  });
}

export function useBadge(number: string, enabled: boolean) {
  return useQuery({
    queryKey: ['badge', number],
    enabled,
    queryFn: ({ signal }) => bodyOf(api.GET('/numbers/{number}/badge', { params: { path: { number } }, signal })),
  });
}

export function useSetBadge(number: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (domain: string | null) =>
      bodyOf(api.PATCH('/numbers/{number}/badge', { params: { path: { number } }, body: { domain } })),
    onSuccess: (badge) => queries.setQueryData(['badge', number], badge),
  });
}

export function useSendContactCode(id: string) {
  return useMutation({
    mutationFn: async (channel: 'sms' | 'email') => {
      await api.POST('/applications/{id}/contact-codes', { params: { path: { id } }, body: { channel } });
    },
  });
}

export function useConfirmContact(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (code: string) => {
      await api.POST('/applications/{id}/contact-confirmations', { params: { path: { id } }, body: { code } });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['checks', id] }),
  });
}

function again(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({ queryKey: NUMBERS });
}
