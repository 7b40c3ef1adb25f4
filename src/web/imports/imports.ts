import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';
import { usePages } from '../api/pages.ts';

export type Operation = Answer<'getOperation'>;
export type Item = Answer<'listOperationItems'>['items'][number];
export type ItemStatus = Item['status'];
/** What a row may tell, in the order it is asked for. */
export const FIELDS = [
  'number',
  'name',
  'uscc',
  'legalRepresentative',
  'agent',
  'phone',
  'reseller',
  'status',
  'openedOn',
  'carrier',
  'purpose',
  'address',
] as const;
export type Field = (typeof FIELDS)[number];
export const NEEDED: readonly Field[] = ['number', 'name', 'uscc'];

const OPERATIONS = ['operations'] as const;
const EVERY_MS = 2_000;

export function isMoving({ status }: Pick<Operation, 'status'>): boolean {
  return status === 'running' || status === 'undoing';
}

export function useOperations() {
  return usePages([...OPERATIONS, 'list'], (page, signal) =>
    bodyOf(api.GET('/operations', { params: { query: page }, signal })),
  );
}

/** Looked at again and again while a worker is at it. */
export function useOperation(id: string) {
  return useQuery({
    queryKey: [...OPERATIONS, id],
    queryFn: ({ signal }) => bodyOf(api.GET('/operations/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data !== undefined && isMoving(state.data) ? EVERY_MS : false),
  });
}

export function useItems(id: string, status: ItemStatus | undefined, at: Operation['status']) {
  return usePages([...OPERATIONS, id, 'items', status, at], (page, signal) =>
    bodyOf(
      api.GET('/operations/{id}/items', {
        params: { path: { id }, query: { ...page, ...(status === undefined ? {} : { status }) } },
        signal,
      }),
    ),
  );
}

export interface Plan {
  readonly file: File;
  readonly reason: string;
  readonly headings?: Partial<Record<Field, string>>;
  readonly once: string;
}

/** The dry run: nothing is changed by it. */
export function usePlanImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ file, reason, headings, once }: Plan) => {
      const form = new FormData();
      form.set('reason', reason);
      if (headings !== undefined) form.set('headings', JSON.stringify(headings));
      form.set('file', file);
      return bodyOf(
        api.POST('/operations/imports', {
          params: { header: { 'Idempotency-Key': once } },
          // Typed as the document says it; what is sent is the form.
          body: { reason, file: file.name },
          bodySerializer: () => form,
        }),
      );
    },
    onSettled: () => queries.invalidateQueries({ queryKey: OPERATIONS }),
  });
}

export function useMoveOperation(act: 'run' | 'cancel' | 'undo') {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) => {
      const given = { params: { path: { id } }, body: { reason } };
      if (act === 'run') return bodyOf(api.POST('/operations/{id}/run', given));
      return act === 'cancel'
        ? bodyOf(api.POST('/operations/{id}/cancel', given))
        : bodyOf(api.POST('/operations/{id}/undo', given));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: OPERATIONS }),
  });
}
