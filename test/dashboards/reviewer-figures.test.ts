import { describe, expect, it } from 'vitest';
import type { DecisionRow } from '../../src/applications/application-model.js';
import {
  reviewerFigures,
  teamFigures,
  type DecidedApplication,
  type ReviewerFigures,
} from '../../src/dashboards/reviewer-figures.js';

const FROM = new Date('2026-11-01T00:00:00Z');
const AT = new Date('2026-11-10T02:00:00Z');

/** A decision at AT, taken that many seconds after the claim. */
function decision(by: string, outcome: DecisionRow['outcome'], more: Partial<DecisionRow> & { took?: number } = {}) {
  const { took = 60, ...rest } = more;
  return {
    by,
    outcome,
    reasons: [],
    note: null,
    noteToApplicant: null,
    overrides: [],
    at: AT,
    undone: false,
    work: { claimedAt: new Date(AT.getTime() - took * 1000), fields: null, contested: [] },
    ...rest,
  } satisfies DecisionRow;
}

const figuresOf = (...rows: DecisionRow[][]) => figuresAt('approved', ...rows);

async function figuresAt(
  status: DecidedApplication['status'],
  ...rows: DecisionRow[][]
): Promise<ReadonlyMap<string, ReviewerFigures>> {
  async function* all(): AsyncGenerator<DecidedApplication> {
    for (const decisions of rows) yield await Promise.resolve({ status, decisions });
  }
  return reviewerFigures(all(), FROM);
}

describe('figures of a reviewer', () => {
  it('count decisions and the middle of their times, not those taken back nor those before the time', async () => {
    const figures = await figuresOf(
      [decision('a', 'approve', { took: 20 })],
      [decision('a', 'reject', { took: 100 })],
      [decision('a', 'approve', { took: 999, undone: true })],
      [decision('a', 'approve', { at: new Date('2026-10-31T23:59:59Z') })],
    );
    expect(figures.get('a')).toMatchObject({ decided: 2, medianSeconds: 60, compared: 0, overturned: 0 });
  });

  it('know decisions of before their time was kept', async () => {
    const old: DecisionRow = decision('a', 'approve');
    delete old.work;
    expect((await figuresOf([old])).get('a')).toMatchObject({ decided: 1, medianSeconds: null, fields: 0 });
  });

  it('count a second person’s refusal against the first approver only', async () => {
    const figures = await figuresOf(
      [decision('a', 'approve'), decision('b', 'reject')],
      [decision('a', 'approve'), decision('b', 'approve')],
    );
    expect(figures.get('a')).toMatchObject({ compared: 2, disagreed: 1 });
    expect(figures.get('b')).toMatchObject({ compared: 0, disagreed: 0 });
  });

  it('count what a senior took back, once', async () => {
    const figures = await figuresOf([
      decision('a', 'approve', { rescindedAt: AT }),
      decision('b', 'request_information'),
    ]);
    expect(figures.get('a')).toMatchObject({ overturned: 1, compared: 0 });
  });

  it('count a request that a new contest proved wrong, not one the applicant complied with', async () => {
    const contested = (...codes: ('licence.seal' | 'id.in_force')[]) => ({
      work: { claimedAt: AT, fields: null, contested: codes },
    });
    const figures = await figuresOf(
      [decision('a', 'request_information'), decision('b', 'approve', contested('licence.seal'))],
      [decision('c', 'request_information'), decision('b', 'approve')],
      [
        decision('d', 'request_information', contested('licence.seal')),
        decision('b', 'approve', contested('licence.seal')),
      ],
    );
    expect(['a', 'c', 'd'].map((by) => figures.get(by)?.overturned)).toEqual([1, 0, 0]);
  });

  it('do not count a contest won before the approval stands', async () => {
    const won = decision('b', 'approve', { work: { claimedAt: AT, fields: null, contested: ['licence.seal'] } });
    const asked = decision('a', 'request_information');
    const overturned = async (status: DecidedApplication['status'], ...later: DecisionRow[]) =>
      (await figuresAt(status, [asked, ...later])).get('a')?.overturned;
    expect(await overturned('awaiting_second_approval', won)).toBe(0);
    expect(await overturned('rejected', won, decision('c', 'reject'))).toBe(0);
    expect(await overturned('activated', won, { ...won, by: 'c' })).toBe(1);
  });

  it('add up the fields that were approved unseen', async () => {
    const seen = (all: number, unshown: number) => ({
      work: { claimedAt: AT, fields: { all, unshown }, contested: [] },
    });
    const figures = await figuresOf([decision('a', 'approve', seen(20, 5))], [decision('a', 'approve', seen(10, 0))]);
    expect(figures.get('a')).toMatchObject({ fields: 30, unshown: 5 });
  });
});

describe('the middle of a team', () => {
  const one: ReviewerFigures = {
    decided: 10,
    medianSeconds: 40,
    compared: 4,
    disagreed: 1,
    overturned: 1,
    fields: 100,
    unshown: 10,
  };

  it('is not told of two: it would be the other one', () => {
    expect(teamFigures([one, one])).toBeNull();
  });

  it('is the middle of each figure, of those who have it', () => {
    const none = { ...one, medianSeconds: null, compared: 0, disagreed: 0 };
    const faster = { ...one, decided: 30, medianSeconds: 60 };
    expect(teamFigures([one, faster, faster, none])).toEqual({
      reviewers: 4,
      decided: 20,
      medianSeconds: 60,
      disagreed: 0.25,
      overturned: (0.1 + 1 / 30) / 2,
      unshown: 0.1,
    });
  });

  it('leaves out a figure that only two have: each would know the other’s', () => {
    const none = { ...one, medianSeconds: null, compared: 0, disagreed: 0 };
    expect(teamFigures([one, { ...one, medianSeconds: 60 }, none])).toMatchObject({
      decided: 10,
      medianSeconds: null,
      disagreed: null,
      overturned: 0.1,
    });
  });
});
