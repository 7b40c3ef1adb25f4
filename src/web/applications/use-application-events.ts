import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Live news of one application: what changed is read again. The browser reconnects by itself. */
export function useApplicationEvents(id: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    const source = new EventSource(`/api/v1/applications/${id}/events`);
    const again = (...keys: string[][]) => {
      for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
    };
    source.addEventListener('status', () => again(['application', id], ['applications']));
    source.addEventListener('document', (event: MessageEvent<string>) => {
      const { id: document } = JSON.parse(event.data) as { id?: string };
      again(['application', id], ...(document === undefined ? [] : [['document', document]]));
    });
    source.addEventListener('checks', () => again(['checks', id], ['application', id]));
    return () => source.close();
  }, [id, queries]);
}
