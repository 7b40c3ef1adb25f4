import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';

export type Setup = Answer<'getSetup'>;
export type Step = Setup['steps'][number]['step'];
export type StepState = Setup['steps'][number]['state'];
export type RecoverySheet = Answer<'showMasterKey'>;
const SETUP = ['setup'] as const;

export function useSetup() {
  return useQuery({ queryKey: SETUP, queryFn: ({ signal }) => bodyOf(api.GET('/setup', { signal })) });
}

export function useSetStep() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ step, state }: { readonly step: Step; readonly state: StepState }) =>
      bodyOf(api.PATCH('/setup/steps/{step}', { params: { path: { step } }, body: { state } })),
    onSuccess: (setup) => queries.setQueryData(SETUP, setup),
  });
}

export function useFinishSetup() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/setup/finish', { body: {} })),
    onSuccess: (setup) => {
      queries.setQueryData(SETUP, setup);
      return queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
}

export function useTestMessage(channel: 'email' | 'sms') {
  return useMutation({
    mutationFn: (to: string) => bodyOf(api.POST('/setup/test-messages', { body: { channel, to } })),
  });
}

export function useCheckAddress() {
  return useMutation({ mutationFn: () => bodyOf(api.GET('/setup/address')) });
}

export function useRecoverySheet() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (proof: { readonly password: string; readonly totp?: string }) =>
      bodyOf(api.POST('/setup/recovery-sheet', { body: proof })),
    onSettled: () => queries.invalidateQueries({ queryKey: SETUP }),
    // What was shown stays on the page and nowhere else.
    gcTime: 0,
  });
}
