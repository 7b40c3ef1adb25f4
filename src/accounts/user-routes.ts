import type { Deps } from '../deps.js';
import { logAccesses } from '../documents/access-log.js';
import { toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { resellerNames } from '../resellers/reseller-queries.js';
import { createUser } from './create-user.js';
import { updateUser } from './update-user.js';
import { findUser, listUsers } from './user-queries.js';
import { createUserBody, savedUser, updateUserBody, userList, userQuery } from './user-schemas.js';
import { viewSavedUser, viewUser } from './user-view.js';

export function userRoutes(deps: Deps): Route[] {
  return [
    route({
      method: 'post',
      path: '/users',
      operation: 'createUser',
      tag: 'accounts',
      access: 'user.create',
      summary: 'Makes an account, with a password or an invitation',
      body: createUserBody,
      replies: { 201: savedUser },
      errors: [
        'ROLE_NOT_GRANTABLE',
        'NOT_FOUND',
        'VALIDATION_FAILED',
        'EMAIL_TAKEN',
        'STAFF_NUMBER_TAKEN',
        'RESELLER_NOT_ACTIVE',
      ],
      handle: async (input) => ({
        status: 201,
        body: viewSavedUser(deps, await createUser(deps, callerOf(input), input.body)),
      }),
    }),
    route({
      method: 'get',
      path: '/users',
      operation: 'listUsers',
      tag: 'accounts',
      access: 'user.read',
      summary: 'Accounts, newest first; a reseller’s administrator sees its own organisation',
      query: userQuery,
      replies: { 200: userList },
      errors: [],
      handle: async (input) => {
        const caller = callerOf(input);
        const rows = await listUsers(deps, caller, input.query);
        const names = await resellerNames(
          deps,
          rows.flatMap(({ resellerId }) => resellerId ?? []),
        );
        const page = toPage(rows, input.query, (row) => ({
          ...viewUser(deps, row),
          resellerName: row.resellerId === null ? null : (names.get(row.resellerId) ?? ''),
        }));
        await logAccesses(deps, {
          principal: caller,
          purpose: 'administration',
          kind: 'user',
          ids: page.items.map(({ id }) => id),
          fields: ['name', 'email'],
        });
        return { status: 200, body: page };
      },
    }),
    route({
      method: 'patch',
      path: '/users/:id',
      operation: 'updateUser',
      tag: 'accounts',
      access: 'user.update',
      summary: 'Disables, enables or scopes an account, gives it another role, resets its password or invites anew',
      params: idParams,
      body: updateUserBody,
      replies: { 200: savedUser },
      errors: ['FORBIDDEN', 'ROLE_NOT_GRANTABLE', 'VALIDATION_FAILED', 'CONFLICT'],
      load: ({ id }, principal) => findUser(deps, principal, id),
      handle: async (input) => ({
        status: 200,
        body: viewSavedUser(deps, await updateUser(deps, callerOf(input), input.subject, input.body)),
      }),
    }),
  ];
}
