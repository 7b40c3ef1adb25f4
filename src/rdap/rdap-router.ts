import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { DomainError } from '../domain/errors.js';
import { fromEnum } from '../domain/number-400.js';
import { isHttpError } from '../http/http-error.js';
import { languageOf } from '../http/problem.js';
import { createRateLimit } from '../http/rate-limit.js';
import { usccSchema } from '../http/schemas.js';
import { createLookUp } from '../lookup/look-up.js';
import { createLookupLimits } from '../lookup/lookup-limits.js';
import { notRegisteredText } from '../lookup/not-registered-texts.js';
import { domainObject } from './domain-object.js';
import { entityObject } from './entity-object.js';
import { findHolder } from './find-holder.js';
import { OPEN_TO_ALL, placeOf, sendRdap, sendRdapError, type Place } from './rdap-answer.js';
import { TEXTS } from './rdap-texts.js';

/** Lookups this server knows of but does not hold (RFC 9082 §3.1, 3.2): 501, any other path is 404. */
const NOT_HELD = new Set(['ip', 'autnum', 'nameserver', 'domains', 'nameservers', 'entities']);

const METHODS = 'GET, HEAD';

/** RDAP (RFC 9082, 9083) over the public record, below `/rdap`. */
export function createRdap(deps: Deps): Router {
  const router = express.Router();
  const limit = createRateLimit(deps);
  const unknown = createLookupLimits(deps);
  const lookUp = createLookUp(deps);
  const placeFor = (request: Request) => placeOf(request, deps.config.BASE_URL, languageOf(request));
  router.use(async (request, response, next) => {
    response.locals['route'] = '/rdap';
    if (request.method === 'OPTIONS') {
      response.set({
        ...OPEN_TO_ALL,
        'Access-Control-Allow-Methods': METHODS,
        'Access-Control-Allow-Headers': '*',
      });
      response.status(204).end();
      return;
    }
    await limit(request.ip, null);
    next();
  });
  router.get('/domain/:name', async (request, response) => {
    const place = placeFor(request);
    const texts = TEXTS[place.language];
    const number = fromEnum(request.params.name);
    if (number === null) {
      const other = /^(?:\d\.){1,15}e164\.arpa\.?$/iu.test(request.params.name);
      if (other) refuse(response, place, 404, texts.notFound, notRegisteredText('not_a_400', place.language));
      else refuse(response, place, 400, texts.badRequest, texts.badDomain);
      return;
    }
    const answer = await lookUp(number, { language: place.language });
    if (answer.found) {
      const zone = deps.config.TZ_BUSINESS;
      const day = { today: businessToday(deps.clock.now(), zone), zone };
      sendRdap(response, place, domainObject(place, answer.record, day));
      return;
    }
    await unknown.admitUnknown(request);
    const reason = answer.reason === 'malformed' ? 'not_a_400' : answer.reason;
    refuse(response, place, 404, texts.notFound, notRegisteredText(reason, place.language));
  });
  router.get('/entity/:uscc', async (request, response) => {
    const place = placeFor(request);
    const texts = TEXTS[place.language];
    const uscc = usccSchema.safeParse(request.params.uscc);
    if (!uscc.success) {
      refuse(response, place, 400, texts.badRequest, texts.badEntity);
      return;
    }
    const holder = await findHolder(deps, lookUp, uscc.data, place.language);
    if (holder !== null) {
      sendRdap(response, place, entityObject(place, holder));
      return;
    }
    await unknown.admitUnknown(request);
    refuse(response, place, 404, texts.notFound, texts.noHolder);
  });
  router.get('/help', (request, response) => {
    const place = placeFor(request);
    sendRdap(response, place, {}, [TEXTS[place.language].help]);
  });
  router.use((request, response) => {
    const place = placeFor(request);
    const texts = TEXTS[place.language];
    const [, kind = ''] = request.path.split('/');
    const read = request.method === 'GET' || request.method === 'HEAD';
    const status = !read ? 405 : NOT_HELD.has(kind) ? 501 : 404;
    // RFC 9110 §15.5.6: a 405 names what is allowed.
    if (status === 405) response.set('Allow', METHODS);
    refuse(response, place, status, texts.unsupported, texts.supported);
  });
  router.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) next(error);
    else refuseFor(deps, error, request, response, placeFor(request));
  });
  return router;
}

function refuse(response: Response, place: Place, status: number, title: string, description: string): void {
  sendRdapError(response, place, { status, title, description: [description] });
}

function refuseFor(deps: Deps, error: unknown, request: Request, response: Response, place: Place): void {
  const texts = TEXTS[place.language];
  if (error instanceof DomainError && error.status === 429) {
    response.set('Retry-After', String(Math.ceil(error.extras.retryAfterSeconds ?? 60)));
    refuse(response, place, 429, texts.busy, texts.later);
  } else if (isHttpError(error) && error.status < 500) {
    refuse(response, place, 400, texts.badRequest, texts.supported);
  } else {
    deps.logger.error({ err: error, requestId: request.id }, 'rdap failed');
    refuse(response, place, 500, texts.fault, texts.later);
  }
}
