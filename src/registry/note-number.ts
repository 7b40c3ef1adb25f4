import { noteChange } from '../events/changes.js';
import type { NumberRow } from './number-model.js';

/** Every write of a number's row raises its version by one and goes through here, so that its event carries it. */
export function noteNumber(row: NumberRow): NumberRow {
  const { _id: number, status, version, resellerId, reservationId, applicationId, uscc } = row;
  noteChange('numbers', { number, status, version, resellerId, reservationId, applicationId, uscc });
  return row;
}
