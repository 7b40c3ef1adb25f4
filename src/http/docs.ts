import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { type Router } from 'express';
import type { Config } from '../config.js';
import { openApiDocument } from './openapi.js';
import type { Route } from './route.js';

/** Version of the API, not of the software: grows with what callers can see. */
const API_VERSION = '1.0.0';

/** The few files of Swagger UI that the page needs; served from here, no CDN. */
const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;

/** No inline script or style, so it works under `default-src 'self'`. */
const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <title>400 号码登记 API · Registry of 400 numbers</title>
    <link rel="icon" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;
const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null });\n`;

/** `/openapi.json` and `/docs`, outside the API's prefix. */
export function createDocs(routes: readonly Route[], config: Pick<Config, 'MODE'>): Router {
  const document = openApiDocument(routes, {
    title: '400 号码登记 · Registry of 400 numbers',
    version: API_VERSION,
    description: `Every 400 number belongs to one verified, accountable legal entity, and anyone can see who. Run by: ${config.MODE}.`,
  });
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const router = express.Router();
  router.get('/openapi.json', (_request, response) => {
    response.set('Access-Control-Allow-Origin', '*').json(document);
  });
  router.get('/docs', (_request, response) => {
    response.type('html').send(PAGE);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('text/javascript').send(START);
  });
  for (const asset of ASSETS) {
    router.get(`/docs/${asset}`, (_request, response) => response.sendFile(join(folder, asset), { maxAge: '1d' }));
  }
  return router;
}
