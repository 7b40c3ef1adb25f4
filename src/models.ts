import type { Connection, Model } from 'mongoose';
import { apiKeyModel } from './accounts/api-key-model.js';
import { userModel } from './accounts/user-model.js';
import { applicationModel } from './applications/application-model.js';
import { blocklistModel } from './applications/blocklist-model.js';
import { evaluationModel } from './applications/evaluation-model.js';
import { bulkItemModel } from './bulk/bulk-item-model.js';
import { bulkModel } from './bulk/bulk-model.js';
import { complaintModel } from './complaints/complaint-model.js';
import { redressModel } from './complaints/redress-model.js';
import { badgeModel } from './badge/badge-model.js';
import { certificateModel } from './credentials/certificate-model.js';
import { signingKeyModel } from './credentials/signing-key-model.js';
import { accessLogModel } from './documents/access-log-model.js';
import { documentModel } from './documents/document-model.js';
import { partialUploadModel } from './documents/resumable/partial-upload-model.js';
import { uploadIntentModel } from './documents/upload-intent-model.js';
import { entityModel } from './entities/entity-model.js';
import { mergeModel } from './entities/merge-model.js';
import { auditModel } from './events/audit-model.js';
import { cursorModel } from './events/cursor-model.js';
import { eventModel } from './events/event-model.js';
import { idempotencyModel } from './http/idempotency-model.js';
import { codeModel } from './owners/code-model.js';
import { entityContactModel } from './owners/entity-contact-model.js';
import { guardModel } from './platform/guard-model.js';
import { linkModel } from './links/link-model.js';
import { personalConsentModel } from './links/personal-consent-model.js';
import { noticeModel } from './notices/notice-model.js';
import { calendarDayModel } from './operations/calendar-day-model.js';
import { operationItemModel } from './operations/operation-item-model.js';
import { operationModel } from './operations/operation-model.js';
import { taskModel } from './operations/task-model.js';
import { markModel } from './policies/mark-model.js';
import { setupModel } from './setup/setup-model.js';
import { policyModel } from './policies/policy-model.js';
import { acceptanceModel } from './registry/acceptance-model.js';
import { assignmentModel } from './registry/assignment-model.js';
import { blockModel } from './registry/block-model.js';
import { correctionModel } from './registry/correction-model.js';
import { emergencyStopModel } from './registry/emergency-stop-model.js';
import { holdModel } from './registry/hold-model.js';
import { numberModel } from './registry/number-model.js';
import { reservationModel } from './registry/reservation-model.js';
import { resellerModel } from './resellers/reseller-model.js';
import { logCheckpointModel } from './transparency/log-checkpoint-model.js';
import { logFaultModel } from './transparency/log-fault-model.js';
import { logLeafModel } from './transparency/log-leaf-model.js';
import { logTileModel } from './transparency/log-tile-model.js';
import { logTreeModel } from './transparency/log-tree-model.js';
import { logWatchModel } from './transparency/log-watch-model.js';
import { pendingLeafModel } from './transparency/pending-leaf-model.js';
import { deliveryModel } from './webhooks/delivery-model.js';
import { webhookModel } from './webhooks/webhook-model.js';

/** Every collection there is. A model missing here would have no unique index: `test/architecture.test.ts` looks. */
export const ALL_MODELS: readonly ((db: Connection) => Model<never>)[] = [
  acceptanceModel,
  accessLogModel,
  apiKeyModel,
  applicationModel,
  assignmentModel,
  auditModel,
  blockModel,
  blocklistModel,
  badgeModel,
  bulkItemModel,
  bulkModel,
  certificateModel,
  complaintModel,
  correctionModel,
  calendarDayModel,
  cursorModel,
  documentModel,
  emergencyStopModel,
  codeModel,
  entityContactModel,
  entityModel,
  evaluationModel,
  eventModel,
  guardModel,
  holdModel,
  idempotencyModel,
  logCheckpointModel,
  logFaultModel,
  logLeafModel,
  logTileModel,
  logTreeModel,
  noticeModel,
  logWatchModel,
  mergeModel,
  numberModel,
  operationItemModel,
  operationModel,
  partialUploadModel,
  linkModel,
  personalConsentModel,
  pendingLeafModel,
  policyModel,
  markModel,
  setupModel,
  redressModel,
  reservationModel,
  resellerModel,
  signingKeyModel,
  uploadIntentModel,
  taskModel,
  userModel,
  deliveryModel,
  webhookModel,
] as never;

/** Creates every collection and declared index; new ones are built, none is dropped. Called once at start, before ready. */
export async function ensureIndexes(db: Connection): Promise<void> {
  for (const define of ALL_MODELS) {
    const model = define(db);
    await model.createCollection();
    await model.createIndexes();
  }
}
