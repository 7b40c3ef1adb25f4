import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';

export type DocumentAnswer = Answer<'getDocument'>;
export type Reading = NonNullable<DocumentAnswer['fields']>[string];

/** A document with what was read; asked again by itself while it is being read, should the live news be silent. */
export function useDocument(id: string | undefined) {
  return useQuery({
    queryKey: ['document', id ?? ''],
    enabled: id !== undefined,
    queryFn: ({ signal }) => bodyOf(api.GET('/documents/{id}', { params: { path: { id: id ?? '' } }, signal })),
    refetchInterval: ({ state }) =>
      state.data !== undefined && ['queued', 'processing'].includes(state.data.status) ? 8_000 : false,
  });
}

export function useDeleteDocument(applicationId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await api.DELETE('/documents/{id}', { params: { path: { id } } });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['application', applicationId] }),
  });
}
