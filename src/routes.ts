import { apiKeyRoutes } from './accounts/api-key-routes.js';
import { sessionRoutes } from './accounts/session-routes.js';
import { totpRoutes } from './accounts/totp-routes.js';
import { userRoutes } from './accounts/user-routes.js';
import { applicationRoutes } from './applications/application-routes.js';
import { auditRoutes } from './audit/audit-routes.js';
import { dashboardRoutes } from './dashboards/dashboard-routes.js';
import { qualityRoutes } from './dashboards/quality-routes.js';
import { complaintDeskRoutes } from './complaints/complaint-desk-routes.js';
import { complaintRoutes } from './complaints/complaint-routes.js';
import { bulkRoutes } from './bulk/bulk-routes.js';
import { badgeRoutes } from './badge/badge-routes.js';
import { certificateRoutes } from './credentials/certificate-routes.js';
import { credentialRoutes } from './credentials/credential-routes.js';
import type { Deps } from './deps.js';
import { consentRoutes } from './applications/consent-routes.js';
import { entityRoutes } from './entities/entity-routes.js';
import { documentRoutes } from './documents/document-routes.js';
import { exportRoutes } from './export/export-routes.js';
import type { Route } from './http/route.js';
import { Decoder } from './documents/decoder.js';
import { linkRoutes } from './links/link-routes.js';
import { linkUploadRoutes } from './links/link-upload-routes.js';
import { jobRoutes } from './jobs/job-routes.js';
import { lookupRoutes } from './lookup/lookup-routes.js';
import { blockRoutes } from './registry/block-routes.js';
import { correctionRoutes } from './registry/correction-routes.js';
import { emergencyRoutes } from './registry/emergency-routes.js';
import { confirmationRoutes } from './owners/confirmation-routes.js';
import { disputeRoutes } from './owners/dispute-routes.js';
import { ownerRoutes } from './owners/owner-routes.js';
import { holdRoutes } from './registry/hold-routes.js';
import { noticeRoutes } from './notices/notice-routes.js';
import { acceptanceFileRoutes } from './operations/acceptance-file-routes.js';
import { calendarRoutes } from './operations/calendar-routes.js';
import { operationRoutes } from './operations/operation-routes.js';
import { taskRoutes } from './operations/task-routes.js';
import { setupRoutes } from './setup/setup-routes.js';
import { policyRoutes } from './policies/policy-routes.js';
import { lifecycleRoutes } from './registry/lifecycle-routes.js';
import { registryRoutes } from './registry/registry-routes.js';
import { resellerRoutes } from './resellers/reseller-routes.js';
import { reviewRoutes } from './reviews/review-routes.js';
import { webhookRoutes } from './webhooks/webhook-routes.js';

/** Every route below `/api/v1`: the router, the OpenAPI document and the refusal tests are made from this list. */
export function allRoutes(deps: Deps): Route[] {
  return everyRoute(deps).filter(({ operation }) => !NOT_IN_MODE[deps.config.MODE].has(operation));
}

/** An agency has no counter: acceptance numbers come in by file alone (POST /acceptances/imports). */
const NOT_IN_MODE: Readonly<Record<Deps['config']['MODE'], ReadonlySet<string>>> = {
  carrier: new Set(),
  agency: new Set(['recordAcceptance']),
};

/** The routes of all modes, for the types of the console. */
export function everyRoute(deps: Deps): Route[] {
  const decoder = new Decoder();
  return [
    ...sessionRoutes(deps),
    ...totpRoutes(deps),
    ...userRoutes(deps),
    ...apiKeyRoutes(deps),
    ...webhookRoutes(deps),
    ...resellerRoutes(deps),
    // Before the routes of one number: `blocks` is none.
    ...blockRoutes(deps),
    ...registryRoutes(deps),
    ...holdRoutes(deps),
    ...lifecycleRoutes(deps),
    ...emergencyRoutes(deps),
    ...correctionRoutes(deps),
    ...applicationRoutes(deps),
    ...bulkRoutes(deps),
    ...consentRoutes(deps),
    ...entityRoutes(deps),
    ...ownerRoutes(deps),
    ...disputeRoutes(deps),
    ...confirmationRoutes(deps),
    ...documentRoutes(deps, decoder),
    ...linkRoutes(deps),
    ...linkUploadRoutes(deps, decoder),
    ...reviewRoutes(deps),
    ...jobRoutes(deps),
    ...auditRoutes(deps),
    ...dashboardRoutes(deps),
    ...qualityRoutes(deps),
    ...noticeRoutes(deps),
    ...taskRoutes(deps),
    ...operationRoutes(deps),
    ...acceptanceFileRoutes(deps),
    ...calendarRoutes(deps),
    ...policyRoutes(deps),
    ...setupRoutes(deps),
    ...lookupRoutes(deps),
    ...credentialRoutes(deps),
    ...certificateRoutes(deps),
    ...badgeRoutes(deps),
    ...exportRoutes(deps),
    ...complaintRoutes(deps),
    ...complaintDeskRoutes(deps),
  ];
}
