import type { QueryClient } from '@tanstack/react-query';
import { renewCsrfToken, requestHeaders, sessionExpired } from '../api/client.ts';
import { whenSessionChanges } from '../session/session.ts';
import { uploads } from './uploads.ts';

/** Goes on with what the signed-in person left in the queue, and forgets it when they sign out. */
export function openConsoleUploads(userId: string, queries: QueryClient): void {
  void uploads.open({
    owner: `user:${userId}`,
    endpoint: (applicationId) => `/api/v1/applications/${applicationId}/uploads`,
    headers: () => requestHeaders('POST'),
    renew: renewCsrfToken,
    onExpired: sessionExpired,
    onDone: ({ applicationId }) => void queries.invalidateQueries({ queryKey: ['application', applicationId] }),
  });
}

whenSessionChanges((signedIn) => {
  if (signedIn) uploads.wake();
  else void uploads.forgetAll();
});
