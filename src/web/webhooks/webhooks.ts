import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WebhookKind } from '../../domain/webhook-kinds.js';
import { api, bodyOf, type Answer } from '../api/client.ts';
import { usePages } from '../api/pages.ts';

export type Webhook = Answer<'getWebhook'>;
export type Delivery = Answer<'testWebhook'>;
const WEBHOOKS = ['webhooks'] as const;
/** Somebody who watches sees a message arrive. */
const WATCH_MS = 5_000;

export interface WebhookEntries {
  readonly name: string;
  readonly url: string;
  readonly kinds: WebhookKind[];
}

export function useWebhooks() {
  return useQuery({
    queryKey: WEBHOOKS,
    queryFn: ({ signal }) => bodyOf(api.GET('/webhooks', { params: { query: { limit: 100 } }, signal })),
  });
}

export function useWebhook(id: string) {
  return useQuery({
    queryKey: [...WEBHOOKS, id],
    refetchInterval: WATCH_MS,
    queryFn: ({ signal }) => bodyOf(api.GET('/webhooks/{id}', { params: { path: { id } }, signal })),
  });
}

export function useDeliveries(id: string) {
  return usePages([...WEBHOOKS, id, 'deliveries'], (page, signal) =>
    bodyOf(api.GET('/webhooks/{id}/deliveries', { params: { path: { id }, query: page }, signal })),
  );
}

/** After every act the list, the webhook and its log are read again. */
function useAct<Given, Made>(act: (given: Given) => Promise<Made>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => queries.invalidateQueries({ queryKey: WEBHOOKS }) });
}

export function useCreateWebhook() {
  // One key for one press of the button, however often the request is sent.
  return useAct(({ once, ...body }: WebhookEntries & { readonly once: string }) =>
    bodyOf(api.POST('/webhooks', { params: { header: { 'Idempotency-Key': once } }, body })),
  );
}

export function useUpdateWebhook(id: string) {
  return useAct((body: Partial<WebhookEntries> & { readonly active?: boolean }) =>
    bodyOf(api.PATCH('/webhooks/{id}', { params: { path: { id } }, body })),
  );
}

export function useDeleteWebhook(id: string) {
  return useAct(async () => {
    await api.DELETE('/webhooks/{id}', { params: { path: { id } } });
  });
}

export function useRotateSecret(id: string) {
  return useAct((once: string) =>
    bodyOf(api.POST('/webhooks/{id}/secret', { params: { path: { id }, header: { 'Idempotency-Key': once } } })),
  );
}

export function useTestWebhook(id: string) {
  return useAct(() => bodyOf(api.POST('/webhooks/{id}/test', { params: { path: { id } } })));
}

export function useRedeliver(id: string) {
  return useAct((deliveryId: string) =>
    bodyOf(api.POST('/webhooks/{id}/deliveries/{deliveryId}/redeliver', { params: { path: { id, deliveryId } } })),
  );
}
