import type { EventRow } from '../events/event-model.js';

/** A little more than the ten seconds of undo: a transaction that began in time may end after them. */
export const UNDO_MARGIN_SECONDS = 5;

/** Decisions that `DELETE …/decisions/latest` can take back. */
const UNDOABLE = new Set([
  'application.approve',
  'application.approve_second',
  'application.reject',
  'application.request_information',
]);

/** How to find out whether the decision an event tells of was taken back; null when it cannot be. */
export function undoOf({ type, subjects, version }: EventRow): { applicationId: string; version: number } | null {
  const application = subjects.find(({ kind }) => kind === 'application');
  return UNDOABLE.has(type) && application !== undefined
    ? { applicationId: application.id, version: version + 1 }
    : null;
}
