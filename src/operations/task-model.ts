import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** Work that only a person at the carrier can do. */
export const TASK_KINDS = [
  'contact_bounced',
  'notice_failed',
  'channel_missing',
  'calendar_missing',
  'reverification',
  'number_disputed',
  'registration_disowned',
  'second_look_disagrees',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export interface TaskRow {
  _id: Types.ObjectId;
  kind: TaskKind;
  /** What it is about, e.g. `entity` and its USCC. */
  subject: { kind: string; id: string };
  /** Codes and ids for whoever does it; no personal data. */
  facts: Record<string, unknown>;
  status: 'open' | 'done';
  openedAt: Date;
  closedAt: Date | null;
  closedBy: string | null;
}

const schema = new Schema<TaskRow>(
  {
    kind: { type: String, enum: TASK_KINDS, required: true },
    subject: { type: new Schema({ kind: String, id: String }, { _id: false }), required: true },
    facts: { type: Schema.Types.Mixed, required: true },
    status: { type: String, enum: ['open', 'done'], required: true },
    openedAt: { type: Date, required: true },
    closedAt: { type: Date, default: null },
    closedBy: { type: String, default: null },
  },
  { versionKey: false, minimize: false },
);
// serves: one open task of a kind about one thing
schema.index(
  { kind: 1, 'subject.kind': 1, 'subject.id': 1 },
  { unique: true, partialFilterExpression: { status: 'open' } },
);
// serves: when a thing was last looked at
schema.index({ kind: 1, 'subject.kind': 1, 'subject.id': 1, _id: -1 }, { name: 'newest_about' });
// serves: the list of open tasks, newest first
schema.index({ status: 1, _id: -1 });

export const taskModel = defineModel<TaskRow>('Task', schema, 'tasks');
