import { logAccesses } from '../documents/access-log.js';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { etagOf, requireVersion } from '../http/if-match.js';
import { toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { createReseller } from './create-reseller.js';
import { findResellerForCaller, listResellerRows } from './reseller-queries.js';
import {
  createResellerBody,
  resellerList,
  resellerQuery,
  resellerView,
  updateResellerBody,
} from './reseller-schemas.js';
import { viewReseller } from './reseller-view.js';
import { updateReseller } from './update-reseller.js';

const CONTACTS = {
  purpose: 'administration',
  kind: 'reseller',
  fields: ['contact.name', 'contact.phone', 'contact.email'],
} as const;

export function resellerRoutes(deps: Deps): Route[] {
  const load = ({ id }: { id: string }, principal: Principal) => findResellerForCaller(deps, principal, id);
  return [
    route({
      method: 'post',
      path: '/resellers',
      operation: 'createReseller',
      tag: 'resellers',
      access: 'reseller.manage',
      summary: 'Authorises an organisation to submit applications',
      body: createResellerBody,
      replies: { 201: resellerView },
      errors: ['VALIDATION_FAILED', 'RESELLER_EXISTS'],
      handle: async (input) => {
        const row = await createReseller(deps, callerOf(input), input.body);
        return { status: 201, body: viewReseller(deps, row), headers: etagOf(row) };
      },
    }),
    route({
      method: 'get',
      path: '/resellers',
      operation: 'listResellers',
      tag: 'resellers',
      access: 'reseller.read',
      summary: 'Resellers, newest first',
      query: resellerQuery,
      replies: { 200: resellerList },
      errors: [],
      handle: async (input) => {
        const page = toPage(await listResellerRows(deps, input.query), input.query, (row) => viewReseller(deps, row));
        const ids = page.items.map(({ id }) => id);
        await logAccesses(deps, { ...CONTACTS, principal: callerOf(input), ids });
        return { status: 200, body: page };
      },
    }),
    route({
      method: 'get',
      path: '/resellers/:id',
      operation: 'getReseller',
      tag: 'resellers',
      access: 'reseller.read_one',
      summary: 'One reseller; its own people see it too',
      params: idParams,
      replies: { 200: resellerView },
      errors: [],
      load,
      handle: async (input) => {
        const { subject } = input;
        await logAccesses(deps, { ...CONTACTS, principal: callerOf(input), ids: [subject._id.toHexString()] });
        return { status: 200, body: viewReseller(deps, subject), headers: etagOf(subject) };
      },
    }),
    route({
      method: 'patch',
      path: '/resellers/:id',
      operation: 'updateReseller',
      tag: 'resellers',
      access: 'reseller.manage',
      summary: 'Changes a reseller, its authorisation or its status, by a merge patch',
      params: idParams,
      body: updateResellerBody,
      replies: { 200: resellerView },
      errors: ['VALIDATION_FAILED', 'STALE', 'CONFLICT', 'WRONG_STATE', 'RESELLER_HAS_NUMBERS'],
      load,
      handle: async (input) => {
        requireVersion(input.request, input.subject);
        const row = await updateReseller(deps, callerOf(input), input.subject, input.body);
        return { status: 200, body: viewReseller(deps, row), headers: etagOf(row) };
      },
    }),
  ];
}
