import type { Principal } from '../accounts/principal.js';
import { findOwnApplication } from '../applications/application-queries.js';
import type { Deps } from '../deps.js';
import { languageOf } from '../http/problem.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { answerDocument, sendPage } from './answer-document.js';
import { Decoder } from './decoder.js';
import { deleteDocument } from './delete-document.js';
import { findDocument } from './document-queries.js';
import * as schemas from './document-schemas.js';
import { viewUpload } from './document-view.js';
import { receiveUpload } from './receive-upload.js';
import { resumableRoutes } from './resumable/resumable-routes.js';
import { sendForm } from './send-form.js';
import { uploadDocument } from './upload-document.js';

/**
 * Documents and forms.
 * @param decoder decodes uploads; by default one of this router's own, whose child starts with the first upload and ends
 *   with this process
 */
export function documentRoutes(deps: Deps, decoder: Pick<Decoder, 'decode'> = new Decoder()): Route[] {
  const loadApplication = ({ id }: { id: string }, principal: Principal) => findOwnApplication(deps, principal, id);
  const loadDocument = ({ id }: { id: string }, principal: Principal) => findDocument(deps, principal, id);
  return [
    ...resumableRoutes(deps, decoder),
    route({
      method: 'post',
      path: '/applications/:id/documents',
      operation: 'uploadDocument',
      tag: 'documents',
      access: 'document.write',
      summary: 'Adds a document; one of the same kind supersedes the earlier (`other`, `industry_licence` add)',
      params: idParams,
      body: schemas.uploadBody,
      multipart: true,
      replies: { 202: schemas.uploadReply },
      errors: [
        'UNSUPPORTED_MEDIA_TYPE',
        'FILE_MISSING',
        'FILE_TOO_LARGE',
        'FILE_TYPE_UNSUPPORTED',
        'FILE_EMPTY',
        'FILE_CORRUPT',
        'TOO_MANY_PIXELS',
        'TOO_MANY_PAGES',
        'PDF_ENCRYPTED',
        'WRONG_STATE',
        'NOT_REQUESTED',
        'CONFLICT',
        'STORAGE_FULL',
      ],
      load: loadApplication,
      handle: async (input) => {
        const row = await receiveUpload(input.request, input.response, (upload) =>
          uploadDocument(deps, decoder, callerOf(input), { applicationId: input.params.id, ...upload }),
        );
        return { status: 202, body: viewUpload(row, languageOf(input.request)) };
      },
    }),
    route({
      method: 'get',
      path: '/documents/:id',
      operation: 'getDocument',
      tag: 'documents',
      access: 'document.read',
      summary: 'Status of a document and what was read from it; ID numbers are masked except for the claimant',
      params: idParams,
      replies: { 200: schemas.documentView },
      errors: ['NOT_FOUND'],
      load: loadDocument,
      handle: (input) => answerDocument(deps, input.subject, callerOf(input), input.request),
    }),
    route({
      method: 'delete',
      path: '/documents/:id',
      operation: 'deleteDocument',
      tag: 'documents',
      access: 'document.write',
      summary: 'Takes a document out of the dossier',
      params: idParams,
      replies: { 204: null },
      errors: ['NOT_FOUND', 'WRONG_STATE', 'NOT_REQUESTED', 'CONFLICT'],
      load: loadDocument,
      handle: async (input) => {
        await deleteDocument(deps, callerOf(input), input.subject.document);
        return { status: 204 };
      },
    }),
    route({
      method: 'get',
      path: '/documents/:id/pages/:n.webp',
      operation: 'getDocumentPage',
      tag: 'documents',
      access: 'document.read',
      summary: 'A page as a picture (WebP) that carries operator, purpose, date and viewer; every view is logged',
      params: schemas.pageParams,
      query: schemas.pageQuery,
      replies: { 200: null },
      errors: ['NOT_FOUND'],
      load: loadDocument,
      handle: (input) =>
        sendPage(deps, input.subject, {
          n: input.params.n,
          mark: input.query.mark,
          principal: callerOf(input),
          response: input.response,
        }),
    }),
    route({
      method: 'get',
      path: '/applications/:id/forms/:kind.pdf',
      operation: 'getForm',
      tag: 'documents',
      access: 'application.forms',
      summary: 'A form filled in from the dossier (PDF), to print, sign and stamp',
      params: schemas.formParams,
      replies: { 200: null },
      errors: ['NOT_FOUND', 'VALIDATION_FAILED'],
      load: loadApplication,
      handle: (input) =>
        sendForm(deps, input.subject, {
          kind: input.params.kind,
          principal: callerOf(input),
          response: input.response,
        }),
    }),
  ];
}
