import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';

export type QueueHealth = Answer<'listQueues'>['items'][number];
export type FailedJob = Answer<'listFailedJobs'>['items'][number];
const JOBS = ['jobs'] as const;
const EVERY_MS = 10_000;

export function useQueues() {
  return useQuery({
    queryKey: [...JOBS, 'queues'],
    queryFn: async ({ signal }) => (await bodyOf(api.GET('/jobs/queues', { signal }))).items,
    refetchInterval: EVERY_MS,
  });
}

export function useFailedJobs() {
  return useQuery({
    queryKey: [...JOBS, 'failed'],
    queryFn: async ({ signal }) => (await bodyOf(api.GET('/jobs/failed', { signal }))).items,
    refetchInterval: EVERY_MS,
  });
}

export function useRetryJob() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ queue, id }: Pick<FailedJob, 'queue' | 'id'>) => {
      await api.POST('/jobs/{queue}/{id}/retry', { params: { path: { queue, id } } });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: JOBS }),
  });
}
