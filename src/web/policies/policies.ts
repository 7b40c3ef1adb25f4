import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';

export type Policy = Answer<'listPolicies'>['items'][number];
export type Shape = Policy['shape'];
export type PolicyChange = Answer<'getPolicyHistory'>['items'][number];
const POLICIES = ['policies'] as const;

export function usePolicies() {
  return useQuery({
    queryKey: POLICIES,
    queryFn: ({ signal }) => bodyOf(api.GET('/policies', { signal })),
  });
}

export function usePolicyHistory(key: string) {
  return useQuery({
    queryKey: [...POLICIES, key],
    queryFn: ({ signal }) => bodyOf(api.GET('/policies/{key}/history', { params: { path: { key } }, signal })),
  });
}

/** Changes what the person saw: somebody else's change in between is refused, not overwritten. */
export function useSetPolicy() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({
      policy: { key, version },
      ...body
    }: {
      readonly policy: Pick<Policy, 'key' | 'version'>;
      readonly value: unknown;
      readonly reason: string;
    }) =>
      bodyOf(
        api.PATCH('/policies/{key}', {
          params: { path: { key }, header: { 'If-Match': `"${version}"` } },
          body,
        }),
      ),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: POLICIES }),
        queries.invalidateQueries({ queryKey: ['audit'] }),
        // Name and mark are part of it.
        queries.invalidateQueries({ queryKey: ['me'] }),
      ]),
  });
}

/** Keeps a picture and tells its name. */
export function useKeepMark() {
  return useMutation({
    mutationFn: async (file: File) => bodyOf(api.POST('/setup/marks', { body: { picture: await base64Of(file) } })),
  });
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(new Error('the file cannot be read'));
    reader.onload = () => {
      const [, base64 = ''] = (typeof reader.result === 'string' ? reader.result : '').split(',');
      resolve(base64);
    };
    reader.readAsDataURL(file);
  });
}
