import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Language } from '../http/problem.js';
import type { KeptAnswer } from './answer-cache.js';
import type { PublicRecord } from './lookup-schemas.js';

/** Seconds an answer may be reused: long enough to take a rush, short enough that a suspension shows at once. */
const MAX_AGE_SECONDS = 30;

/** An answer as bytes, with a strong tag of exactly these bytes (RFC 9110 §8.8.3). Made once, sent often. */
export function renderAnswer(record: PublicRecord, language: Language): KeptAnswer {
  const body = Buffer.from(JSON.stringify(record));
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  return {
    body,
    etag,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': `public, max-age=${MAX_AGE_SECONDS}`,
      'Content-Language': language === 'zh' ? 'zh-CN' : 'en',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Security-Policy': "default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Language',
      ETag: etag,
    },
  };
}

/** Sends it, or 304 to whoever has it already (RFC 9110 §13.1.2). */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: KeptAnswer): void {
  if (hasIt(request.headers['if-none-match'], answer.etag)) {
    response.writeHead(304, answer.headers).end();
    return;
  }
  response.writeHead(200, { ...answer.headers, 'Content-Length': answer.body.length });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

function hasIt(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');
}
