import { Types } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { momentOn, presentMoment } from '../../src/lookup/moment.js';
import type { AssignmentRow } from '../../src/registry/assignment-model.js';
import type { HoldRow } from '../../src/registry/hold-model.js';
import { FREED, type NumberRow } from '../../src/registry/number-model.js';
import type { NumberRecord } from '../../src/registry/number-record.js';

const ZONE = 'Asia/Shanghai';
const NOW = new Date('2026-11-23T02:00:00Z');
const at = (beijing: string) => new Date(`${beijing}+08:00`);

function held(name: string, from: string, until: string | null = null): AssignmentRow {
  return {
    _id: new Types.ObjectId(),
    number: '4000123400',
    carrier: 'CU',
    applicationId: '',
    resellerId: '',
    holder: { uscc: '', name, entityType: 'company', province: null, city: null },
    publicName: name,
    registeredPurpose: '',
    verified: { level: 'document_checked', on: '2026-01-01', due: '2028-01-01' },
    from: at(from),
    until: until === null ? null : at(until),
    live: until === null,
  };
}

function record(
  status: NumberRow['status'],
  assignments: AssignmentRow[],
  holds: Partial<HoldRow>[] = [],
): NumberRecord {
  const number: NumberRow = {
    _id: '4000123400',
    carrier: 'CU',
    blockId: '',
    status,
    version: 1,
    since: NOW,
    ...FREED,
  };
  return { number, assignments, events: [], holds: holds as HoldRow[] };
}

const on = (of: NumberRecord, day: string) => {
  const moment = momentOn(of, day, NOW, ZONE);
  return moment === null ? null : `${moment.assignment.publicName} ${moment.status}`;
};

describe('who held a number on a day', () => {
  const transferred = record('working', [
    held('甲', '2026-01-05T09:00', '2026-06-01T15:00'),
    held('乙', '2026-06-01T15:00'),
  ]);
  it.each([
    ['2026-01-04', null],
    ['2026-01-05', '甲 working'],
    ['2026-05-31', '甲 working'],
    // The day of a transfer: who held it last on that day.
    ['2026-06-01', '乙 working'],
    ['2026-11-23', '乙 working'],
  ])('%s: %s', (day, holder) => {
    expect(on(transferred, day)).toBe(holder);
  });

  const ended = record('disconnected', [held('甲', '2026-01-05T09:00', '2026-11-20T00:30')]);
  it.each([
    // A day is a day in Beijing: half past midnight there is still the day before in UTC.
    ['2026-11-20', '甲 working'],
    ['2026-11-21', '甲 disconnected'],
    ['2026-11-23', '甲 disconnected'],
  ])('after a disconnection, %s: %s', (day, holder) => {
    expect(on(ended, day)).toBe(holder);
  });

  it('still answers when the number is spare again, but for the days it was held only', () => {
    const spare = record('spare', [held('甲', '2025-01-05T09:00', '2025-11-20T09:00')]);
    expect(on(spare, '2025-06-01')).toBe('甲 working');
    expect(on(spare, '2025-12-01')).toBeNull();
    expect(presentMoment(spare, NOW, ZONE)).toBeNull();
  });

  it('forgets a holder two years after it left', () => {
    const gone = (until: string) => record('spare', [held('甲', '2020-01-05T09:00', until)]);
    expect(on(gone('2024-11-23T09:00'), '2024-11-22')).toBe('甲 working');
    expect(on(gone('2024-11-22T09:00'), '2024-11-21')).toBeNull();
  });

  it('remembers the stops of that day', () => {
    const stopped = record(
      'working',
      [held('甲', '2026-01-05T09:00')],
      [{ placedAt: at('2026-03-01T10:00'), endedAt: at('2026-03-03T10:00') }],
    );
    expect(['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'].map((day) => on(stopped, day))).toEqual([
      '甲 working',
      '甲 suspended',
      '甲 suspended',
      '甲 working',
    ]);
  });
});

describe('the present', () => {
  it('never shows a holder that a disconnection ended between two reads', () => {
    const torn = record('working', [held('甲', '2026-01-05T09:00', '2026-11-23T09:59')]);
    expect(presentMoment(torn, NOW, ZONE)).toMatchObject({ status: 'disconnected' });
  });

  it('is suspended while a hold is open, whichever read saw it', () => {
    const torn = record('working', [held('甲', '2026-01-05T09:00')], [{ placedAt: NOW, endedAt: null }]);
    expect(presentMoment(torn, NOW, ZONE)).toMatchObject({ status: 'suspended' });
    expect(presentMoment({ ...torn, holds: [] }, NOW, ZONE)).toMatchObject({ status: 'working' });
  });
});
