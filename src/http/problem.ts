import type {} from 'pino-http';
import type { NextFunction, Request, Response } from 'express';
import { isHttpError } from './http-error.js';
import { DomainError, ERROR_CATALOGUE, type ErrorCode, type ErrorExtras, type FieldError } from '../domain/errors.js';
import { FIELD_FAULTS } from '../domain/field-faults.js';
import type { Logger } from '../platform/logger.js';

export type Language = 'zh' | 'en';

/** Chinese unless the client prefers English. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages('zh', 'zh-CN', 'en') === 'en' ? 'en' : 'zh';
}

/** We make the ids ourselves (app.ts): always a string. */
function requestIdOf(request: Request): string {
  return typeof request.id === 'string' ? request.id : '';
}

/** RFC 9457 problem document from the closed catalogue. */
export function sendProblem(request: Request, response: Response, code: ErrorCode, extras: ErrorExtras = {}): void {
  const entry = ERROR_CATALOGUE[code];
  const language = languageOf(request);
  if (extras.retryAfterSeconds !== undefined) response.set('Retry-After', String(Math.ceil(extras.retryAfterSeconds)));
  if (entry.status === 401) response.set('WWW-Authenticate', 'Bearer');
  response
    .status(entry.status)
    .type('application/problem+json')
    .set('Content-Language', language === 'zh' ? 'zh-CN' : 'en')
    .set('Cache-Control', 'no-store')
    .send(
      JSON.stringify({
        type: `urn:registry-400:problem:${code.toLowerCase().replaceAll('_', '-')}`,
        title: entry[language],
        status: entry.status,
        detail: extras.detail ?? entry[language],
        instance: `urn:request:${requestIdOf(request)}`,
        code,
        ...(extras.errors === undefined ? {} : { errors: inWords(extras.errors, language) }),
        ...extras.members,
      }),
    );
}

/** Faults of members in the reader's language, where they have words of ours. */
function inWords(errors: readonly FieldError[], language: Language): FieldError[] {
  return errors.map((error) => ({ ...error, message: FIELD_FAULTS[error.code]?.[language] ?? error.message }));
}

/** The one mapper from what was thrown to what is answered. */
export function problemHandler(logger: Logger) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof DomainError) {
      sendProblem(request, response, error.code, error.extras);
      return;
    }
    if (isHttpError(error) && error.status < 500) {
      const code =
        error.status === 413 ? 'BODY_TOO_LARGE' : error.status === 415 ? 'UNSUPPORTED_MEDIA_TYPE' : 'BAD_REQUEST';
      sendProblem(request, response, code);
      return;
    }
    logger.error({ err: error, requestId: request.id }, 'request failed');
    sendProblem(request, response, isUnavailable(error) ? 'UNAVAILABLE' : 'INTERNAL');
  };
}

function isUnavailable(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(MongoServerSelection|MongoNetwork|MaxRetriesPerRequest|MongoNotConnected)/.test(error.name)
  );
}
