import { useQuery } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';

export type Figures = Answer<'getReviewFigures'>;

export function useReviewFigures(days: number) {
  return useQuery({
    queryKey: ['dashboards', 'reviews', days],
    queryFn: ({ signal }) => bodyOf(api.GET('/dashboards/reviews', { params: { query: { days } }, signal })),
    refetchInterval: 60_000,
    placeholderData: (before) => before,
  });
}

export function useAllNumbers() {
  return useQuery({
    queryKey: ['dashboards', 'numbers'],
    queryFn: ({ signal }) => bodyOf(api.GET('/numbers/summary', { signal })),
  });
}
