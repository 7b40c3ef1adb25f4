import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LuckyPattern } from '../../domain/number-400.js';
import type { Carrier, NumberStatus } from '../../domain/number-status.js';
import { api, bodyOf, type Answer } from '../api/client.ts';

export type NumberItem = Answer<'searchNumbers'>['items'][number];
export type Reservation = Answer<'reserveNumber'>;

export interface NumberWish {
  readonly contains?: string;
  readonly carrier?: Carrier;
  readonly lucky: readonly LuckyPattern[];
}

const PAGE = 48;

export function useSpareNumbers({ contains, carrier, lucky }: NumberWish) {
  return useInfiniteQuery({
    queryKey: ['numbers', 'spare', contains, carrier, lucky],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/numbers', {
          params: {
            query: {
              status: 'spare',
              limit: PAGE,
              ...(contains === undefined || contains === '' ? {} : { contains }),
              ...(carrier === undefined ? {} : { carrier }),
              ...(lucky.length === 0 ? {} : { lucky: lucky.join(',') }),
              ...(pageParam === undefined ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
}

/** Every number of the own organisation in one of these states. */
export function useOwnNumbers(status: NumberStatus) {
  return useInfiniteQuery({
    queryKey: ['numbers', 'own', status],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/numbers', {
          params: { query: { status, limit: 100, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export function useReservations() {
  return useQuery({
    queryKey: ['reservations'],
    queryFn: ({ signal }) => bodyOf(api.GET('/reservations', { params: { query: { limit: 100 } }, signal })),
  });
}

interface Wanted {
  readonly number: string;
  readonly subscriber: { readonly name: string; readonly uscc?: string };
  /** One press of the button is one reservation, however often it is sent. */
  readonly once: string;
}

export function useReserve() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ once, ...body }: Wanted) =>
      bodyOf(api.POST('/reservations', { params: { header: { 'Idempotency-Key': once } }, body })),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['numbers'] }),
        queries.invalidateQueries({ queryKey: ['reservations'] }),
      ]),
  });
}

export function useGiveBack() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await api.DELETE('/reservations/{id}', { params: { path: { id } } });
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['numbers'] }),
        queries.invalidateQueries({ queryKey: ['reservations'] }),
      ]),
  });
}
