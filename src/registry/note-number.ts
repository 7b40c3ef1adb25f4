import { noteChange, type NumberChange } from '../events/changes.js';
import type { NumberRow } from './number-model.js';

/** Every write of a number's row raises its version by one and goes through here, so that its event carries it. */
export function noteNumber(row: NumberRow): NumberRow {
  noteChange('numbers', numberChange(row));
  return row;
}

export function numberChange(row: NumberRow): NumberChange {
  const { _id: number, status, version, resellerId, reservationId, applicationId, uscc } = row;
  return { number, status, version, resellerId, reservationId, applicationId, uscc };
}
