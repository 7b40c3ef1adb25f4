import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ObjectionGround } from '../../domain/consents.js';
import { api, bodyOf, type Answer } from '../api/client.ts';

export type Asked = Answer<'listConsents'>['items'][number];

/** What others' applications ask of the own organisation, newest first. */
export function useAsked() {
  return useInfiniteQuery({
    queryKey: ['consents'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/consents', {
          params: { query: { limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

/** A party agrees or says why not; a reviewer saw its signature, or weighed its objection. */
export type Said = { readonly id: string; readonly party: Asked['party'] } & (
  | { readonly answer: 'given'; readonly documentId?: string }
  | { readonly answer: 'refused'; readonly ground: ObjectionGround }
  | { readonly answer: 'overruled'; readonly note: string }
);

export function useSay() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: Said) =>
      bodyOf(api.POST('/applications/{id}/consents', { params: { path: { id } }, body })),
    onSettled: (_answer, _error, { id }) =>
      Promise.all(
        [['consents'], ['application', id], ['checks', id]].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}
