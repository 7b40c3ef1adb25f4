import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Action } from '../../accounts/permissions.js';
import { api, bodyOf, keepCsrfToken, whenSessionExpires, type Answer } from '../api/client.ts';
import { Problem } from '../api/problem.ts';

export type Me = Answer<'getMe'>;

const ME = ['me'] as const;

/** Who is signed in, or null. Asked again when the window comes to the front: another tab may have signed out. */
export function useMe() {
  return useQuery({ queryKey: ME, queryFn: loadMe, staleTime: 30_000, refetchOnWindowFocus: 'always' });
}

async function loadMe(): Promise<Me | null> {
  try {
    const me = await bodyOf(api.GET('/me'));
    keepCsrfToken(me.csrfToken);
    return me;
  } catch (error) {
    if (error instanceof Problem && error.code === 'UNAUTHENTICATED') return null;
    throw error;
  }
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (given: { readonly email: string; readonly password: string; readonly totp?: string }) => {
      const { csrfToken } = await bodyOf(api.POST('/sessions', { body: given }));
      keepCsrfToken(csrfToken);
      return loadMe();
    },
    onSuccess: (me) => {
      const before = queries.getQueryData<Me | null>(ME);
      // Nothing of the person before may remain on the screen of the next one.
      if (before?.user != null && before.user.id !== me?.user?.id) forgetAll(queries);
      queries.setQueryData(ME, me);
      expired.set(false);
      tellChange(true);
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
    },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await api.DELETE('/sessions/current');
    },
    onSettled: (_data, error) => {
      // Without a connection the session still lives: say so instead of pretending.
      if (error instanceof Problem && error.code !== 'UNAUTHENTICATED') return;
      forgetAll(queries);
      queries.setQueryData(ME, null);
      expired.set(false);
      tellChange(false);
    },
  });
}

/** Everything but who is signed in: that query is being watched, and `clear` would take it from its watchers unseen. */
function forgetAll(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
}

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (given: { readonly current: string; readonly new: string }) => {
      await api.POST('/me/password', { body: given });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ME }),
  });
}

/** A secret for the authenticator app; it counts once `useConfirmTotp` brought a code of it back. */
export function useEnrolTotp() {
  return useMutation({
    mutationFn: (body: { readonly password: string }) => bodyOf(api.POST('/me/totp', { body })),
    // The secret is shown and then forgotten.
    gcTime: 0,
  });
}

export function useConfirmTotp() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: { readonly totp: string }) => {
      await api.POST('/me/totp/confirmation', { body });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ME }),
  });
}

export function useRemoveTotp() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: { readonly password: string; readonly totp: string }) => {
      await api.DELETE('/me/totp', { body });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ME }),
  });
}

export function mayDo(me: Pick<Me, 'permissions'>, action: Action): boolean {
  return me.permissions.includes(action);
}

/** Whether the session ended while somebody was working: the page stays, a dialogue asks to sign in again. */
const expired = (() => {
  let value = false;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next: boolean) => {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
})();
whenSessionExpires(() => expired.set(true));

const changeListeners = new Set<(signedIn: boolean) => void>();

/** Called after somebody signed in (again) or out; `queries` know by themselves. */
export function whenSessionChanges(listener: (signedIn: boolean) => void): void {
  changeListeners.add(listener);
}

function tellChange(signedIn: boolean): void {
  for (const listener of changeListeners) listener(signedIn);
}

export function useSessionExpired(): boolean {
  return useSyncExternalStore(expired.subscribe, expired.get);
}
