import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';
import type { Changes } from './changes.js';

export const SUBJECT_KINDS = [
  'number',
  'application',
  'document',
  'reseller',
  'user',
  'api_key',
  'webhook',
  'block',
  'reservation',
  'entity',
  'calendar',
  'task',
  'operation',
  'emergency_stop',
  'correction',
  'complaint',
  'redress_table',
  'credential_key',
  'certificate',
  'badge',
  'log',
  'policy',
  'setting',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export interface EventSubject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/**
 * One row per change, written in the transaction of the change: outbox, audit trail and bitemporal history in one
 * (platform.md). Rows never hold personal data: statuses, codes, ids, dates, and what is public anyway.
 */
export interface EventRow {
  _id: Types.ObjectId;
  type: string;
  /** First the subject changed, then everything else this change belongs to (an application's numbers). */
  subjects: EventSubject[];
  /** Organisation it belongs to, for streams and webhooks; null = the carrier's own. */
  resellerId: string | null;
  actor: { kind: 'user' | 'key' | 'link' | 'system'; id: string };
  reason: string | null;
  /** When it took effect, and when we learnt of it (bitemporal). */
  effectiveAt: Date;
  recordedAt: Date;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** The rows the change left behind: state can be told from events alone. */
  changes: Changes | null;
  /** Version of the first subject after the change. */
  version: number;
  /** Given by the sequencer, gapless, after the transaction (platform.md); null until then. */
  seq: number | null;
}

const schema = new Schema(
  {
    type: { type: String, required: true },
    subjects: { type: [{ _id: false, kind: String, id: String }], required: true },
    resellerId: { type: String, default: null },
    actor: { type: { _id: false, kind: String, id: String }, required: true },
    reason: { type: String, default: null },
    effectiveAt: { type: Date, required: true },
    recordedAt: { type: Date, required: true },
    before: { type: Schema.Types.Mixed, default: null },
    after: { type: Schema.Types.Mixed, default: null },
    changes: { type: Schema.Types.Mixed, default: null },
    version: { type: Number, required: true },
    seq: { type: Number, default: null },
  },
  { versionKey: false, minimize: false },
);
// serves: history of one number or application, in order
schema.index({ 'subjects.kind': 1, 'subjects.id': 1, recordedAt: 1 });
// serves: the audit's search by time, by kind of change, and by who made it
schema.index({ recordedAt: 1 });
schema.index({ type: 1, _id: -1 });
schema.index({ 'actor.id': 1, _id: -1 });
// serves: consumers reading on from their cursor; and gaplessness
schema.index({ seq: 1 }, { unique: true, partialFilterExpression: { seq: { $type: 'number' } } });
// serves: the sequencer's next batch
schema.index({ seq: 1, _id: 1 });

export const eventModel = defineModel<EventRow>('Event', schema, 'events');
