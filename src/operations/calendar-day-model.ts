import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** One day that differs from the holiday table; `_id` is its date, `YYYY-MM-DD`. */
export interface CalendarDayRow {
  _id: string;
  kind: 'holiday' | 'workday';
  /** What it is for, e.g. 春节. */
  name: string;
  setBy: string;
  setAt: Date;
}

const schema = new Schema<CalendarDayRow>(
  {
    _id: { type: String, required: true, match: /^\d{4}-\d{2}-\d{2}$/ },
    kind: { type: String, enum: ['holiday', 'workday'], required: true },
    name: { type: String, required: true },
    setBy: { type: String, required: true },
    setAt: { type: Date, required: true },
  },
  { versionKey: false, _id: false },
);

export const calendarDayModel = defineModel<CalendarDayRow>('CalendarDay', schema, 'calendar_days');
