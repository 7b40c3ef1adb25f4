import { z } from 'zod';
import type { Principal } from '../accounts/principal.js';
import type { ApplicationRow } from '../applications/application-model.js';
import { findApplication } from '../applications/application-queries.js';
import { applicationView } from '../applications/application-schemas.js';
import { answerApplication } from '../applications/answer-application.js';
import { noteDecisionShown } from '../applications/second-look.js';
import type { Deps } from '../deps.js';
import { actorOf } from '../events/record-event.js';
import { callerOf, route, type Route, type RouteReply } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { recordAcceptance } from '../registry/record-acceptance.js';
import { staffNumbers } from '../accounts/user-queries.js';
import { addComment } from './add-comment.js';
import { claimApplication, claimNext, releaseClaim } from './claim-application.js';
import { claimSecondLook } from './claim-second-look.js';
import { correctField } from './correct-field.js';
import { decideApplication } from './decide-application.js';
import { parkApplication } from './park-application.js';
import { recordHumanCheck } from './record-human-check.js';
import { rescindApproval } from './rescind-approval.js';
import { reviewQueue } from './review-queue.js';
import { reviewCase } from './review-case.js';
import { settleSecondLook } from './settle-second-look.js';
import * as schemas from './review-schemas.js';
import { undoDecision } from './undo-decision.js';
import { viewQueueItem } from './queue-view.js';

const STATE = ['WRONG_STATE', 'CONFLICT', 'STALE'] as const;

export function reviewRoutes(deps: Deps): Route[] {
  const load = ({ id }: { id: string }, principal: Principal) => findApplication(deps, principal, id);
  const loadClaimed = ({ applicationId }: { applicationId: string }, principal: Principal) =>
    findApplication(deps, principal, applicationId);
  const answer = (
    input: Parameters<typeof answerApplication>[2],
    row: ApplicationRow,
    status = 200,
  ): Promise<RouteReply> => answerApplication(deps, row, input, status);
  const replies = { 200: applicationView };

  return [
    route({
      method: 'get',
      path: '/review/queue',
      operation: 'getReviewQueue',
      tag: 'review',
      access: 'review.queue',
      summary: 'What waits for a reviewer, oldest due first',
      query: schemas.queueQuery,
      replies: { 200: schemas.queueReply },
      errors: [],
      handle: async (input) => {
        const { rows, nextCursor, lanes, secondLooks } = await reviewQueue(deps, callerOf(input), input.query);
        const staff = await staffNumbers(
          deps,
          rows.flatMap(({ claim }) => (claim === null ? [] : [claim.by])),
        );
        return {
          status: 200,
          body: {
            items: rows.map((row) => viewQueueItem(row, deps.clock.now(), staff)),
            nextCursor,
            lanes,
            secondLooks: {
              ...secondLooks,
              disagreed: secondLooks.disagreed.map(({ _id, entityName, numbers }) => ({
                id: _id.toHexString(),
                entityName,
                numbers,
              })),
            },
          },
        };
      },
    }),
    route({
      method: 'get',
      path: '/review/cases/:applicationId',
      operation: 'getReviewCase',
      tag: 'review',
      access: 'review.queue',
      summary:
        'Around a case: who worked on it, what changed since it was sent back, which other dossiers it is tied to',
      params: schemas.claimParams,
      replies: { 200: schemas.caseReply },
      errors: ['NOT_FOUND'],
      load: loadClaimed,
      handle: async (input) => {
        await noteDecisionShown(deps, input.subject, callerOf(input));
        return { status: 200, body: await reviewCase(deps, callerOf(input), input.subject) };
      },
    }),
    route({
      method: 'post',
      path: '/applications/:id/comments',
      operation: 'addComment',
      tag: 'review',
      access: 'review.act',
      summary: 'A note for other reviewers; needs no claim, and never reaches the applicant',
      params: idParams,
      body: schemas.commentBody,
      replies: { 201: applicationView },
      errors: ['NOT_FOUND', 'BLIND_REVIEW'],
      load,
      handle: async (input) =>
        answer(input, await addComment(deps, callerOf(input), input.subject, input.body.text), 201),
    }),
    route({
      method: 'post',
      path: '/review/claims',
      operation: 'claimApplication',
      tag: 'review',
      access: 'review.act',
      summary: 'Claims an application, or the next one of the queue; exclusive, 30 minutes, renewed by any act',
      body: schemas.claimBody,
      replies: { 200: applicationView, 201: applicationView, 204: null },
      errors: ['NOT_FOUND', 'CLAIMED', 'WRONG_STATE'],
      handle: async (input) => {
        const principal = callerOf(input);
        const { applicationId, lane } = input.body;
        if (applicationId === undefined) {
          const next =
            lane === 'second_look' ? await claimSecondLook(deps, principal) : await claimNext(deps, principal, lane);
          return next === null ? { status: 204 } : answer(input, next, 201);
        }
        const { application, renewed } = await claimApplication(
          deps,
          principal,
          await findApplication(deps, principal, applicationId),
        );
        return answer(input, application, renewed ? 200 : 201);
      },
    }),
    route({
      method: 'delete',
      path: '/review/claims/:applicationId',
      operation: 'releaseClaim',
      tag: 'review',
      access: 'review.act',
      summary: 'Gives a claimed application back to the queue',
      params: schemas.claimParams,
      replies: { 204: null },
      errors: ['NOT_FOUND', 'NOT_CLAIMED'],
      load: loadClaimed,
      handle: async (input) => {
        await releaseClaim(deps, callerOf(input), input.subject);
        return { status: 204 };
      },
    }),
    route({
      method: 'patch',
      path: '/applications/:id/fields',
      operation: 'correctField',
      tag: 'review',
      access: 'review.act',
      summary: 'Corrects what the machine read; the original is kept, everything is evaluated again',
      params: idParams,
      body: schemas.correctionBody,
      replies,
      errors: [...STATE, 'NOT_FOUND', 'NOT_CLAIMED'],
      load,
      handle: async (input) => {
        return answer(input, await correctField(deps, callerOf(input), input.subject, input.body));
      },
    }),
    route({
      method: 'post',
      path: '/applications/:id/decisions',
      operation: 'decideApplication',
      tag: 'review',
      access: 'review.act',
      summary: 'Approves, rejects, or asks for information; 202 when a second approval by another person is needed',
      params: idParams,
      body: schemas.decisionBody,
      replies: { 200: applicationView, 202: z.looseObject({ status: z.literal('awaiting_second_approval') }) },
      errors: [
        ...STATE,
        'NOT_FOUND',
        'NOT_CLAIMED',
        'SECOND_APPROVER_REQUIRED',
        'OPEN_FAILURES',
        'CONSENT_MISSING',
        'DISPUTED',
      ],
      load,
      handle: async (input) => {
        const { outcome, reasons, note, noteToApplicant, override, requests, shown } = input.body;
        const overrides = override === undefined ? [] : Array.isArray(override) ? override : [override];
        const row = await decideApplication(deps, callerOf(input), input.subject, {
          outcome,
          reasons,
          note: note ?? null,
          noteToApplicant: noteToApplicant ?? null,
          overrides,
          requests,
          shown,
        });
        return answer(input, row, row.status === 'awaiting_second_approval' ? 202 : 200);
      },
    }),
    route({
      method: 'delete',
      path: '/applications/:id/decisions/latest',
      operation: 'undoDecision',
      tag: 'review',
      access: 'review.act',
      summary: 'Takes the own latest decision back within ten seconds',
      params: idParams,
      replies,
      errors: [
        'NOT_FOUND',
        'UNDO_EXPIRED',
        'NUMBER_NOT_SPARE',
        'NUMBER_IN_APPLICATION',
        'NUMBER_NOT_WORKING',
        'CONFLICT',
      ],
      load,
      handle: async (input) => answer(input, await undoDecision(deps, callerOf(input), input.subject)),
    }),
    route({
      method: 'post',
      path: '/applications/:id/decisions/rescind',
      operation: 'rescindApproval',
      tag: 'review',
      access: 'review.rescind',
      summary: 'Takes an approval back before carrier acceptance',
      params: idParams,
      body: schemas.rescindBody,
      replies,
      errors: [...STATE, 'NOT_FOUND'],
      load,
      handle: async (input) =>
        answer(input, await rescindApproval(deps, callerOf(input), input.subject, input.body.reason)),
    }),
    route({
      method: 'post',
      path: '/applications/:id/second-look/settlement',
      operation: 'settleSecondLook',
      tag: 'review',
      access: 'review.rescind',
      summary: 'Says which of two reviewers was right; an approval that should not have been one is taken back',
      params: idParams,
      body: schemas.settlementBody,
      replies,
      errors: [...STATE, 'NOT_FOUND', 'SECOND_APPROVER_REQUIRED', 'NUMBER_NOT_ASSIGNED'],
      load,
      handle: async (input) => answer(input, await settleSecondLook(deps, callerOf(input), input.subject, input.body)),
    }),
    route({
      method: 'post',
      path: '/applications/:id/human-checks',
      operation: 'recordHumanCheck',
      tag: 'review',
      access: 'review.act',
      summary: 'Records a look-up in the official register or a call back',
      params: idParams,
      body: schemas.humanCheckBody,
      replies: { 201: applicationView },
      errors: [...STATE, 'NOT_FOUND', 'NOT_CLAIMED'],
      load,
      handle: async (input) => {
        const { code, status, note } = input.body;
        return answer(
          input,
          await recordHumanCheck(deps, callerOf(input), input.subject, { code, status, note: note ?? null }),
          201,
        );
      },
    }),
    route({
      method: 'post',
      path: '/applications/:id/park',
      operation: 'parkApplication',
      tag: 'review',
      access: 'review.act',
      summary: 'Parks the case until a time; the SLA stands still meanwhile',
      params: idParams,
      body: schemas.parkBody,
      replies,
      errors: [...STATE, 'NOT_FOUND', 'NOT_CLAIMED', 'BLIND_REVIEW'],
      load,
      handle: async (input) =>
        answer(
          input,
          await parkApplication(deps, callerOf(input), input.subject, {
            until: new Date(input.body.until),
            note: input.body.note ?? null,
          }),
        ),
    }),
    route({
      method: 'post',
      path: '/applications/:id/carrier-acceptance',
      operation: 'recordAcceptance',
      tag: 'review',
      access: 'review.accept',
      summary: 'Records the carrier’s acceptance at its counter: the numbers begin to work',
      params: idParams,
      body: schemas.acceptanceBody,
      replies: { 201: applicationView },
      errors: [...STATE, 'NOT_FOUND', 'DISPUTED', 'ACCEPTANCE_NUMBER_TAKEN', 'ACCEPTANCE_DOCUMENTS_MISSING'],
      load,
      handle: async (input) =>
        answer(input, await recordAcceptance(deps, actorOf(callerOf(input)), input.subject, input.body), 201),
    }),
  ];
}
