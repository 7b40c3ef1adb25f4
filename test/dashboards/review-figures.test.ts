import { describe, expect, it } from 'vitest';
import { reviewFigures, type CountedApplication } from '../../src/dashboards/review-figures.js';

const SPAN = { from: new Date('2026-11-21T16:00:00Z'), now: new Date('2026-11-23T02:00:00Z'), zone: 'Asia/Shanghai' };
type Decision = CountedApplication['decisions'][number];

const at = (day: string) => new Date(`${day}:00+08:00`);
function decision(day: string, outcome: Decision['outcome'], more: Partial<Decision> = {}): Decision {
  return {
    by: 'x',
    outcome,
    reasons: [],
    note: null,
    noteToApplicant: null,
    overrides: [],
    undone: false,
    at: at(day),
    ...more,
  };
}
function application(
  status: CountedApplication['status'],
  submitted: string,
  decisions: Decision[],
  due: string | null = null,
): CountedApplication {
  return { status, submittedAt: at(submitted), dueAt: due === null ? null : at(due), decisions };
}
// eslint-disable-next-line @typescript-eslint/require-await
async function* all(...rows: CountedApplication[]): AsyncGenerator<CountedApplication> {
  yield* rows;
}

describe('figures of reviewing', () => {
  it('count each day of the business zone, quiet ones too', async () => {
    const { days } = await reviewFigures(
      all(
        application('approved', '2026-11-22T23:59', [decision('2026-11-23T00:00', 'approve')]),
        application('rejected', '2026-11-20T09:00', [decision('2026-11-22T10:00', 'reject')]),
      ),
      SPAN,
    );
    expect(days).toEqual([
      { day: '2026-11-22', submitted: 1, approved: 0, rejected: 1, returned: 0 },
      { day: '2026-11-23', submitted: 0, approved: 1, rejected: 0, returned: 0 },
    ]);
  });

  it('take two approvals of two persons for one, and undone decisions for none', async () => {
    const figures = await reviewFigures(
      all(
        application('approved', '2026-11-22T09:00', [
          decision('2026-11-22T10:00', 'reject', { undone: true, reasons: ['BLURRED'] }),
          decision('2026-11-22T11:00', 'approve'),
          decision('2026-11-22T13:00', 'approve'),
        ]),
        application('awaiting_second_approval', '2026-11-22T09:00', [decision('2026-11-22T12:00', 'approve')]),
      ),
      SPAN,
    );
    expect(figures).toMatchObject({ decided: 1, firstPass: 1, rounds: 1, medianHours: 4, reasons: [] });
    expect(figures.waiting.total).toBe(1);
  });

  it('know what passed at first from what was sent back before', async () => {
    const figures = await reviewFigures(
      all(
        application('approved', '2026-11-22T12:00', [
          decision('2026-11-22T09:00', 'request_information', { reasons: ['BLURRED', 'SEAL_MISSING'] }),
          decision('2026-11-22T14:00', 'approve'),
        ]),
        application('activated', '2026-11-22T12:00', [decision('2026-11-22T13:00', 'approve')]),
        application('rejected', '2026-11-22T12:00', [decision('2026-11-22T18:00', 'reject', { reasons: ['BLURRED'] })]),
        // Sent back long ago, decided before the span: neither counts.
        application('approved', '2026-11-01T12:00', [decision('2026-11-02T09:00', 'approve')]),
      ),
      SPAN,
    );
    expect(figures).toMatchObject({ decided: 3, firstPass: 1, rounds: 3, medianHours: 2 });
    expect(figures.reasons).toEqual([
      { reason: 'BLURRED', count: 2 },
      { reason: 'SEAL_MISSING', count: 1 },
    ]);
  });

  it('measure the time limit by the round it belongs to', async () => {
    const figures = await reviewFigures(
      all(
        application('approved', '2026-11-22T09:00', [decision('2026-11-22T17:00', 'approve')], '2026-11-22T17:00'),
        application('rejected', '2026-11-22T09:00', [decision('2026-11-22T17:01', 'reject')], '2026-11-22T17:00'),
        // Submitted again after it was sent back: the round that counts is still open, and late.
        application(
          'in_review',
          '2026-11-22T12:00',
          [decision('2026-11-22T10:00', 'request_information')],
          '2026-11-22T20:00',
        ),
      ),
      SPAN,
    );
    expect(figures).toMatchObject({ rounds: 2, inTime: 1, waiting: { total: 1, overdue: 1 } });
  });

  it('sort those waiting by age, and say nothing of what there is none of', async () => {
    const waiting = [
      '2026-11-23T09:30',
      '2026-11-22T20:00',
      '2026-11-21T10:00',
      '2026-11-18T10:00',
      '2026-10-01T10:00',
    ];
    const figures = await reviewFigures(all(...waiting.map((day) => application('in_review', day, []))), SPAN);
    expect(figures.waiting.byAge).toEqual([1, 1, 1, 1, 1]);
    expect(await reviewFigures(all(), SPAN)).toMatchObject({ decided: 0, rounds: 0, medianHours: null });
  });
});
