import { z } from 'zod';
import { createIssuer } from '../credentials/credential.js';
import { createSigningKeys } from '../credentials/signing-keys.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { normaliseNumber } from '../domain/number-400.js';
import { languageOf, type Language } from '../http/problem.js';
import { route, type Route } from '../http/route.js';
import { dateSchema } from '../http/schemas.js';
import { createLookUp, isFuture } from './look-up.js';
import { createLookupLimits } from './lookup-limits.js';
import { notRegisteredText } from './not-registered-texts.js';
import { renderAnswer, sendAnswer } from './send-answer.js';
import { publicRecordSchema, type NotRegisteredReason, type PublicRecord } from './lookup-schemas.js';

const lookupParams = z.object({
  number: z.string().max(200).meta({ description: 'a 400 number as people write it', example: '400-123-4567' }),
});
const lookupQuery = z.object({
  on: dateSchema
    .optional()
    .meta({ description: 'who held the number on this day, up to two years after they left it' }),
});

/** Who answers for a number: open to everybody, from any site. */
export function lookupRoutes(deps: Deps): Route[] {
  const lookUp = createLookUp(deps);
  const limits = createLookupLimits(deps);
  const issue = createIssuer(deps, createSigningKeys(deps));
  const withCredential = async (record: PublicRecord, language: Language): Promise<PublicRecord> => {
    // What is signed is the Chinese form, whoever asks.
    const signed = language === 'zh' ? null : await lookUp(record.number, { language: 'zh' });
    return { ...record, credential: await issue(signed?.found === true ? signed.record : record) };
  };
  return [
    route({
      method: 'get',
      path: '/lookup/:number',
      operation: 'lookUpNumber',
      tag: 'lookup',
      access: 'public',
      ownLimit: true,
      summary: 'Who answers for a 400 number, since when, and whether it works',
      params: lookupParams,
      query: lookupQuery,
      replies: { 200: publicRecordSchema, 304: null },
      errors: ['NUMBER_MALFORMED', 'NUMBER_NOT_REGISTERED', 'VALIDATION_FAILED'],
      handle: async ({ params, query, request, response }) => {
        const language = languageOf(request);
        response.set('Access-Control-Allow-Origin', '*').vary('Accept-Language');
        await limits.admit(request);
        const number = normaliseNumber(params.number);
        const kept = number === null || query.on !== undefined ? null : deps.answers.find(number, language);
        if (kept !== null) {
          sendAnswer(request, response, kept);
          return null;
        }
        const ticket = deps.answers.ticket();
        if (query.on !== undefined && isFuture(deps, query.on)) {
          throw new DomainError('VALIDATION_FAILED', {
            errors: [{ path: 'on', code: 'IN_FUTURE', message: 'must not be in the future' }],
          });
        }
        const answer = await lookUp(params.number, { on: query.on, language });
        if (answer.found) {
          const { record } = answer;
          const present = query.on === undefined;
          const rendered = renderAnswer(present ? await withCredential(record, language) : record, language);
          if (present && record.proof !== undefined) deps.answers.keep(record.number, language, rendered, ticket);
          sendAnswer(request, response, rendered);
          return null;
        }
        await limits.admitUnknown(request);
        if (answer.reason === 'malformed') throw new DomainError('NUMBER_MALFORMED');
        throw notRegistered(answer.reason, language, query.on);
      },
    }),
  ];
}

function notRegistered(reason: NotRegisteredReason, language: Language, on: string | undefined): DomainError {
  return new DomainError('NUMBER_NOT_REGISTERED', {
    detail: notRegisteredText(reason, language, on),
    members: { reason },
  });
}
