import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingMinutes,
  businessToday,
  calendarCovers,
  isQuietHour,
  workingMinutesBetween,
} from '../../src/domain/business-calendar.js';

const ZONE = 'Asia/Shanghai';
const at = (local: string) => new Date(`${local}+08:00`);
const add = (local: string, minutes: number) => addWorkingMinutes(at(local), minutes, ZONE);
const instant = fc.date({ min: at('2024-01-01T00:00'), max: at('2026-11-01T00:00'), noInvalidDate: true });

describe('businessToday', () => {
  it('is the date in the business zone', () => {
    expect(businessToday(new Date('2026-03-04T15:59:59Z'), ZONE)).toBe('2026-03-04');
    expect(businessToday(new Date('2026-03-04T16:00:00Z'), ZONE)).toBe('2026-03-05');
    expect(() => businessToday(new Date(), 'Nowhere/At_all')).toThrow(RangeError);
  });
});

describe('addWorkingMinutes', () => {
  it.each([
    ['within the morning', '2026-03-04T09:10', 30, '2026-03-04T09:40'],
    ['over lunch', '2026-03-04T11:50', 20, '2026-03-04T13:40'],
    ['from lunch', '2026-03-04T12:30', 60, '2026-03-04T14:30'],
    ['exactly to the end of a shift', '2026-03-04T11:00', 60, '2026-03-04T12:00'],
    ['over night', '2026-03-04T17:30', 60, '2026-03-05T09:30'],
    ['over a weekend', '2026-03-06T17:30', 60, '2026-03-09T09:30'],
    ['a whole day is 450 minutes', '2026-03-04T09:00', 451, '2026-03-05T09:01'],
    ['over National Day to the 调休 Saturday after it', '2026-09-30T18:00', 1, '2026-10-08T09:01'],
    ['onto a 调休 Saturday', '2026-10-09T18:00', 1, '2026-10-10T09:01'],
    ['over Spring Festival', '2026-02-14T18:00', 1, '2026-02-24T09:01'],
    ['nothing', '2026-03-07T03:00', 0, '2026-03-07T03:00'],
  ])('%s', (_, from, minutes, expected) => {
    expect(add(from, minutes)).toEqual(at(expected));
  });

  it('is undone by workingMinutesBetween and grows with the minutes', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 20_000 }), (from, minutes) => {
        const until = addWorkingMinutes(from, minutes, ZONE);
        expect(workingMinutesBetween(from, until, ZONE)).toBeCloseTo(minutes, 6);
        expect(addWorkingMinutes(from, minutes + 1, ZONE).getTime()).toBeGreaterThan(until.getTime());
      }),
      { numRuns: 40 },
    );
  });

  it('adds up over a point in between, and turns its sign with the order', () => {
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const total = workingMinutesBetween(a, b, ZONE) + workingMinutesBetween(b, c, ZONE);
        expect(workingMinutesBetween(a, c, ZONE)).toBeCloseTo(total, 6);
        expect(workingMinutesBetween(b, a, ZONE)).toBeCloseTo(-workingMinutesBetween(a, b, ZONE), 6);
      }),
      { numRuns: 15 },
    );
  });

  it('refuses what would never end', () => {
    expect(() => add('2026-03-04T09:00', Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});

describe('isQuietHour', () => {
  it.each([
    ['2026-03-04T20:59', false],
    ['2026-03-04T21:00', true],
    ['2026-03-05T07:59', true],
    ['2026-03-05T08:00', false],
    ['2026-02-17T10:00', true],
    ['2026-10-01T10:00', false],
    // 2034: no table yet, so 初一 on 19 February by the lunar calendar
    ['2034-02-18T10:00', true],
    ['2034-02-19T10:00', true],
    ['2034-02-25T10:00', true],
    ['2034-02-26T10:00', false],
  ])('%s: %s', (local, quiet) => {
    expect(isQuietHour(at(local), ZONE)).toBe(quiet);
  });
});

describe('calendarCovers', () => {
  it('knows which years the table holds', () => {
    expect(calendarCovers(2026)).toBe(true);
    expect(calendarCovers(2034)).toBe(false);
  });
});
