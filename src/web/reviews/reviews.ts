import { useMutation, useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { HumanCheckCode } from '../../domain/checks.js';
import type { ReasonCode } from '../../domain/reason-codes.js';
import { api, bodyOf, type Answer } from '../api/client.ts';
import type { Application } from '../applications/applications.ts';
import type { DocumentAnswer } from '../documents/documents.ts';

export type Queue = Answer<'getReviewQueue'>;
export type QueueItem = Queue['items'][number];
export type Lane = keyof Queue['lanes'] | 'second_look';
export type QueueView = 'open' | 'free' | 'mine' | 'parked';
export type CaseContext = Answer<'getReviewCase'>;
export type Review = NonNullable<Application['review']>;

/** How often the page looks whether a colleague did something: claims are not among the live news. */
const LOOK_AGAIN_MS = 10_000;

export function useQueue(filter: {
  readonly lane?: Lane | undefined;
  readonly view: QueueView;
  readonly limit: number;
}) {
  const { lane, view, limit } = filter;
  return useQuery({
    queryKey: ['queue', lane ?? 'all', view, limit],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/review/queue', {
          params: { query: { view, limit, ...(lane === undefined ? {} : { lane }) } },
          signal,
        }),
      ),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useCase(id: string) {
  return useQuery({
    queryKey: ['application', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/applications/{id}', { params: { path: { id } }, signal })),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useCaseContext(id: string, version: string) {
  return useQuery({
    queryKey: ['case', id, version],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/review/cases/{applicationId}', { params: { path: { applicationId: id } }, signal })),
    placeholderData: (before) => before,
  });
}

/** The documents of a dossier that have arrived, in its order. */
export function useDocuments(application: Application): readonly DocumentAnswer[] {
  return useQueries({
    queries: application.documents.map(({ id }) => ({
      queryKey: ['document', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        bodyOf(api.GET('/documents/{id}', { params: { path: { id } }, signal })),
      staleTime: 60_000,
    })),
    combine: (results) => results.flatMap(({ data }) => (data === undefined ? [] : [data])),
  });
}

/** Null when nothing waits. */
export function useClaim() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (which: { id?: string; lane?: Lane }): Promise<Application | null> => {
      const { id, lane } = which;
      const body = { ...(id === undefined ? {} : { applicationId: id }), ...(lane === undefined ? {} : { lane }) };
      const { data } = await api.POST('/review/claims', { body });
      return data ?? null;
    },
    onSuccess: async (claimed) => {
      if (claimed === null) return;
      // What was masked before is whole for the claimant.
      await Promise.all(
        claimed.documents
          .map(({ id }) => queries.invalidateQueries({ queryKey: ['document', id] }))
          .concat(
            queries.invalidateQueries({ queryKey: ['checks', claimed.id] }),
            queries.invalidateQueries({ queryKey: ['case', claimed.id] }),
          ),
      );
      queries.setQueryData(['application', claimed.id], claimed);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['queue'] }),
  });
}

/** A senior says which of two reviewers was right. */
export function useSettle(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly side: 'first' | 'second'; readonly reason: string }) =>
      bodyOf(api.POST('/applications/{id}/second-look/settlement', { params: { path: { id } }, body })),
    onSuccess: (saved) => queries.setQueryData(['application', id], saved),
    onSettled: () => refreshCase(queries, id),
  });
}

/** What a reviewer does to a case. Each answers with the case as it is then. */
export interface Act {
  readonly decide: {
    readonly outcome: 'approve' | 'reject' | 'request_information';
    readonly reasons?: ReasonCode[];
    readonly requests?: { reason: ReasonCode; note?: string }[];
    readonly override?: { checkCode: string; reason: string }[];
    readonly note?: string;
    readonly noteToApplicant?: string;
    /** Fields that were on screen. */
    readonly shown?: { readonly document: string; readonly field: string }[];
  };
  readonly correct: {
    readonly document: string;
    readonly field: string;
    readonly value: string;
    readonly reason: string;
  };
  readonly check: { readonly code: HumanCheckCode; readonly status: 'pass' | 'fail'; readonly note?: string };
  readonly park: { readonly until: string; readonly note?: string };
  readonly comment: { readonly text: string };
}

export type Deed =
  | { readonly kind: 'release' }
  | { readonly kind: 'undo' }
  | { [Kind in keyof Act]: { readonly kind: Kind; readonly once: string; readonly body: Act[Kind] } }[keyof Act];

export function useAct(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (deed: Deed) => send(id, deed),
    onSuccess: (saved) => {
      if (saved !== null) queries.setQueryData(['application', id], saved);
    },
    onSettled: () => refreshCase(queries, id),
  });
}

async function send(id: string, deed: Deed): Promise<Application | null> {
  const path = { id };
  if (deed.kind === 'release') {
    await api.DELETE('/review/claims/{applicationId}', { params: { path: { applicationId: id } } });
    return null;
  }
  if (deed.kind === 'undo') return bodyOf(api.DELETE('/applications/{id}/decisions/latest', { params: { path } }));
  const params = { path, header: { 'Idempotency-Key': deed.once } };
  switch (deed.kind) {
    case 'decide': {
      // 202 says only that a second person is needed; the case itself is read anew.
      await api.POST('/applications/{id}/decisions', { params, body: deed.body as never });
      return null;
    }
    case 'correct':
      return bodyOf(api.PATCH('/applications/{id}/fields', { params, body: deed.body }));
    case 'check':
      return bodyOf(api.POST('/applications/{id}/human-checks', { params, body: deed.body }));
    case 'park':
      return bodyOf(api.POST('/applications/{id}/park', { params, body: deed.body }));
    case 'comment':
      return bodyOf(api.POST('/applications/{id}/comments', { params, body: deed.body }));
  }
}

async function refreshCase(queries: QueryClient, id: string): Promise<void> {
  await Promise.all(
    [['application', id], ['checks', id], ['case', id], ['queue']].map((queryKey) =>
      queries.invalidateQueries({ queryKey }),
    ),
  );
}
