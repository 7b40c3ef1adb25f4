import { z } from 'zod';
import type { Principal } from '../../accounts/principal.js';
import { findOwnApplication } from '../../applications/application-queries.js';
import type { Deps } from '../../deps.js';
import { DOCUMENT_KINDS } from '../../domain/ocr-fields.js';
import { callerOf, route, type Route, type RouteInput } from '../../http/route.js';
import { idParams, idSchema } from '../../http/schemas.js';
import type { Decoder } from '../decoder.js';
import { answerTus } from './answer-tus.js';
import type { PartialUploadRow } from './partial-upload-model.js';
import { findPartialUpload } from './partial-upload-queries.js';
import { deskOf } from './upload-desk.js';

const PATH = '/api/v1/uploads';
export const PIECES = 'application/offset+octet-stream';

export const uploadView = z.object({
  id: idSchema,
  kind: z.enum(DOCUMENT_KINDS),
  size: z.number().int(),
  offset: z.number().int(),
  /** The document it became; null while it is arriving. */
  documentId: idSchema.nullable(),
});

/** Refusals of the intake, told when the last piece has arrived. */
export const INTAKE_ERRORS = [
  'FILE_TYPE_UNSUPPORTED',
  'FILE_CORRUPT',
  'TOO_MANY_PIXELS',
  'TOO_MANY_PAGES',
  'PDF_ENCRYPTED',
  'WRONG_STATE',
  'NOT_REQUESTED',
  'CONFLICT',
  'STORAGE_FULL',
] as const;

/** Uploads that survive a broken line: the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload), beside multipart. */
export function resumableRoutes(deps: Deps, decoder: Pick<Decoder, 'decode'>): Route[] {
  const load = async ({ id }: { id: string }, principal: Principal) => {
    const row = await findPartialUpload(deps, id);
    await findOwnApplication(deps, principal, row.applicationId);
    return row;
  };
  const goOn = async (input: RouteInput<{ id: string }, unknown, unknown, PartialUploadRow>) => {
    const desk = deskOf(deps, decoder, callerOf(input), input.subject.applicationId);
    await answerTus(deps, desk, { id: input.params.id, path: PATH }, input.request, input.response);
    return null;
  };
  return [
    route({
      method: 'post',
      path: '/applications/:id/uploads',
      operation: 'beginUpload',
      tag: 'documents',
      access: 'document.write',
      summary:
        'Begins a resumable upload (tus 1.0.0, `creation`): `Upload-Length`, and `Upload-Metadata` with `kind`; answers `Location`',
      params: idParams,
      replies: { 201: null },
      errors: [
        'NOT_FOUND',
        'BAD_REQUEST',
        'VALIDATION_FAILED',
        'FILE_EMPTY',
        'FILE_TOO_LARGE',
        'WRONG_STATE',
        'NOT_REQUESTED',
      ],
      load: ({ id }, principal) => findOwnApplication(deps, principal, id).then(() => undefined),
      handle: async (input) => {
        const desk = deskOf(deps, decoder, callerOf(input), input.params.id);
        await answerTus(deps, desk, { path: PATH }, input.request, input.response);
        return null;
      },
    }),
    route({
      method: 'get',
      path: '/uploads/:id',
      operation: 'getUpload',
      tag: 'documents',
      access: 'document.write',
      summary: 'How much of an upload has arrived and what it became; HEAD answers as tus does',
      params: idParams,
      replies: { 200: uploadView },
      errors: ['NOT_FOUND'],
      load,
      handle: async (input) => {
        const { _id, kind, size, offset, documentId } = input.subject;
        if (input.request.method === 'HEAD') return goOn(input);
        return { status: 200, body: { id: _id.toHexString(), kind, size, offset, documentId } };
      },
    }),
    route({
      method: 'patch',
      path: '/uploads/:id',
      operation: 'continueUpload',
      tag: 'documents',
      access: 'document.write',
      summary: 'Sends a piece from `Upload-Offset` on (tus); with the last one the dossier takes the document in',
      params: idParams,
      stream: PIECES,
      replies: { 204: null },
      errors: ['NOT_FOUND', 'BAD_REQUEST', ...INTAKE_ERRORS],
      load,
      handle: goOn,
    }),
    route({
      method: 'delete',
      path: '/uploads/:id',
      operation: 'dropUpload',
      tag: 'documents',
      access: 'document.write',
      summary: 'Gives an upload up and erases what has arrived (tus, `termination`)',
      params: idParams,
      replies: { 204: null },
      errors: ['NOT_FOUND'],
      load,
      handle: goOn,
    }),
  ];
}
