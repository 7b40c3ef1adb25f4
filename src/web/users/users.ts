import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';
import { usePages } from '../api/pages.ts';
import type { operations } from '../api/schema.gen.d.ts';

export type User = Answer<'listUsers'>['items'][number];
export type Role = User['role'];
export type Invited = Answer<'createUser'>;
export interface UserFilter {
  readonly role?: Role;
  readonly status?: User['status'];
  readonly resellerId?: string;
}
type Body<Name extends 'createUser' | 'updateUser'> = operations[Name]['requestBody'] extends
  { content: { 'application/json': infer Given } } | undefined
  ? Given
  : never;
export type NewUser = Body<'createUser'>;
export type UserChange = Body<'updateUser'>;

export const RESELLER_ROLES = ['reseller_agent', 'reseller_admin'] as const satisfies readonly Role[];
export const STAFF_ROLES = [
  'reviewer',
  'senior_reviewer',
  'carrier_admin',
  'auditor',
] as const satisfies readonly Role[];
const USERS = ['users'] as const;

export function isResellerRole(role: Role): boolean {
  return (RESELLER_ROLES as readonly Role[]).includes(role);
}

export function useUsers(filter: UserFilter) {
  return usePages([...USERS, filter], (page, signal) =>
    bodyOf(api.GET('/users', { params: { query: { ...page, ...filter } }, signal })),
  );
}

export function useInviteUser() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ once, body }: { readonly once: string; readonly body: NewUser }) =>
      bodyOf(api.POST('/users', { params: { header: { 'Idempotency-Key': once } }, body })),
    // The invitation is shown once and then forgotten.
    gcTime: 0,
    onSettled: () => queries.invalidateQueries({ queryKey: USERS }),
  });
}

export function useUpdateUser() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { readonly id: string; readonly body: UserChange }) =>
      // Of a member that is nothing but null the client's types think that it cannot be sent.
      bodyOf(api.PATCH('/users/{id}', { params: { path: { id } }, body: body as UserChange & { totp?: undefined } })),
    gcTime: 0,
    onSettled: () => queries.invalidateQueries({ queryKey: USERS }),
  });
}
