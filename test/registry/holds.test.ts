import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventsOf } from '../../src/events/event-queries.js';
import { assignmentModel } from '../../src/registry/assignment-model.js';
import { disconnectNumber } from '../../src/registry/disconnect-number.js';
import type { HoldKind } from '../../src/domain/hold-rules.js';
import { openHolds } from '../../src/registry/hold-queries.js';
import { liftHold } from '../../src/registry/lift-hold.js';
import { numberModel } from '../../src/registry/number-model.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { postponeHold } from '../../src/registry/postpone-hold.js';
import { givenBlock, givenWorking } from '../lookup/number-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { expectSound } from '../support/replayed.js';
import { ADMIN, hold, OTHER_ADMIN, REVIEWER, WORDS } from './hold-fixture.js';

let context: TestContext;
let resellerId: string;
let next = 0;
let number: string;

beforeAll(async () => {
  context = await createTestContext();
  ({ resellerId } = await givenBlock(context.deps, '40001234'));
});
afterAll(() => context.close());
beforeEach(async () => {
  next += 1;
  number = `40001234${String(next).padStart(2, '0')}`;
  await givenWorking(context.deps, number, resellerId);
});

afterEach(() => expectSound(context.deps, number));

const place = (kind: HoldKind) => placeHold(context.deps, ADMIN, number, hold(kind));
const lift = (holdId?: string) => liftHold(context.deps, ADMIN, number, holdId, WORDS);
const confirm = (holdId: string) => liftHold(context.deps, REVIEWER, number, holdId);
const row = () => numberModel(context.deps.db).findOne({ _id: number }).lean();
const types = async () => (await eventsOf(context.deps.db, 'number', number)).map((event) => event.type);

describe('holds', () => {
  it('suspend a working number and name no reason in the event', async () => {
    await place('arrears');
    expect(await row()).toMatchObject({ status: 'suspended', version: 3 });
    const [, event] = await eventsOf(context.deps.db, 'number', number);
    expect(event).toMatchObject({ type: 'number.suspended', reason: null, actor: { id: ADMIN.actorId } });
    expect(JSON.stringify(event)).not.toMatch(/arrears|样例原因/);
  });

  it('keep it suspended until the last is lifted: paying lifts no fraud stop', async () => {
    const arrears = (await place('arrears')).hold._id.toHexString();
    const since = (await row())?.since;
    context.deps.clock.advance(1_000);
    const fraud = (await place('fraud')).hold._id.toHexString();
    expect((await row())?.since).toEqual(since);
    await lift(arrears);
    expect(await row()).toMatchObject({ status: 'suspended' });
    await lift(fraud);
    expect(await row()).toMatchObject({ status: 'suspended' });
    await confirm(fraud);
    expect(await row()).toMatchObject({ status: 'working' });
    expect((await types()).slice(1)).toEqual([
      'number.suspended',
      'number.hold_placed',
      'number.hold_lifted',
      'number.hold_lift_proposed',
      'number.reinstated',
    ]);
  });

  it('are lifted by name when there are several', async () => {
    await place('arrears');
    await place('fraud');
    await expect(lift()).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    expect((await openHolds(context.deps, number)).map((open) => open.kind)).toEqual(['fraud', 'arrears']);
  });

  it('of another number are not found, ended ones are refused', async () => {
    const first = (await place('arrears')).hold._id.toHexString();
    await place('carrier');
    await lift(first);
    await expect(lift(first)).rejects.toMatchObject({ code: 'WRONG_STATE' });
    await expect(lift('0'.repeat(24))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lifted both at once leave a working number', async () => {
    const ids = [(await place('arrears')).hold, (await place('carrier')).hold].map((one) => one._id.toHexString());
    await Promise.all(ids.map((id) => lift(id)));
    expect(await row()).toMatchObject({ status: 'working' });
    expect((await types()).filter((type) => type === 'number.reinstated')).toHaveLength(1);
  });

  it('need a number in service', async () => {
    await expect(lift()).rejects.toMatchObject({ code: 'NUMBER_NOT_SUSPENDED' });
    await expect(placeHold(context.deps, ADMIN, '4000123499', hold('carrier'))).rejects.toMatchObject({
      code: 'NUMBER_NOT_WORKING',
    });
  });
});

describe('by kind', () => {
  const id = async (kind: HoldKind) => (await place(kind)).hold._id.toHexString();

  it('fraud needs a reason and two persons, none of them twice', async () => {
    const fraud = await id('fraud');
    await expect(liftHold(context.deps, ADMIN, number, fraud)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      extras: { errors: [{ path: 'reason' }] },
    });
    expect(await lift(fraud)).toMatchObject({ awaitsSecond: true, row: { status: 'suspended' } });
    await expect(lift(fraud)).rejects.toMatchObject({ code: 'SECOND_APPROVER_REQUIRED' });
    expect(await liftHold(context.deps, OTHER_ADMIN, number, fraud)).toMatchObject({ row: { status: 'working' } });
  });

  it('an authority’s order needs reason and reference, and no reviewer lifts it', async () => {
    const order = await id('authority_order');
    await expect(liftHold(context.deps, ADMIN, number, order, { reason: '样例' })).rejects.toMatchObject({
      extras: { errors: [{ path: 'reference' }] },
    });
    await expect(liftHold(context.deps, REVIEWER, number, order, WORDS)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await lift(order);
  });

  it('arrears: overdue for 30 days at least, one bill at a time, late restoring is on record', async () => {
    const overdueSince = (day: string) =>
      placeHold(context.deps, ADMIN, number, hold('arrears', { overdueSince: day }));
    await expect(overdueSince('2026-10-25')).rejects.toMatchObject({
      extras: { errors: [{ path: 'overdueSince', code: 'TOO_RECENT' }] },
    });
    const bill = (await overdueSince('2026-10-24')).hold._id.toHexString();
    await expect(place('arrears')).rejects.toMatchObject({ code: 'HOLD_ALREADY_OPEN' });
    const clearedAt = new Date(context.deps.clock.now().getTime() - 49 * 3600_000);
    await liftHold(context.deps, ADMIN, number, bill, { clearedAt });
    const last = (await eventsOf(context.deps.db, 'number', number)).at(-1);
    expect(last).toMatchObject({ type: 'number.reinstated', after: { restoredLate: true } });
  });

  it.each([
    ['carrier', REVIEWER],
    ['owner_request', REVIEWER],
    ['arrears', null],
  ] as const)('%s is not everybody’s to place', async (kind, doer) => {
    await expect(placeHold(context.deps, doer, number, hold(kind))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('a recovery put off is counted, one brought forward is not', async () => {
    const placed = await placeHold(context.deps, ADMIN, number, hold('carrier', { expectedRecovery: '2026-12-01' }));
    const holdId = placed.hold._id.toHexString();
    const postpone = (expectedRecovery: string) =>
      postponeHold(context.deps, ADMIN, { number, holdId, expectedRecovery, reason: '样例' });
    expect((await postpone('2026-12-20')).hold.postponed).toBe(1);
    expect((await postpone('2026-12-10')).hold.postponed).toBe(1);
    await expect(postpone('2026-11-22')).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    expect((await postpone('2026-12-11')).hold).toMatchObject({ postponed: 2, expectedRecovery: '2026-12-11' });
  });
});

describe('disconnecting', () => {
  it('ends the assignment and the open holds, with one event', async () => {
    await place('arrears');
    const before = (await types()).length;
    await disconnectNumber(context.deps, ADMIN, number, '使用单位申请销户');
    expect(await row()).toMatchObject({ status: 'disconnected', resellerId });
    expect(await assignmentModel(context.deps.db).findOne({ number }).lean()).toMatchObject({
      live: false,
      until: context.deps.clock.now(),
    });
    expect(await openHolds(context.deps, number)).toEqual([]);
    expect((await types()).slice(before)).toEqual(['number.disconnected']);
  });

  it('happens once', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 5 }, () => disconnectNumber(context.deps, ADMIN, number, '样例')),
    );
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    await expect(disconnectNumber(context.deps, ADMIN, number, '样例')).rejects.toMatchObject({
      code: 'NUMBER_NOT_WORKING',
    });
    await expect(place('carrier')).rejects.toMatchObject({ code: 'NUMBER_NOT_WORKING' });
  });
});
