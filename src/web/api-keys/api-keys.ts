import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';

export type ApiKey = Answer<'listApiKeys'>['items'][number];
const KEYS = ['api-keys'] as const;

export function useApiKeys() {
  return useQuery({
    queryKey: KEYS,
    queryFn: ({ signal }) => bodyOf(api.GET('/api-keys', { params: { query: { limit: 100 } }, signal })),
  });
}

export function useCreateApiKey() {
  const queries = useQueryClient();
  return useMutation({
    // One key for one press of the button, however often the request is sent.
    mutationFn: ({ name, once }: { readonly name: string; readonly once: string }) =>
      bodyOf(api.POST('/api-keys', { params: { header: { 'Idempotency-Key': once } }, body: { name } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEYS }),
  });
}

export function useRevokeApiKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await api.DELETE('/api-keys/{id}', { params: { path: { id } } });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS }),
  });
}
