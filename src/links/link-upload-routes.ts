import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { answerTus } from '../documents/resumable/answer-tus.js';
import type { Decoder } from '../documents/decoder.js';
import { findPartialUpload } from '../documents/resumable/partial-upload-queries.js';
import { INTAKE_ERRORS, PIECES } from '../documents/resumable/resumable-routes.js';
import { deskOf } from '../documents/resumable/upload-desk.js';
import type { UploadDesk } from '../documents/resumable/tus-store.js';
import { route, type Route, type RouteInput } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { openLink } from './open-link.js';

const PATH = '/api/v1/links/current/uploads';
type Input = Pick<RouteInput<unknown, unknown, unknown, unknown>, 'request' | 'response'>;

/** Resumable uploads by a link: this dossier, these kinds, its own uploads, and nothing else. */
export function linkUploadRoutes(deps: Deps, decoder: Pick<Decoder, 'decode'>): Route[] {
  const desk = async ({ request }: Input): Promise<UploadDesk> => {
    const { principal, row, kinds } = await openLink(deps, request);
    const own = deskOf(deps, decoder, principal, row.applicationId);
    return {
      ...own,
      requireOpen: async (kind) => {
        if (!kinds.includes(kind)) throw new DomainError('FORBIDDEN');
        await own.requireOpen(kind);
      },
    };
  };
  const goOn = async (input: Input & { readonly params: { readonly id: string } }) => {
    const own = await desk(input);
    const upload = await findPartialUpload(deps, input.params.id);
    if (upload.startedBy !== own.actorId) throw new DomainError('NOT_FOUND');
    await answerTus(deps, own, { id: input.params.id, path: PATH }, input.request, input.response);
    return null;
  };
  return [
    route({
      method: 'post',
      path: '/links/current/uploads',
      operation: 'beginLinkUpload',
      tag: 'links',
      access: 'public',
      summary: 'Begins a resumable upload (tus) by the link in `Dossier-Link`',
      replies: { 201: null },
      errors: [
        'LINK_OVER',
        'FORBIDDEN',
        'BAD_REQUEST',
        'VALIDATION_FAILED',
        'FILE_EMPTY',
        'FILE_TOO_LARGE',
        'WRONG_STATE',
        'NOT_REQUESTED',
      ],
      handle: async (input) => {
        await answerTus(deps, await desk(input), { path: PATH }, input.request, input.response);
        return null;
      },
    }),
    route({
      method: 'get',
      path: '/links/current/uploads/:id',
      operation: 'getLinkUpload',
      tag: 'links',
      access: 'public',
      summary: 'HEAD: how much of an upload has arrived (tus)',
      params: idParams,
      replies: { 200: null },
      errors: ['LINK_OVER', 'NOT_FOUND', 'METHOD_NOT_ALLOWED'],
      handle: async (input) => {
        if (input.request.method !== 'HEAD') throw new DomainError('METHOD_NOT_ALLOWED');
        return goOn(input);
      },
    }),
    route({
      method: 'patch',
      path: '/links/current/uploads/:id',
      operation: 'continueLinkUpload',
      tag: 'links',
      access: 'public',
      summary: 'Sends a piece from `Upload-Offset` on (tus)',
      params: idParams,
      stream: PIECES,
      replies: { 204: null },
      errors: ['LINK_OVER', 'NOT_FOUND', 'BAD_REQUEST', ...INTAKE_ERRORS],
      handle: goOn,
    }),
    route({
      method: 'delete',
      path: '/links/current/uploads/:id',
      operation: 'dropLinkUpload',
      tag: 'links',
      access: 'public',
      summary: 'Gives an upload up (tus)',
      params: idParams,
      replies: { 204: null },
      errors: ['LINK_OVER', 'NOT_FOUND'],
      handle: goOn,
    }),
  ];
}
