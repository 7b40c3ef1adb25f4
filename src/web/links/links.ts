import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';

type Links = Answer<'listLinks'>;
export type Person = NonNullable<Links['items'][number]['person']>;

/** The links that work now, and the latest word of each person. */
export interface DossierLinks {
  readonly live: Links['items'];
  readonly consents: Links['consents'];
}

/** Links into a dossier, and what its people said about their own information. */
export function useLinks(applicationId: string) {
  return useQuery({
    queryKey: ['links', applicationId],
    queryFn: async ({ signal }) => {
      const { items, consents } = await bodyOf(
        api.GET('/applications/{id}/links', { params: { path: { id: applicationId } }, signal }),
      );
      const now = Date.now();
      const live = items.filter((link) => link.revokedAt === null && new Date(link.expiresAt).getTime() > now);
      return { live, consents };
    },
  });
}

export interface NewLink {
  readonly purpose: 'hand_over' | 'customer';
  readonly person?: Person;
}

export function useIssueLink(applicationId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: NewLink) => {
      const { id, secret, expiresAt } = await bodyOf(
        api.POST('/applications/{id}/links', { params: { path: { id: applicationId } }, body }),
      );
      return { id, expiresAt, address: `${window.location.origin}/console/link#${secret ?? ''}` };
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['links', applicationId] }),
  });
}

export function useRevokeLink(applicationId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (linkId: string) => {
      await api.DELETE('/applications/{id}/links/{linkId}', { params: { path: { id: applicationId, linkId } } });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['links', applicationId] }),
  });
}
