import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';
import { usePages } from '../api/pages.ts';
import type { operations } from '../api/schema.gen.d.ts';

export type Reseller = Answer<'getReseller'>;
export type ResellerStatus = Reseller['status'];
type Body<Name extends 'createReseller' | 'updateReseller'> = operations[Name]['requestBody'] extends
  { content: { 'application/json': infer Given } } | undefined
  ? Given
  : never;
export type NewReseller = Body<'createReseller'>;
export type ResellerChange = Body<'updateReseller'>;

const RESELLERS = ['resellers'] as const;

export function useResellers({ status, name }: { readonly status?: ResellerStatus; readonly name?: string }) {
  return usePages([...RESELLERS, 'list', status, name], (page, signal) =>
    bodyOf(
      api.GET('/resellers', {
        params: {
          query: {
            ...page,
            ...(status === undefined ? {} : { status }),
            ...(name === undefined || name === '' ? {} : { name }),
          },
        },
        signal,
      }),
    ),
  );
}

export function useReseller(id: string) {
  return useQuery({
    queryKey: [...RESELLERS, id],
    queryFn: ({ signal }) => bodyOf(api.GET('/resellers/{id}', { params: { path: { id } }, signal })),
  });
}

export function useNumbersOfReseller(resellerId: string) {
  return useQuery({
    queryKey: [...RESELLERS, resellerId, 'numbers'],
    queryFn: ({ signal }) => bodyOf(api.GET('/numbers/summary', { params: { query: { resellerId } }, signal })),
  });
}

export function useScore(resellerId: string) {
  return useQuery({
    queryKey: [...RESELLERS, resellerId, 'score'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/resellers/{id}/complaint-score', { params: { path: { id: resellerId } }, signal })),
  });
}

export function useCreateReseller() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ once, body }: { readonly once: string; readonly body: NewReseller }) =>
      bodyOf(api.POST('/resellers', { params: { header: { 'Idempotency-Key': once } }, body })),
    onSettled: () => queries.invalidateQueries({ queryKey: RESELLERS }),
  });
}

/** Changes what the person saw: somebody else's change in between is refused, not overwritten. */
export function useUpdateReseller({ id: resellerId, version }: Pick<Reseller, 'id' | 'version'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ResellerChange) =>
      bodyOf(
        api.PATCH('/resellers/{id}', {
          params: { path: { id: resellerId }, header: { 'If-Match': `"${version}"` } },
          body,
        }),
      ),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: RESELLERS }),
        queries.invalidateQueries({ queryKey: ['audit'] }),
      ]),
  });
}
