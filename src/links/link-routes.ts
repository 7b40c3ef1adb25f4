import type { Principal } from '../accounts/principal.js';
import { findOwnApplication } from '../applications/application-queries.js';
import type { Deps } from '../deps.js';
import { languageOf } from '../http/problem.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { issueLink } from './issue-link.js';
import { consentsOf, linksOf } from './link-queries.js';
import * as schemas from './link-schemas.js';
import { answerPersonalConsent } from './answer-personal-consent.js';
import { viewConsent, viewLink, viewOpened } from './link-view.js';
import { openLink } from './open-link.js';
import { revokeLink } from './revoke-link.js';

/** Links into one dossier: a phone that becomes the camera, and people who bring their own papers without an account. */
export function linkRoutes(deps: Deps): Route[] {
  const load = ({ id }: { id: string }, principal: Principal) => findOwnApplication(deps, principal, id);
  return [
    route({
      method: 'post',
      path: '/applications/:id/links',
      operation: 'issueLink',
      tag: 'links',
      access: 'document.write',
      summary: 'Issues a link for uploading into this dossier; an earlier one of the same kind ends',
      params: idParams,
      body: schemas.newLinkBody,
      replies: { 201: schemas.newLink },
      errors: ['NOT_FOUND', 'WRONG_STATE'],
      load,
      handle: async (input) => {
        const { purpose, person = null } = input.body;
        const { row, secret } = await issueLink(deps, callerOf(input), input.subject, { purpose, person });
        return { status: 201, body: { ...viewLink(row), secret }, replay: viewLink(row) };
      },
    }),
    route({
      method: 'get',
      path: '/applications/:id/links',
      operation: 'listLinks',
      tag: 'links',
      access: 'document.write',
      summary: 'The links of a dossier, newest first, and the latest consent of each of its people',
      params: idParams,
      replies: { 200: schemas.linksReply },
      errors: ['NOT_FOUND'],
      load,
      handle: async (input) => ({
        status: 200,
        body: {
          items: (await linksOf(deps, input.params.id)).map(viewLink),
          consents: (await consentsOf(deps, input.params.id)).map(viewConsent),
        },
      }),
    }),
    route({
      method: 'delete',
      path: '/applications/:id/links/:linkId',
      operation: 'revokeLink',
      tag: 'links',
      access: 'document.write',
      summary: 'Ends a link at once',
      params: schemas.linkParams,
      replies: { 204: null },
      errors: ['NOT_FOUND'],
      load,
      handle: async (input) => {
        await revokeLink(deps, callerOf(input), input.subject, input.params.linkId);
        return { status: 204 };
      },
    }),
    route({
      method: 'get',
      path: '/links/current',
      operation: 'openLink',
      tag: 'links',
      access: 'public',
      summary: 'What the link in the header `Dossier-Link` is for, and what has arrived',
      replies: { 200: schemas.openedLink },
      errors: ['LINK_OVER'],
      handle: async (input) => ({
        status: 200,
        body: await viewOpened(deps, await openLink(deps, input.request), languageOf(input.request)),
      }),
    }),
    route({
      method: 'post',
      path: '/links/current/consent',
      operation: 'answerPersonalConsent',
      tag: 'links',
      access: 'public',
      summary:
        'The person of a customer link gives or withdraws the separate consent to handling their own information',
      body: schemas.personalConsentBody,
      replies: { 201: schemas.linksReply.shape.consents.element },
      errors: ['LINK_OVER', 'FORBIDDEN', 'CONSENT_TEXT_CHANGED'],
      handle: async (input) => {
        const link = await openLink(deps, input.request);
        const row = await answerPersonalConsent(deps, link, input.body, languageOf(input.request));
        return { status: 201, body: viewConsent(row) };
      },
    }),
  ];
}
