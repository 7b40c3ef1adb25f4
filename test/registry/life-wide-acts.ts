import { DomainError } from '../../src/domain/errors.js';
import { disputeNumber, settleDispute } from '../../src/owners/dispute-number.js';
import { decideUphold, proposeUphold } from '../../src/owners/uphold-dispute.js';
import { blockModel } from '../../src/registry/block-model.js';
import { decideEmergencyStop } from '../../src/registry/decide-emergency-stop.js';
import { emergencyStopModel } from '../../src/registry/emergency-stop-model.js';
import { numbersByDigits } from '../../src/registry/number-queries.js';
import { placeEmergencyStop } from '../../src/registry/place-emergency-stop.js';
import { cancelRetirement, retireBlock } from '../../src/registry/retire-block.js';
import { loadResellerRow } from '../../src/resellers/reseller-queries.js';
import { updateReseller } from '../../src/resellers/update-reseller.js';
import { ADMIN, OTHER_REVIEWER, REVIEWER, staff } from './hold-fixture.js';
import { drop, end, inService, settle, type Act, type Slot } from './life-model.js';
import type { World } from './life-world.js';

const REASON = '样例';
const ORDER = { kind: 'authority_order', reason: REASON, reference: null } as const;
type TargetKind = 'number' | 'entity' | 'reseller';

/** Everything of the model that a stop of this kind, ordered at this number, concerns. */
function targetsOf(slot: Slot, kind: TargetKind): Slot[] {
  const of = { number: 'number', entity: 'holder', reseller: 'resellerId' } as const;
  return slot.among.slots.filter((other) => inService(other) && other[of[kind]] === slot[of[kind]]);
}

const idOf = (slot: Slot, kind: TargetKind) =>
  ({ number: slot.number, entity: slot.holder ?? 'nobody', reseller: slot.resellerId })[kind];
const tagOf = (slot: Slot, kind: TargetKind) => (kind === 'number' ? kind : `${kind}:${idOf(slot, kind)}`);

function stopAll(slot: Slot, kind: TargetKind): void {
  if (kind !== 'number') slot.among.spreading.add(tagOf(slot, kind));
  for (const other of targetsOf(slot, kind)) reach(other, tagOf(slot, kind));
}

function reach(slot: Slot, stop: string): void {
  if (slot.reached.has(stop)) return;
  slot.reached.add(stop);
  slot.holds.push({ kind: ORDER.kind, proposed: false, stop });
  settle(slot);
}

/** What a stopped entity or reseller got since the stop is stopped too. */
export function spread(slot: Slot, only?: string): void {
  if (!inService(slot)) return;
  for (const kind of ['entity', 'reseller'] as const) {
    const tag = tagOf(slot, kind);
    if (slot.among.spreading.has(tag) && tag === (only ?? tag)) reach(slot, tag);
  }
}

/** Decided: refused, what it placed is gone; confirmed, its holds are holds like any other. */
function decided(slot: Slot, kind: TargetKind, outcome: 'confirm' | 'refuse'): void {
  const tag = tagOf(slot, kind);
  if (outcome === 'confirm') for (const other of slot.among.slots) spread(other, tag);
  slot.among.spreading.delete(tag);
  for (const other of kind === 'number' ? [slot] : slot.among.slots) {
    other.reached.delete(tag);
    const own = [...other.holds, ...other.lapsed].find((one) => one.stop === tag);
    if (outcome === 'refuse') drop(other, own);
    else if (own !== undefined) own.stop = null;
  }
}

const order = (world: World, slot: Slot, kind: TargetKind, includeNumbers = false) =>
  placeEmergencyStop(world.deps, REVIEWER, { ...ORDER, target: { kind, id: idOf(slot, kind) }, includeNumbers });

async function decide(world: World, slot: Slot, kind: TargetKind, outcome: 'confirm' | 'refuse'): Promise<unknown> {
  const stop = await emergencyStopModel(world.deps.db)
    .findOne({ 'target.kind': kind, 'target.id': idOf(slot, kind), open: true })
    .lean();
  if (stop === null) throw new DomainError('NOT_FOUND');
  return decideEmergencyStop(world.deps, ADMIN, stop, { outcome, reason: null });
}

const OUTCOMES = ['confirm', 'refuse'] as const;

/** One officer's stop of a number, and its confirmation. */
export const STOPS_OF_A_NUMBER: Readonly<Record<string, Act>> = {
  'emergency stop': {
    allowed: (slot) => inService(slot) && !slot.undecidedStop,
    run: (world, slot) => order(world, slot, 'number'),
    then: (slot) => {
      slot.undecidedStop = true;
      stopAll(slot, 'number');
    },
  },
  ...Object.fromEntries(
    OUTCOMES.map((outcome): [string, Act] => [
      `${outcome} the stop`,
      {
        allowed: (slot) => slot.undecidedStop,
        run: (world, slot) => decide(world, slot, 'number', outcome),
        then: (slot) => {
          slot.undecidedStop = false;
          decided(slot, 'number', outcome);
        },
      },
    ]),
  ),
};

/** What concerns more than one number at once. */
export const WIDE_ACTS: Readonly<Record<string, Act>> = {
  'emergency stop of the entity': {
    allowed: (slot) =>
      slot.holder !== null && targetsOf(slot, 'entity').length > 0 && !slot.among.entityStops.has(slot.holder),
    run: (world, slot) => order(world, slot, 'entity'),
    then: (slot) => {
      slot.among.entityStops.add(idOf(slot, 'entity'));
      stopAll(slot, 'entity');
    },
  },
  ...Object.fromEntries(
    [true, false].map((includeNumbers): [string, Act] => [
      `emergency stop of the reseller${includeNumbers ? ' and its numbers' : ''}`,
      {
        allowed: (slot) => !slot.among.resellerStops.has(slot.resellerId),
        run: (world, slot) => order(world, slot, 'reseller', includeNumbers),
        then: (slot) => {
          slot.among.resellerStops.add(slot.resellerId);
          slot.among.suspended.add(slot.resellerId);
          if (includeNumbers) stopAll(slot, 'reseller');
        },
      },
    ]),
  ),
  ...Object.fromEntries(
    OUTCOMES.flatMap((outcome): [string, Act][] => [
      [
        `${outcome} the stop of the entity`,
        {
          allowed: (slot) => slot.among.entityStops.has(idOf(slot, 'entity')),
          run: (world, slot) => decide(world, slot, 'entity', outcome),
          then: (slot) => {
            slot.among.entityStops.delete(idOf(slot, 'entity'));
            decided(slot, 'entity', outcome);
          },
        },
      ],
      [
        `${outcome} the stop of the reseller`,
        {
          allowed: (slot) => slot.among.resellerStops.has(slot.resellerId),
          run: (world, slot) => decide(world, slot, 'reseller', outcome),
          then: (slot) => {
            slot.among.resellerStops.delete(slot.resellerId);
            if (outcome === 'refuse') slot.among.suspended.delete(slot.resellerId);
            decided(slot, 'reseller', outcome);
          },
        },
      ],
    ]),
  ),
  'let the reseller do business again': {
    allowed: ({ among, resellerId }) => among.suspended.has(resellerId) && !among.resellerStops.has(resellerId),
    // Whoever is active may become so again: there is nothing to refuse.
    whole: true,
    run: async ({ deps }, { resellerId }) =>
      updateReseller(deps, ADMIN, await loadResellerRow(deps, resellerId), { status: 'active' }),
    then: ({ among, resellerId }) => {
      among.suspended.delete(resellerId);
    },
  },
  'retire the block': {
    allowed: ({ among }) => !among.retiring,
    run: async (world) => retireBlock(world.deps, ADMIN, await blockOf(world), REASON),
    then: ({ among }) => {
      among.retiring = true;
    },
  },
  'take the retirement back': {
    allowed: ({ among }) => among.retiring,
    run: async (world) => cancelRetirement(world.deps, ADMIN, await blockOf(world), REASON),
    then: ({ among }) => {
      among.retiring = false;
    },
  },
};

async function blockOf(world: World): Promise<string> {
  return (await blockModel(world.deps.db).findOne({}).orFail().lean())._id.toHexString();
}

const mayBeDisputed = ({ status, disowned }: Slot) =>
  ['working', 'suspended', 'disconnected', 'quarantined'].includes(status) && !disowned;

/** The owner says that a number is not its own, and what comes of it. */
export const DISPUTES: Readonly<Record<string, Act>> = {
  dispute: {
    allowed: (slot) => mayBeDisputed(slot) && !slot.disputed,
    run: async (world, { number }) => {
      const [row] = await numbersByDigits(world.deps, [number]);
      if (row === undefined) throw new DomainError('NOT_FOUND');
      return disputeNumber(world.deps, staff('entity_user'), row, REASON);
    },
    then: (slot) => {
      slot.disputed = true;
    },
  },
  'settle the dispute': {
    allowed: ({ disputed, uphold }) => disputed && !uphold,
    run: (world, { number }) => settleDispute(world.deps, REVIEWER, number, REASON),
    then: (slot) => {
      slot.disputed = false;
    },
  },
  'propose to uphold': {
    allowed: ({ disputed, uphold }) => disputed && !uphold,
    run: (world, { number }) => proposeUphold(world.deps, REVIEWER, number, REASON),
    then: (slot) => {
      slot.uphold = true;
      if (inService(slot)) slot.holds.push({ kind: 'dispute', proposed: false, stop: null, uphold: true });
      settle(slot);
    },
  },
  'confirm the upholding': {
    allowed: ({ uphold }) => uphold,
    run: (world, { number }) => decideUphold(world.deps, OTHER_REVIEWER, number, { outcome: 'confirm', reason: null }),
    then: (slot, world) => {
      if (inService(slot)) end(slot, world);
      Object.assign(slot, { disputed: false, uphold: false, disowned: true });
    },
  },
  'refuse the upholding': {
    allowed: ({ uphold }) => uphold,
    run: (world, { number }) => decideUphold(world.deps, OTHER_REVIEWER, number, { outcome: 'refuse', reason: REASON }),
    then: (slot) => {
      slot.uphold = false;
      drop(
        slot,
        slot.holds.find((one) => one.uphold),
      );
    },
  },
};
