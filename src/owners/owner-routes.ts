import type { z } from 'zod';
import type { Principal } from '../accounts/principal.js';
import { findOwnApplication } from '../applications/application-queries.js';
import type { Deps } from '../deps.js';
import { accessesToEntity } from '../documents/access-queries.js';
import { businessToday } from '../domain/business-calendar.js';
import { toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams, numberParams } from '../http/schemas.js';
import { findNumber } from '../registry/number-queries.js';
import { numberView } from '../registry/registry-schemas.js';
import { showNumber } from '../registry/registry-views.js';
import { resellerNames, resellersToChoose } from '../resellers/reseller-queries.js';
import { confirmContact, sendContactCode } from './contact-codes.js';
import { disputeNumber } from './dispute-number.js';
import { objectToClaim } from './object-to-claim.js';
import { openClaim } from './open-claim.js';
import { ownNumbers } from './own-numbers.js';
import * as schemas from './owner-schemas.js';
import { resumeNumber, stopNumber } from './stop-number.js';

/** A holder's own door: claim, contact, its numbers, without any reseller. */
export function ownerRoutes(deps: Deps): Route[] {
  const loadOwn = ({ id }: { id: string }, principal: Principal) => findOwnApplication(deps, principal, id);
  const loadNumber = ({ number }: z.output<typeof numberParams>, principal: Principal) =>
    findNumber(deps, principal, number);
  const onNumber = { tag: 'owners', access: 'owner.act', params: numberParams, load: loadNumber } as const;
  return [
    route({
      method: 'post',
      path: '/owner-claims',
      operation: 'openOwnerClaim',
      tag: 'owners',
      access: 'public',
      summary: 'Claims an entity’s numbers: makes an account and a dossier for the licence and the representative’s ID',
      body: schemas.claimBody,
      replies: { 201: schemas.claimReply },
      errors: ['NOT_FOUND', 'EMAIL_TAKEN', 'VALIDATION_FAILED'],
      handle: async ({ body }) => ({
        status: 201,
        body: { applicationId: (await openClaim(deps, body))._id.toHexString() },
      }),
    }),
    route({
      method: 'post',
      path: '/contact-objections',
      operation: 'objectToClaim',
      tag: 'owners',
      access: 'public',
      summary: 'The former contact objects to a claim, with the link it was sent, within its hours',
      body: schemas.objectionBody,
      replies: { 204: null },
      errors: ['CODE_SPENT', 'GROUND_NOT_ACCEPTED', 'WRONG_STATE', 'CONFLICT'],
      handle: async ({ body }) => {
        await objectToClaim(deps, body.token, body.ground);
        return { status: 204 };
      },
    }),
    route({
      method: 'post',
      path: '/applications/:id/contact-codes',
      operation: 'sendContactCode',
      tag: 'owners',
      access: 'application.write',
      summary: 'Sends a code to the declared contact',
      params: idParams,
      body: schemas.contactCodeBody,
      replies: { 202: null },
      errors: ['NOT_FOUND', 'VALIDATION_FAILED', 'RATE_LIMITED'],
      load: loadOwn,
      handle: async (input) => {
        await sendContactCode(deps, callerOf(input), input.subject, input.body.channel);
        return { status: 202 };
      },
    }),
    route({
      method: 'post',
      path: '/applications/:id/contact-confirmations',
      operation: 'confirmContact',
      tag: 'owners',
      access: 'application.write',
      summary: 'Gives the code back: the contact is confirmed',
      params: idParams,
      body: schemas.codeBody,
      replies: { 204: null },
      errors: ['NOT_FOUND', 'CODE_WRONG', 'CODE_SPENT'],
      load: loadOwn,
      handle: async (input) => {
        await confirmContact(deps, callerOf(input), input.subject, input.body.code);
        return { status: 204 };
      },
    }),
    route({
      method: 'get',
      path: '/owner/numbers',
      operation: 'listOwnNumbers',
      tag: 'owners',
      access: 'owner.act',
      summary: 'The entity’s numbers: landing numbers, purpose, term, reseller, holds',
      replies: { 200: schemas.ownNumbersReply },
      errors: [],
      handle: async (input) => {
        const principal = callerOf(input);
        const items = principal.uscc === undefined ? [] : await ownNumbers(deps, principal.uscc);
        return { status: 200, body: { items, nextCursor: null } };
      },
    }),
    route({
      method: 'get',
      path: '/owner/resellers',
      operation: 'listResellerChoices',
      tag: 'owners',
      access: 'owner.act',
      summary: 'Resellers that may serve the entity’s numbers today, by name',
      replies: { 200: schemas.resellerChoices },
      errors: [],
      handle: async () => {
        const today = businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
        return { status: 200, body: { items: await resellersToChoose(deps, today), nextCursor: null } };
      },
    }),
    route({
      method: 'get',
      path: '/owner/views',
      operation: 'listViewsOfPapers',
      tag: 'owners',
      access: 'owner.act',
      summary: 'Who looked at the entity’s papers, for whom and why, newest first',
      query: schemas.viewsQuery,
      replies: { 200: schemas.viewsReply },
      errors: [],
      handle: async (input) => {
        const { uscc } = callerOf(input);
        const rows = uscc === undefined ? [] : await accessesToEntity(deps, uscc, input.query);
        const names = await resellerNames(
          deps,
          rows.flatMap(({ actor }) => (actor.resellerId === null ? [] : [actor.resellerId])),
        );
        const organisation = (id: string | null, role: string) =>
          id === null ? (role === 'entity_user' ? 'owner' : 'carrier') : (names.get(id) ?? '');
        return {
          status: 200,
          body: toPage(rows, input.query, ({ at, actor, purpose, subject, fields }) => ({
            at: at.toISOString(),
            by: { role: actor.role, organisation: organisation(actor.resellerId, actor.role) },
            purpose,
            subject,
            fields,
          })),
        };
      },
    }),
    route({
      ...onNumber,
      method: 'post',
      path: '/owner/numbers/:number/stop',
      operation: 'stopOwnNumber',
      summary: 'Stops an own number and keeps it (停机保号)',
      body: schemas.stopBody,
      replies: { 200: numberView },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND', 'NUMBER_NOT_WORKING', 'WRONG_STATE'],
      handle: async (input) => ({
        status: 200,
        body: await showNumber(deps, await stopNumber(deps, callerOf(input), input.subject._id, input.body.reason)),
      }),
    }),
    route({
      ...onNumber,
      method: 'post',
      path: '/owner/numbers/:number/resume',
      operation: 'resumeOwnNumber',
      summary: 'Ends the own stop; other holds stay',
      replies: { 200: numberView },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND', 'NUMBER_NOT_SUSPENDED'],
      handle: async (input) => ({
        status: 200,
        body: await showNumber(deps, await resumeNumber(deps, callerOf(input), input.subject._id)),
      }),
    }),
    route({
      ...onNumber,
      method: 'post',
      path: '/owner/numbers/:number/dispute',
      operation: 'disputeOwnNumber',
      summary: 'Says that a number under the own code is not one’s own',
      body: schemas.disputeBody,
      replies: { 200: numberView },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND', 'DISPUTED', 'WRONG_STATE'],
      handle: async (input) => ({
        status: 200,
        body: await showNumber(deps, await disputeNumber(deps, callerOf(input), input.subject, input.body.reason)),
      }),
    }),
  ];
}
