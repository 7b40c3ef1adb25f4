import type { NextFunction, Request, Response } from 'express';
import type { Deps } from '../../deps.js';
import { DomainError } from '../../domain/errors.js';
import { isHttpError } from '../../http/http-error.js';
import { CONTENT_SECURITY_POLICY } from './assets.js';
import { errorPage } from './error-page.js';
import { visitorOf } from './visitor.js';

const BRIEFLY = 'public, max-age=30';

/** Pages may be kept for half a minute when they say what is; never when they refuse, or are somebody's own. */
export function sendPage(
  response: Response,
  status: number,
  page: string,
  { own = false }: { readonly own?: boolean } = {},
): void {
  response
    .status(status)
    .set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    .set('Referrer-Policy', 'no-referrer')
    .set('Cache-Control', status === 200 && !own ? BRIEFLY : 'no-store')
    .type('html')
    .send(page);
}

/** People get a page, not a problem document. */
export function pageError(deps: Pick<Deps, 'logger'>) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const visitor = visitorOf(request, response);
    if (error instanceof DomainError && error.status === 429) {
      response.set('Retry-After', String(Math.ceil(error.extras.retryAfterSeconds ?? 60)));
      sendPage(response, 429, errorPage(visitor, 'busy'));
    } else if (isHttpError(error) && error.status < 500) {
      sendPage(response, error.status, errorPage(visitor, 'address'));
    } else {
      deps.logger.error({ err: error, requestId: request.id }, 'page failed');
      sendPage(response, 500, errorPage(visitor, 'ours'));
    }
  };
}
