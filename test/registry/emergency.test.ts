import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/accounts/principal.js';
import { eventModel } from '../../src/events/event-model.js';
import { decideEmergencyStop } from '../../src/registry/decide-emergency-stop.js';
import { countOpenStops, findStop, listStops } from '../../src/registry/emergency-stop-queries.js';
import { emergencyStopModel } from '../../src/registry/emergency-stop-model.js';
import { liftHold } from '../../src/registry/lift-hold.js';
import { openHolds } from '../../src/registry/hold-queries.js';
import { numberModel } from '../../src/registry/number-model.js';
import { placeEmergencyStop, type NewStop } from '../../src/registry/place-emergency-stop.js';
import { reserveNumber } from '../../src/registry/reserve-number.js';
import { settleStop } from '../../src/registry/settle-emergency-stop.js';
import { findReseller } from '../../src/resellers/reseller-queries.js';
import { runSweep } from '../../workers/sweeps/sweeps.js';
import { givenBlock, givenWorking } from '../lookup/number-fixture.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { expectSound } from '../support/replayed.js';
import { ADMIN, OTHER_ADMIN, REVIEWER, staff } from './hold-fixture.js';

let context: TestContext;
let resellerId: string;
let numbers: string[];
let block = 10;

beforeAll(async () => {
  context = await createTestContext();
});
afterAll(() => context.close());
beforeEach(async () => {
  context.deps.clock.set(TEST_NOW);
  block += 1;
  await emergencyStopModel(context.deps.db).deleteMany({});
  await context.deps.db.collection('resellers').deleteMany({});
  ({ resellerId } = await givenBlock(context.deps, `400012${block}`));
  const holder = { uscc: USCC[0], name: '样例', entityType: 'company', province: null, city: null };
  numbers = [1, 2, 3].map((digit) => `400012${block}0${digit}`);
  for (const [index, number] of numbers.entries())
    await givenWorking(context.deps, number, resellerId, {
      holder: { ...holder, uscc: `${String(block)}${index < 2 ? USCC[0] : USCC[1]}`.slice(0, 18) },
    });
});
const USCC = ['110108MA01ABCD3X', '330106MA2XK7QT13'] as const;
const uscc = () => `${String(block)}${USCC[0]}`;

const stop = (target: NewStop['target'], more: Partial<NewStop> = {}) =>
  placeEmergencyStop(context.deps, REVIEWER, {
    target,
    kind: 'fraud',
    reason: '样例',
    reference: null,
    includeNumbers: false,
    ...more,
  }).then((placed) => placed.stop);
const statuses = () =>
  Promise.all(numbers.map((number) => expectSound(context.deps, number).then(({ status }) => status)));
const decide = async (id: string, outcome: 'confirm' | 'refuse', by = ADMIN) =>
  decideEmergencyStop(context.deps, by, await findStop(context.deps, id), { outcome, reason: '样例' });

/** One more number of the stopped entity. */
const later = async (digits: string) => {
  await givenWorking(context.deps, `400012${block}${digits}`, resellerId, {
    holder: { uscc: uscc(), name: '样例', entityType: 'company', province: null, city: null },
  });
  numbers.push(`400012${block}${digits}`);
};

describe('an emergency stop', () => {
  it('of a number: one officer stops it, another person confirms, never the same; then two lift it', async () => {
    const [number = ''] = numbers;
    const id = (await stop({ kind: 'number', id: number }))._id.toHexString();
    expect(await statuses()).toEqual(['suspended', 'working', 'working']);
    await expect(stop({ kind: 'number', id: number })).rejects.toMatchObject({ code: 'STOP_ALREADY_OPEN' });
    await expect(decide(id, 'confirm', REVIEWER)).rejects.toMatchObject({ code: 'SECOND_APPROVER_REQUIRED' });
    expect((await decide(id, 'confirm')).status).toBe('confirmed');
    await expect(decide(id, 'refuse')).rejects.toMatchObject({ code: 'WRONG_STATE' });
    await liftHold(context.deps, ADMIN, number, undefined, { reason: '样例' });
    await liftHold(context.deps, OTHER_ADMIN, number, undefined);
    // Lifted by two persons: carrying the stop out again does not bring it back.
    await emergencyStopModel(context.deps.db).updateMany({}, { $set: { settled: false } });
    await runSweep(context.deps, 'settle-emergency-stops');
    expect(await statuses()).toEqual(['working', 'working', 'working']);
  });

  it('of an entity reaches what it gets later, until it is decided', async () => {
    const id = (await stop({ kind: 'entity', id: uscc() }))._id.toHexString();
    await later('04');
    await runSweep(context.deps, 'settle-emergency-stops');
    expect(await statuses()).toEqual(['suspended', 'suspended', 'working', 'suspended']);
    await later('05');
    await decide(id, 'confirm');
    expect(await statuses()).toEqual(['suspended', 'suspended', 'working', 'suspended', 'suspended']);
    await later('06');
    await runSweep(context.deps, 'settle-emergency-stops');
    expect(await statuses()).toEqual(['suspended', 'suspended', 'working', 'suspended', 'suspended', 'working']);
  });

  it('refused while it is being carried out leaves nothing stopped', async () => {
    for (const digits of ['05', '06', '07', '08', '09']) {
      const { _id } = await stop({ kind: 'entity', id: uscc() });
      await later(digits);
      await Promise.all([
        settleStop(context.deps, _id, null),
        runSweep(context.deps, 'settle-emergency-stops'),
        decide(_id.toHexString(), 'refuse'),
      ]);
      await runSweep(context.deps, 'settle-emergency-stops');
      expect(new Set(await statuses())).toEqual(new Set(['working']));
    }
  });

  it('of an entity stops all its numbers and nobody else’s; refused, all work again', async () => {
    const id = (await stop({ kind: 'entity', id: uscc() }))._id.toHexString();
    expect(await statuses()).toEqual(['suspended', 'suspended', 'working']);
    await decide(id, 'refuse');
    expect(await statuses()).toEqual(['working', 'working', 'working']);
  });

  it('reaches no further than its officer: other carriers’ and provinces’ numbers go on', async () => {
    const [first = '', second = ''] = numbers;
    const officer = (bounds: Partial<Principal>): Principal => ({ ...staff('reviewer'), ...bounds });
    const order = (by: Principal, target: NewStop['target']) =>
      placeEmergencyStop(context.deps, by, {
        target,
        kind: 'fraud',
        reason: '样例',
        reference: null,
        includeNumbers: true,
      });
    const elsewhere = [officer({ carriers: ['CM'] }), officer({ provinces: ['广东省'] })];
    for (const by of elsewhere) {
      await expect(order(by, { kind: 'number', id: first })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(order(by, { kind: 'entity', id: uscc() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await numberModel(context.deps.db).updateOne({ _id: second }, { $set: { carrier: 'CM' } });
    const own = officer({ carriers: ['CU'] });
    const { stop: placed, remaining } = await order(own, { kind: 'entity', id: uscc() });
    expect([remaining, await statuses()]).toEqual([false, ['suspended', 'working', 'working']]);
    await decide(placed._id.toHexString(), 'refuse');
    await order(own, { kind: 'reseller', id: resellerId });
    await runSweep(context.deps, 'settle-emergency-stops');
    expect(await statuses()).toEqual(['suspended', 'working', 'suspended']);
  });

  it('of a reseller ends its new business; its holders’ numbers go on unless the stop says otherwise', async () => {
    const id = (await stop({ kind: 'reseller', id: resellerId }))._id.toHexString();
    expect(await statuses()).toEqual(['working', 'working', 'working']);
    expect((await findReseller(context.deps, resellerId)).status).toBe('suspended');
    await expect(
      reserveNumber(
        context.deps,
        { ...staff('reseller_agent'), resellerId },
        { number: `400012${block}50`, subscriber: { name: '样例' } },
      ),
    ).rejects.toMatchObject({ code: 'RESELLER_NOT_ACTIVE' });
    await decide(id, 'refuse');
    expect((await findReseller(context.deps, resellerId)).status).toBe('active');

    await stop({ kind: 'reseller', id: resellerId }, { includeNumbers: true });
    expect(await statuses()).toEqual(['suspended', 'suspended', 'suspended']);
  });

  it('that nobody confirms within 24 hours becomes an alarm, once, listed, and stops on', async () => {
    const [number = ''] = numbers;
    const id = (await stop({ kind: 'number', id: number }))._id.toHexString();
    context.deps.clock.advance(24 * 3600_000 - 1);
    await runSweep(context.deps, 'alarm-unconfirmed-stops');
    expect(await countOpenStops(context.deps)).toEqual({ unconfirmed: 1, alarm: 0 });
    context.deps.clock.advance(1);
    await runSweep(context.deps, 'alarm-unconfirmed-stops');
    await runSweep(context.deps, 'alarm-unconfirmed-stops');
    expect(await countOpenStops(context.deps)).toEqual({ unconfirmed: 0, alarm: 1 });
    expect((await listStops(context.deps, { limit: 20, status: 'alarm' })).map((row) => row._id.toHexString())).toEqual(
      [id],
    );
    const alarms = { type: 'emergency.unconfirmed', 'subjects.id': id };
    expect(await eventModel(context.deps.db).countDocuments(alarms)).toBe(1);
    expect((await statuses())[0]).toBe('suspended');
    expect((await decide(id, 'confirm')).status).toBe('confirmed');
  });

  it('interrupted after the order was kept is carried out by a sweep, each number once', async () => {
    const { _id, ...rest } = await stop({ kind: 'entity', id: uscc() });
    await decide(_id.toHexString(), 'refuse');
    const again = { ...rest, status: 'unconfirmed' as const, open: true, settled: false };
    await emergencyStopModel(context.deps.db).insertMany([again]);
    await Promise.all([1, 2, 3].map(() => runSweep(context.deps, 'settle-emergency-stops')));
    expect(await statuses()).toEqual(['suspended', 'suspended', 'working']);
    expect(await openHolds(context.deps, numbers[0] ?? '')).toHaveLength(1);
  });

  it('needs something to stop', async () => {
    await expect(stop({ kind: 'number', id: `400012${block}99` })).rejects.toMatchObject({
      code: 'NUMBER_NOT_WORKING',
    });
    await expect(stop({ kind: 'entity', id: '91110105MA0000015F' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(stop({ kind: 'reseller', id: '0'.repeat(24) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
