import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCookie } from 'cookie';
import express, { type Request, type Response, type Router } from 'express';
import sirv from 'sirv';
import { z } from 'zod';
import { languageOf, sendProblem, type Language } from '../http/problem.js';
import { projectRoot } from '../platform/project-root.js';

const CONSOLE_FOLDER = join(projectRoot, 'dist', 'web');
const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;
const languageSchema = z.enum(['zh', 'en']).optional().catch(undefined);

/**
 * The application for resellers and staff under `/console`: hashed assets, compressed when they were built, kept for ever;
 * every other address is the one page, which the browser's router takes from there.
 * @param folder what `vite build` made; without it every address says so (503)
 */
export function createConsole(folder = CONSOLE_FOLDER): Router {
  const router = express.Router();
  const index = join(folder, 'index.html');
  if (!existsSync(index)) {
    router.use((request, response) => sendProblem(request, response, 'UNAVAILABLE', { detail: NOT_BUILT }));
    return router;
  }
  const page = readFileSync(index, 'utf8');
  router.use((_request, response, next) => {
    response.set('Content-Security-Policy', "default-src 'none'").set('Referrer-Policy', 'no-referrer');
    next();
  });
  // With `dev` off the folder is listed once: a file that is not in it cannot be asked for by any trick of the path.
  router.use(
    '/assets',
    sirv(join(folder, 'assets'), { brotli: true, gzip: true, immutable: true, maxAge: 31_536_000 }),
  );
  router.use('/assets', (request, response) => sendProblem(request, response, 'ROUTE_NOT_FOUND'));
  router.get('/{*path}', (request, response) => {
    response.locals['route'] = '/console';
    sendPage(page, request, response);
  });
  return router;
}

/**
 * Addresses that mails and letters carry, short enough to be typed; each opens its page of the console. The secret after
 * `#` stays in the browser: it keeps it over a redirect and sends it nowhere.
 */
export function createLinks(): Router {
  const router = express.Router();
  router.get(['/objection', '/confirm', '/invitation', '/claim'], (request, response) => {
    response.locals['route'] = '/link';
    response.set('Referrer-Policy', 'no-referrer').redirect(302, `/console${request.path}`);
  });
  return router;
}

const NOT_BUILT = '控制台尚未构建，请运行 npm start / the console is not built; run npm start';

function sendPage(page: string, request: Request, response: Response): void {
  const nonce = randomBytes(16).toString('base64');
  const language = rememberedLanguage(request, response);
  response
    .set('Content-Security-Policy', policy(nonce))
    .set('Cache-Control', 'no-store')
    .vary('Accept-Language')
    .vary('Cookie')
    .type('html')
    .send(page.replaceAll('{{nonce}}', nonce).replace('{{language}}', language === 'zh' ? 'zh-CN' : 'en'));
}

/**
 * Scripts only from our own files. Ant Design writes its styles at run time, so style elements carry the nonce of this
 * very answer; pictures are ours, or made in the browser (`blob:`, `data:`) before upload.
 */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** `?lang=` before the cookie that the public pages set as well, before what the browser prefers. */
function rememberedLanguage(request: Request, response: Response): Language {
  const asked = languageSchema.parse(request.query['lang']);
  if (asked !== undefined) {
    response.cookie('lang', asked, { httpOnly: true, sameSite: 'lax', maxAge: YEAR_MS, path: '/' });
  }
  const { lang } = parseCookie(request.get('cookie') ?? '');
  return asked ?? languageSchema.parse(lang) ?? languageOf(request);
}
