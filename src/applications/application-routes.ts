import { isApplicant, type Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { logAccess } from '../documents/access-log.js';
import { currentDocumentsOf } from '../documents/document-queries.js';
import { expectedVersion } from '../http/if-match.js';
import { toPage } from '../http/page.js';
import { languageOf } from '../http/problem.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { answerApplication } from './answer-application.js';
import { findApplication, findOwnApplication, listApplications, statusFilter } from './application-queries.js';
import * as schemas from './application-schemas.js';
import { viewApplication } from './application-view.js';
import { viewChecks } from './check-view.js';
import { createApplication } from './create-application.js';
import { evaluateApplication, latestChecks } from './evaluate-application.js';
import { maySeeInFull } from './may-see-in-full.js';
import { patchApplication } from './patch-application.js';
import { streamApplication } from './stream-application.js';
import { submitApplication } from './submit-application.js';
import { withdrawApplication } from './withdraw-application.js';

export function applicationRoutes(deps: Deps): Route[] {
  const load = ({ id }: { id: string }, principal: Principal) => findApplication(deps, principal, id);
  const loadOwn = ({ id }: { id: string }, principal: Principal) => findOwnApplication(deps, principal, id);
  const viewer = (
    input: { principal: Principal | null; request: Parameters<typeof languageOf>[0] },
    subject: Parameters<typeof maySeeInFull>[1],
  ) => {
    const principal = callerOf(input);
    return {
      language: languageOf(input.request),
      forReseller: isApplicant(principal),
      full: maySeeInFull(deps, subject, principal),
    };
  };
  const logFull = async (principal: Principal, id: string, full: boolean) => {
    if (full)
      await logAccess(deps, {
        principal,
        purpose: 'review',
        subject: { kind: 'application', id },
        fields: ['checks.evidence'],
      });
  };
  return [
    route({
      method: 'post',
      path: '/applications',
      operation: 'createApplication',
      tag: 'applications',
      access: 'application.write',
      summary: 'Opens a draft for reserved numbers, or (kinds but `new`) for numbers in service, which stay so',
      body: schemas.createBody,
      replies: { 201: schemas.applicationView },
      errors: [
        'NUMBER_MALFORMED',
        'NUMBER_NOT_RESERVED',
        'NUMBER_IN_APPLICATION',
        'NUMBERS_OF_SEVERAL_CARRIERS',
        'NUMBERS_OF_SEVERAL_HOLDERS',
        'NUMBER_NOT_WORKING',
        'NOT_FOUND',
        'RESELLER_NOT_ACTIVE',
      ],
      handle: async (input) =>
        answerApplication(deps, await createApplication(deps, callerOf(input), input.body), input, 201),
    }),
    route({
      method: 'get',
      path: '/applications',
      operation: 'listApplications',
      tag: 'applications',
      access: 'application.read',
      summary: 'Applications, newest first',
      query: schemas.listQuery,
      replies: { 200: schemas.applicationList },
      errors: [],
      handle: async (input) => {
        const principal = callerOf(input);
        const rows = await listApplications(
          deps,
          principal,
          statusFilter(input.query.status, isApplicant(principal)),
          input.query,
        );
        const documents = await currentDocumentsOf(
          deps,
          rows.map((row) => row._id.toHexString()),
        );
        // A list never shows ID numbers in full, not even a claimant's own.
        const as = { principal, language: languageOf(input.request), full: false };
        return {
          status: 200,
          body: toPage(rows, input.query, (row) =>
            viewApplication(deps, row, documents.get(row._id.toHexString()) ?? [], as),
          ),
        };
      },
    }),
    route({
      method: 'get',
      path: '/applications/:id',
      operation: 'getApplication',
      tag: 'applications',
      access: 'application.read',
      summary: 'One application; ID numbers are masked except for the claimant',
      params: idParams,
      replies: { 200: schemas.applicationView },
      errors: ['NOT_FOUND'],
      load,
      handle: async (input) => answerApplication(deps, input.subject, input, 200),
    }),
    route({
      method: 'patch',
      path: '/applications/:id',
      operation: 'patchApplication',
      tag: 'applications',
      access: 'application.write',
      summary: 'Changes what is declared (JSON Merge Patch)',
      params: idParams,
      body: schemas.patchBody,
      replies: { 200: schemas.applicationView },
      errors: ['NOT_FOUND', 'WRONG_STATE', 'NOT_REQUESTED', 'STALE', 'NUMBER_NOT_RESERVED', 'NUMBER_IN_APPLICATION'],
      load: loadOwn,
      handle: async (input) => {
        const row = await patchApplication(deps, callerOf(input), {
          id: input.params.id,
          patch: input.body,
          expectedVersion: expectedVersion(input.request),
        });
        return answerApplication(deps, row, input, 200);
      },
    }),
    route({
      method: 'post',
      path: '/applications/:id/evaluation',
      operation: 'evaluateApplication',
      tag: 'applications',
      access: 'application.evaluate',
      summary: 'Runs the checks on the dossier as it stands',
      params: idParams,
      replies: { 200: schemas.evaluationReply },
      errors: ['NOT_FOUND'],
      load: loadOwn,
      handle: async (input) => {
        const as = viewer(input, input.subject);
        await logFull(callerOf(input), input.params.id, as.full);
        const { outcome, rulesVersion, checks } = await evaluateApplication(deps, input.subject);
        return {
          status: 200,
          body: { outcome, rulesVersion, checks: viewChecks(checks, as) },
        };
      },
    }),
    route({
      method: 'get',
      path: '/applications/:id/checks',
      operation: 'getChecks',
      tag: 'applications',
      access: 'application.read',
      summary: 'The checks of the last evaluation',
      params: idParams,
      replies: { 200: schemas.checksReply },
      errors: ['NOT_FOUND'],
      load,
      handle: async (input) => {
        const as = viewer(input, input.subject);
        await logFull(callerOf(input), input.params.id, as.full);
        return {
          status: 200,
          body: { items: viewChecks(await latestChecks(deps, input.subject), as), nextCursor: null },
        };
      },
    }),
    route({
      method: 'post',
      path: '/applications/:id/submit',
      operation: 'submitApplication',
      tag: 'applications',
      access: 'application.write',
      summary: 'Hands the dossier in: 200 to a reviewer, 202 while documents are still being read',
      params: idParams,
      body: schemas.submitBody,
      replies: { 200: schemas.applicationView, 202: schemas.applicationView },
      errors: [
        'NOT_FOUND',
        'WRONG_STATE',
        'CHECKS_FAILED',
        'NUMBER_NOT_RESERVED',
        'HOLDER_DIFFERS',
        'CONTACT_UNCONFIRMED',
        'RESELLER_NOT_ACTIVE',
        'STALE',
        'CONFLICT',
      ],
      load: loadOwn,
      handle: async (input) => {
        const row = await submitApplication(deps, callerOf(input), input.subject, {
          contest: input.body.contest ?? [],
          language: languageOf(input.request),
        });
        return answerApplication(deps, row, input, row.status === 'processing' ? 202 : 200);
      },
    }),
    route({
      method: 'post',
      path: '/applications/:id/withdraw',
      operation: 'withdrawApplication',
      tag: 'applications',
      access: 'application.write',
      summary: 'Takes the application back; its numbers are spare again',
      params: idParams,
      replies: { 200: schemas.applicationView },
      errors: ['NOT_FOUND', 'WRONG_STATE', 'CONFLICT'],
      load: loadOwn,
      handle: async (input) => {
        const row = await withdrawApplication(deps, input.principal, input.subject);
        return answerApplication(deps, row, input, 200);
      },
    }),
    route({
      method: 'get',
      path: '/applications/:id/events',
      operation: 'streamApplication',
      tag: 'applications',
      access: 'application.read',
      summary: 'Server-sent events: status, document and check changes',
      params: idParams,
      replies: { 200: null },
      errors: ['NOT_FOUND'],
      load,
      handle: async (input) => streamApplication(deps, callerOf(input), input.subject, input.request, input.response),
    }),
  ];
}
