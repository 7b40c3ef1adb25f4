import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/checks/policy.js';
import { eventsOf } from '../../src/events/event-queries.js';
import { assignmentModel } from '../../src/registry/assignment-model.js';
import { setAvailability } from '../../src/registry/block-number.js';
import { decideEmergencyStop } from '../../src/registry/decide-emergency-stop.js';
import { disconnectNumber } from '../../src/registry/disconnect-number.js';
import { openHolds } from '../../src/registry/hold-queries.js';
import { liftHold } from '../../src/registry/lift-hold.js';
import { numberModel } from '../../src/registry/number-model.js';
import { placeEmergencyStop } from '../../src/registry/place-emergency-stop.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { reserveNumber } from '../../src/registry/reserve-number.js';
import { cancelRetirement, retireBlock } from '../../src/registry/retire-block.js';
import { returnNumber } from '../../src/registry/return-number.js';
import { cancelDisconnection, scheduleDisconnection } from '../../src/registry/schedule-disconnection.js';
import { runSweep } from '../../workers/sweeps/sweeps.js';
import { givenBlock, givenWorking } from '../lookup/number-fixture.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { expectSound } from '../support/replayed.js';
import { ADMIN, hold, staff, WORDS } from './hold-fixture.js';

const DAY = 86_400_000;
const NOTICE = { reason: '样例', ground: 'carrier' } as const;
let context: TestContext;
let resellerId: string;
let blockId: string;
let next = 0;
let number: string;
const touched = new Set<string>();

beforeAll(async () => {
  context = await createTestContext();
  ({ resellerId, blockId } = await givenBlock(context.deps, '40001234'));
});
afterAll(() => context.close());
beforeEach(async () => {
  context.deps.clock.set(TEST_NOW);
  next += 1;
  number = `40001234${String(next).padStart(2, '0')}`;
  touched.add(number);
  await givenWorking(context.deps, number, resellerId);
});
afterEach(async () => {
  for (const each of touched) await expectSound(context.deps, each);
});

const row = () => numberModel(context.deps.db).findOne({ _id: number }).orFail().lean();
const types = async () => (await eventsOf(context.deps.db, 'number', number)).map(({ type }) => type);
const later = (days: number) => context.deps.clock.advance(days * DAY);
/** Twice: the second time must change nothing. */
const sweep = async (name: string) => {
  await runSweep(context.deps, name);
  const before = (await types()).length;
  await runSweep(context.deps, name);
  expect((await types()).length).toBe(before);
};
const disconnect = () => disconnectNumber(context.deps, ADMIN, number, '样例');

describe('a disconnected number', () => {
  it('is its last holder’s again for 30 days, then rests 180, then is spare', async () => {
    await disconnect();
    later(29);
    await sweep('quarantine-numbers');
    expect((await row()).status).toBe('disconnected');
    await returnNumber(context.deps, ADMIN, number, { reason: '样例', uscc: '91110108MA01ABCD3X' });
    const terms = await assignmentModel(context.deps.db).find({ number }).sort({ from: 1 }).lean();
    expect(terms.map(({ live, until }) => ({ live, until }))).toEqual([
      { live: false, until: TEST_NOW },
      { live: true, until: null },
    ]);
    await disconnect();
    later(30);
    await expect(returnNumber(context.deps, ADMIN, number, { reason: '样例' })).rejects.toMatchObject({
      code: 'RETURN_EXPIRED',
    });
    await sweep('quarantine-numbers');
    expect((await row()).status).toBe('quarantined');
    later(179);
    await sweep('requalify-numbers');
    expect((await row()).status).toBe('quarantined');
    later(1);
    await sweep('requalify-numbers');
    expect(await row()).toMatchObject({ status: 'spare', resellerId: null, uscc: null, applicationId: null });
    expect((await types()).slice(1)).toEqual([
      'number.disconnected',
      'number.returned',
      'number.disconnected',
      'number.quarantined',
      'number.requalified',
    ]);
  });

  it('comes back stopped for what no rule had lifted, and free of what one person decides', async () => {
    for (const kind of ['fraud', 'dispute', 'authority_order', 'arrears', 'carrier'] as const)
      await placeHold(context.deps, ADMIN, number, hold(kind));
    await disconnect();
    later(1);
    expect((await returnNumber(context.deps, ADMIN, number, { reason: '样例' })).status).toBe('suspended');
    expect((await openHolds(context.deps, number)).map(({ kind }) => kind)).toEqual(['authority_order', 'fraud']);
    expect((await types()).slice(-3)).toEqual(['number.returned', 'number.suspended', 'number.hold_placed']);
    // Lifted by its rule before the next end, it stays lifted.
    const [order] = await openHolds(context.deps, number);
    await liftHold(context.deps, ADMIN, number, order?._id.toHexString(), WORDS);
    await disconnect();
    later(1);
    await returnNumber(context.deps, ADMIN, number, { reason: '样例' });
    expect((await openHolds(context.deps, number)).map(({ kind }) => kind)).toEqual(['fraud']);
  });

  it('comes back working when the emergency stop was refused meanwhile', async () => {
    const target = { kind: 'number', id: number } as const;
    const order = { target, kind: 'fraud', reason: '样例', reference: null, includeNumbers: false } as const;
    const { stop } = await placeEmergencyStop(context.deps, staff('reviewer'), order);
    await disconnect();
    await decideEmergencyStop(context.deps, ADMIN, stop, { outcome: 'refuse', reason: null });
    expect((await returnNumber(context.deps, ADMIN, number, { reason: '样例' })).status).toBe('working');
  });

  it('comes back to nobody else', async () => {
    await disconnect();
    await expect(
      returnNumber(context.deps, ADMIN, number, { reason: '样例', uscc: '91110105MA0000015F' }),
    ).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    expect((await row()).status).toBe('disconnected');
  });

  it('rests 90 days at least, whatever the policy', async () => {
    const deps = { ...context.deps, policy: { ...DEFAULT_POLICY, quarantineDays: 7 } };
    await disconnect();
    later(30);
    await runSweep(deps, 'quarantine-numbers');
    later(89);
    await runSweep(deps, 'requalify-numbers');
    expect((await row()).status).toBe('quarantined');
    later(1);
    await runSweep(deps, 'requalify-numbers');
    expect((await row()).status).toBe('spare');
  });
});

describe('an announced disconnection', () => {
  const announce = (effectiveOn: string) =>
    scheduleDisconnection(context.deps, ADMIN, number, { ...NOTICE, effectiveOn });

  it('gives 30 days, happens on its day, once', async () => {
    await expect(announce('2026-12-22')).rejects.toMatchObject({
      extras: { errors: [{ path: 'effectiveOn', code: 'NOTICE_TOO_SHORT' }] },
    });
    await announce('2026-12-23');
    await expect(announce('2026-12-24')).rejects.toMatchObject({ code: 'DISCONNECTION_SCHEDULED' });
    later(29);
    await sweep('disconnect-announced');
    expect((await row()).status).toBe('working');
    later(1);
    await sweep('disconnect-announced');
    expect(await row()).toMatchObject({ status: 'disconnected', ending: null });
  });

  it('can be taken back, also while the number is suspended', async () => {
    await announce('2026-12-23');
    await placeHold(context.deps, ADMIN, number, hold('carrier'));
    await cancelDisconnection(context.deps, ADMIN, number);
    await expect(cancelDisconnection(context.deps, ADMIN, number)).rejects.toMatchObject({
      code: 'DISCONNECTION_NOT_SCHEDULED',
    });
    later(40);
    await sweep('disconnect-announced');
    expect((await row()).status).toBe('suspended');
  });

  it('for arrears waits for 60 days of suspension', async () => {
    const end = () => disconnectNumber(context.deps, ADMIN, number, '欠费', 'arrears');
    await expect(end()).rejects.toMatchObject({ code: 'ARREARS_TOO_RECENT' });
    await placeHold(context.deps, ADMIN, number, hold('arrears'));
    later(59);
    await expect(end()).rejects.toMatchObject({ code: 'ARREARS_TOO_RECENT' });
    later(1);
    expect((await end()).status).toBe('disconnected');
  });
});

describe('a holder who is not verified again in time', () => {
  it('is warned once, stopped after the days of grace, and works again as soon as it is verified', async () => {
    const verify = (due: string) =>
      assignmentModel(context.deps.db).updateOne(
        { number, live: true },
        { $set: { verified: { level: 'document_checked', on: '2026-11-23', due } } },
      );
    await verify('2026-12-20');
    await sweep('warn-of-verification');
    later(27 + 30);
    await sweep('suspend-unverified');
    expect((await row()).status).toBe('working');
    later(1);
    await sweep('suspend-unverified');
    const [overdue] = await openHolds(context.deps, number);
    expect(overdue).toMatchObject({ kind: 'verification_overdue', placedBy: 'system' });
    await sweep('lift-verified');
    await expect(liftHold(context.deps, ADMIN, number, undefined)).rejects.toMatchObject({ code: 'HOLD_NOT_CLEARED' });
    await verify('2027-12-20');
    await runSweep(context.deps, 'lift-verified');
    expect((await row()).status).toBe('working');
    expect((await types()).slice(1)).toEqual(['number.verification_due', 'number.suspended', 'number.reinstated']);
  });
});

describe('blocks', () => {
  const SPARE = '4000123490';
  const RESERVED = '4000123491';
  const reseller = { ...staff('reseller_agent'), resellerId: '' };
  const reserve = (which: string) =>
    reserveNumber(context.deps, { ...reseller, resellerId }, { number: which, subscriber: { name: '样例' } });

  it('single numbers are taken out of use and put back', async () => {
    touched.add(SPARE);
    const change = (event: 'block' | 'unblock') =>
      setAvailability(context.deps, ADMIN, SPARE, { event, reason: '样例' });
    expect((await change('block')).status).toBe('unavailable');
    await expect(reserve(SPARE)).rejects.toMatchObject({ code: 'NUMBER_NOT_SPARE' });
    await expect(change('block')).rejects.toMatchObject({ code: 'NUMBER_NOT_SPARE' });
    expect((await change('unblock')).status).toBe('spare');
    await expect(change('unblock')).rejects.toMatchObject({ code: 'NUMBER_NOT_UNAVAILABLE' });
  });

  it('retiring: nothing new is reserved, what gets free goes out of use, holders stay', async () => {
    touched.add(RESERVED);
    await reserve(RESERVED);
    await retireBlock(context.deps, ADMIN, blockId, '号段退网');
    await expect(reserve(SPARE)).rejects.toMatchObject({ code: 'NUMBER_NOT_SPARE' });
    await sweep('retire-blocks');
    const statuses = () => numberModel(context.deps.db).distinct('status', { blockId });
    expect(await statuses()).not.toContain('spare');
    await expect(
      setAvailability(context.deps, ADMIN, SPARE, { event: 'unblock', reason: '样例' }),
    ).rejects.toMatchObject({ code: 'BLOCK_RETIRING' });

    later(15);
    await runSweep(context.deps, 'expire-reservations');
    await sweep('retire-blocks');
    expect(await numberModel(context.deps.db).findOne({ _id: RESERVED }).lean()).toMatchObject({
      status: 'unavailable',
      resellerId: null,
    });
    expect((await row()).status).toBe('working');
    await disconnect();
    later(30);
    await runSweep(context.deps, 'quarantine-numbers');
    later(180);
    await runSweep(context.deps, 'requalify-numbers');
    expect((await row()).status).toBe('unavailable');

    await expect(retireBlock(context.deps, ADMIN, blockId, '样例')).rejects.toMatchObject({ code: 'BLOCK_RETIRING' });
    await cancelRetirement(context.deps, ADMIN, blockId, '样例');
    expect((await setAvailability(context.deps, ADMIN, number, { event: 'unblock', reason: '样例' })).status).toBe(
      'spare',
    );
  });
});
