import { addDays } from '../../src/domain/chinese-date.js';
import { HOLD_KINDS, HOLD_RULES, type HoldKind } from '../../src/domain/hold-rules.js';
import { SYSTEM } from '../../src/events/record-event.js';
import { setAvailability } from '../../src/registry/block-number.js';
import { correctionModel } from '../../src/registry/correction-model.js';
import { decideCorrection } from '../../src/registry/decide-correction.js';
import { disconnectNumber } from '../../src/registry/disconnect-number.js';
import { endReservation } from '../../src/registry/end-reservation.js';
import { openHolds } from '../../src/registry/hold-queries.js';
import { liftHold } from '../../src/registry/lift-hold.js';
import { assignmentsOfNumber, numbersByDigits } from '../../src/registry/number-queries.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { postponeHold } from '../../src/registry/postpone-hold.js';
import { proposeCorrection } from '../../src/registry/propose-correction.js';
import { reservationModel } from '../../src/registry/reservation-model.js';
import { reserveNumber } from '../../src/registry/reserve-number.js';
import { returnNumber } from '../../src/registry/return-number.js';
import { cancelDisconnection, scheduleDisconnection } from '../../src/registry/schedule-disconnection.js';
import { DomainError } from '../../src/domain/errors.js';
import { OWNED_USCC } from '../support/seed.js';
import { ADMIN, hold, OTHER_ADMIN, REVIEWER, staff, WORDS } from './hold-fixture.js';
import { drop, end, first, inService, move, now, settle, today, type Act, type Slot } from './life-model.js';
import { DISPUTES, STOPS_OF_A_NUMBER } from './life-wide-acts.js';
import { OTHER_HOLDER, type World } from './life-world.js';

const DAY = 86_400_000;

function verified(slot: Slot, world: World): void {
  slot.due = `${Number(today(world).slice(0, 4)) + 1}${today(world).slice(4)}`.replace('-02-29', '-02-28');
}

async function lift(world: World, slot: Slot, kind: HoldKind, doer = ADMIN): Promise<unknown> {
  const open = (await openHolds(world.deps, slot.number)).filter((one) => one.kind === kind);
  const wanted = kind === 'fraud' ? (open.find((one) => one.liftProposal !== null) ?? open[0]) : open[0];
  return liftHold(world.deps, doer, slot.number, wanted?._id.toHexString() ?? '0'.repeat(24), WORDS);
}

const proposedFraud = (slot: Slot) => slot.holds.find((one) => one.kind === 'fraud' && one.proposed);
/** As the system lists them: the older of one kind first. */
const BY_HAND = HOLD_KINDS.filter((kind) => kind !== 'verification_overdue');

const placing = Object.fromEntries(
  BY_HAND.map((kind): [string, Act] => [
    `hold ${kind}`,
    {
      allowed: (slot) => inService(slot) && (HOLD_RULES[kind].several || first(slot, kind) === undefined),
      run: (world, slot) => placeHold(world.deps, ADMIN, slot.number, hold(kind, { expectedRecovery: today(world) })),
      then: (slot) => {
        slot.holds.push({ kind, proposed: false, stop: null });
        settle(slot);
      },
    },
  ]),
);

const lifting = Object.fromEntries(
  HOLD_KINDS.filter((kind) => kind !== 'fraud').map((kind): [string, Act] => [
    `lift ${kind}`,
    {
      allowed: (slot, world) =>
        first(slot, kind) !== undefined && (kind !== 'verification_overdue' || slot.due >= today(world)),
      run: (world, slot) => lift(world, slot, kind),
      then: (slot) => drop(slot, first(slot, kind)),
    },
  ]),
);

const filed = (
  kind: 'change' | 'renewal' | 'cancel' | 'transfer' | 'reseller_change',
  allowed: (slot: Slot) => boolean,
  then: Act['then'],
): Act => ({
  // Every party can do business, and nobody disputes the number.
  allowed: (slot) => !slot.disputed && slot.among.suspended.size === 0 && allowed(slot),
  whole: true,
  run: (world, slot) => world.file(kind, slot.number, { holder: slot.holder ?? '', resellerId: slot.resellerId }),
  then,
});

const swapped = (slot: Slot) => {
  slot.terms += 1;
};

/** Everything that can be done to a number, by name. */
export const ACTS: Readonly<Record<string, Act>> = {
  reserve: {
    allowed: (slot, world) =>
      slot.status === 'spare' &&
      !slot.among.retiring &&
      !slot.among.suspended.has(world.cast.a.id) &&
      now(world) >= slot.coolUntil,
    run: (world, { number }) =>
      reserveNumber(
        world.deps,
        { ...staff('reseller_agent'), resellerId: world.cast.a.id },
        { number, subscriber: { name: '样例' } },
      ),
    then: (slot, world) => {
      move(slot, 'reserved', world);
      slot.resellerId = world.cast.a.id;
    },
  },
  'give back': {
    allowed: ({ status }) => status === 'reserved',
    run: async (world, { number }) => {
      const open = await reservationModel(world.deps.db).findOne({ number, status: 'open' }).lean();
      if (open === null) throw new DomainError('NOT_FOUND');
      return endReservation(world.deps, open, 'released', SYSTEM);
    },
    then: (slot, world) => move(slot, 'spare', world),
  },
  'new, accepted': {
    allowed: ({ status, among }) => status === 'reserved' && among.suspended.size === 0,
    whole: true,
    run: (world, { number, resellerId }) => world.fileNew(number, resellerId, 'accepted'),
    then: (slot, world) => {
      move(slot, 'working', world);
      Object.assign(slot, { holder: OWNED_USCC });
      verified(slot, world);
      slot.terms += 1;
    },
  },
  ...Object.fromEntries(
    (['rejected', 'withdrawn'] as const).map((how): [string, Act] => [
      `new, ${how}`,
      {
        allowed: ({ status, among }) => status === 'reserved' && among.suspended.size === 0,
        whole: true,
        run: (world, { number, resellerId }) => world.fileNew(number, resellerId, how),
        then: (slot, world) => move(slot, 'spare', world),
      },
    ]),
  ),
  change: filed('change', inService, swapped),
  renewal: filed('renewal', inService, (slot, world) => {
    swapped(slot);
    verified(slot, world);
  }),
  cancel: filed('cancel', (slot) => inService(slot) && slot.holder === OWNED_USCC, end),
  transfer: filed(
    'transfer',
    (slot) => slot.status === 'working' && slot.holder === OWNED_USCC,
    (slot, world) => {
      swapped(slot);
      slot.holder = OTHER_HOLDER.entity.uscc;
      verified(slot, world);
    },
  ),
  'change of reseller': filed(
    'reseller_change',
    (slot) => inService(slot) && slot.holder === OWNED_USCC,
    (slot, world) => {
      swapped(slot);
      slot.resellerId = slot.resellerId === world.cast.a.id ? world.cast.b.id : world.cast.a.id;
    },
  ),
  ...placing,
  ...lifting,
  'propose lifting fraud': {
    allowed: (slot) => first(slot, 'fraud') !== undefined && proposedFraud(slot) === undefined,
    run: (world, slot) => lift(world, slot, 'fraud'),
    then: (slot) => {
      const one = first(slot, 'fraud');
      if (one !== undefined) one.proposed = true;
    },
  },
  'confirm lifting fraud': {
    allowed: (slot) => proposedFraud(slot) !== undefined,
    // A reviewer may be the second person, never the first.
    run: (world, slot) => lift(world, slot, 'fraud', REVIEWER),
    then: (slot) => drop(slot, proposedFraud(slot)),
  },
  postpone: {
    allowed: (slot) => slot.holds.some((one) => one.kind === 'carrier'),
    run: async (world, { number }) => {
      const open = (await openHolds(world.deps, number)).find((one) => one.kind === 'carrier');
      const holdId = open?._id.toHexString() ?? '0'.repeat(24);
      return postponeHold(world.deps, ADMIN, {
        number,
        holdId,
        expectedRecovery: addDays(today(world), 9),
        reason: '样例',
      });
    },
    then: () => undefined,
  },
  ...STOPS_OF_A_NUMBER,
  ...DISPUTES,
  disconnect: {
    allowed: inService,
    run: (world, { number }) => disconnectNumber(world.deps, ADMIN, number, '样例'),
    then: end,
  },
  announce: {
    allowed: (slot) => inService(slot) && slot.endingOn === null,
    run: (world, { number }) =>
      scheduleDisconnection(world.deps, ADMIN, number, {
        reason: '样例',
        ground: 'carrier',
        effectiveOn: addDays(today(world), 30),
      }),
    then: (slot, world) => {
      slot.endingOn = addDays(today(world), 30);
    },
  },
  'take announcement back': {
    allowed: (slot) => inService(slot) && slot.endingOn !== null,
    run: (world, { number }) => cancelDisconnection(world.deps, ADMIN, number),
    then: (slot) => {
      slot.endingOn = null;
    },
  },
  return: {
    allowed: (slot, world) => slot.status === 'disconnected' && !slot.disowned && now(world) < slot.since + 30 * DAY,
    run: (world, { number }) => returnNumber(world.deps, ADMIN, number, { reason: '样例' }),
    then: (slot, world) => {
      move(slot, 'working', world);
      slot.terms += 1;
      Object.assign(slot, { holds: slot.lapsed, lapsed: [] });
      settle(slot);
    },
  },
  block: {
    allowed: ({ status }) => status === 'spare',
    run: (world, { number }) => setAvailability(world.deps, ADMIN, number, { event: 'block', reason: '样例' }),
    then: (slot, world) => move(slot, 'unavailable', world),
  },
  unblock: {
    allowed: ({ status, among }) => status === 'unavailable' && !among.retiring,
    run: (world, { number }) => setAvailability(world.deps, ADMIN, number, { event: 'unblock', reason: '样例' }),
    then: (slot, world) => move(slot, 'spare', world),
  },
  correct: {
    allowed: ({ terms }) => terms > 0,
    run: async (world, { number }) => {
      const [oldest] = await assignmentsOfNumber(world.deps, number);
      const [row] = await numbersByDigits(world.deps, [number]);
      if (oldest === undefined || row === undefined) throw new DomainError('NOT_FOUND');
      const facts = { from: new Date(oldest.from.getTime() - DAY) };
      const proposal = { assignmentId: oldest._id.toHexString(), facts, reason: '样例' };
      const { _id } = await proposeCorrection(world.deps, ADMIN, row, proposal);
      const correction = await correctionModel(world.deps.db).findOne({ _id }).orFail().lean();
      return decideCorrection(world.deps, OTHER_ADMIN, correction, 'apply');
    },
    then: () => undefined,
  },
};
