import { api, bodyOf, type Answer } from '../api/client.ts';
import { usePages } from '../api/pages.ts';
import type { operations } from '../api/schema.gen.d.ts';

export type AuditEvent = Answer<'searchEvents'>['items'][number];
export type Access = Answer<'searchAccesses'>['items'][number];
export type EventFilter = Omit<NonNullable<operations['searchEvents']['parameters']['query']>, 'limit' | 'cursor'>;
export type AccessFilter = Omit<NonNullable<operations['searchAccesses']['parameters']['query']>, 'limit' | 'cursor'>;

export function useEvents(filter: EventFilter, limit = 50) {
  return usePages(
    ['audit', 'events', filter, limit],
    (page, signal) => bodyOf(api.GET('/events', { params: { query: { ...page, ...filter } }, signal })),
    limit,
  );
}

export function useAccesses(filter: AccessFilter) {
  return usePages(['audit', 'accesses', filter], (page, signal) =>
    bodyOf(api.GET('/accesses', { params: { query: { ...page, ...filter } }, signal })),
  );
}
