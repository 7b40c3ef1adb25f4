import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, requestHeaders, type Answer } from '../api/client.ts';

export type OpenedLink = Answer<'openLink'>;
export type LinkKind = OpenedLink['kinds'][number];

/** The secret stands behind `#`: browsers send that part to no server. */
export function secretOfAddress(): string {
  return window.location.hash.slice(1);
}

export function linkHeaders(): Record<string, string> {
  return { ...requestHeaders('GET'), 'Dossier-Link': secretOfAddress() };
}

/** What the link is for and what has arrived; asked again while papers are being read. */
export function useOpenedLink() {
  return useQuery({
    queryKey: ['link'],
    queryFn: ({ signal }) => bodyOf(api.GET('/links/current', { headers: linkHeaders(), signal })),
    refetchInterval: ({ state }) =>
      state.data?.kinds.some(({ status }) => status === 'queued' || status === 'processing') === true ? 4_000 : 30_000,
  });
}

export function useAnswerConsent() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: {
      readonly answer: 'given' | 'withdrawn';
      readonly textVersion: string;
      readonly readingRight?: boolean;
    }) => bodyOf(api.POST('/links/current/consent', { headers: linkHeaders(), body: given })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['link'] }),
  });
}
