import express, { type Router } from 'express';
import { checkCredential } from '../credentials/credential.js';
import { checkCertificate } from '../credentials/issue-certificate.js';
import { createSigningKeys } from '../credentials/signing-keys.js';
import type { Deps } from '../deps.js';
import { displayReceipt, normaliseReceipt } from '../domain/complaint.js';
import { DomainError } from '../domain/errors.js';
import { createRateLimit } from '../http/rate-limit.js';
import { createLookUp } from './look-up.js';
import { certificatePage, noCertificatePage } from './pages/certificate-page.js';
import { explainedPage } from './pages/explained-page.js';
import { sendPage } from './pages/send-page.js';
import { bodyOf, linkTo, visitorOf } from './pages/visitor.js';

const OWN = { own: true };

/** What can be checked, and the checks that need no program: a credential, a certificate. */
export function createExplainedPages(deps: Deps): Router {
  const router = express.Router();
  const limit = createRateLimit(deps);
  const lookUp = createLookUp(deps);
  const keys = createSigningKeys(deps);
  const base = deps.config.BASE_URL.replace(/\/+$/u, '');
  const form = express.urlencoded({ extended: false, limit: '50kb' });
  router.get('/explained', (request, response) => {
    response.locals['route'] = '/explained';
    sendPage(response, 200, explainedPage(visitorOf(request, response), { verdict: null, base }));
  });
  router.post('/explained', form, async (request, response) => {
    response.locals['route'] = '/explained';
    await limit(request.ip, null);
    const visitor = visitorOf(request, response);
    const pasted = fieldOf(bodyOf(request), 'credential').replace(/\s/gu, '');
    const { status } = await checkCredential(deps, keys, lookUp, pasted);
    sendPage(response, 200, explainedPage(visitor, { verdict: status, base }), OWN);
  });
  router.post('/certificates', form, (request, response) => {
    response.locals['route'] = '/certificates';
    const visitor = visitorOf(request, response);
    const serial = normaliseReceipt(fieldOf(bodyOf(request), 'serial'));
    if (serial === null) sendPage(response, 404, noCertificatePage(visitor));
    else response.redirect(303, linkTo(visitor, `/certificates/${displayReceipt(serial)}`));
  });
  router.get('/certificates/:serial', async (request, response) => {
    response.locals['route'] = '/certificates/:serial';
    await limit(request.ip, null);
    const visitor = visitorOf(request, response);
    try {
      const { row, status } = await checkCertificate(deps, lookUp, request.params.serial);
      sendPage(response, 200, certificatePage(visitor, row, status), OWN);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'NOT_FOUND')) throw error;
      sendPage(response, 404, noCertificatePage(visitor));
    }
  });
  return router;
}

function fieldOf(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}
