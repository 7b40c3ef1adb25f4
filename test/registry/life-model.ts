import { businessToday } from '../../src/domain/business-calendar.js';
import type { HoldKind } from '../../src/domain/hold-rules.js';
import type { NumberStatus } from '../../src/domain/number-status.js';
import { TEST_NOW } from '../support/app.js';
import type { World } from './life-world.js';

export interface ModelHold {
  readonly kind: HoldKind;
  /** One of two persons spoke for lifting it. */
  proposed: boolean;
  /** The undecided emergency stop that placed it: `number`, `entity:…` or `reseller:…`. */
  stop: string | null;
  /** Placed by the proposal to uphold a dispute. */
  readonly uphold?: true;
}

/** What the model knows beside each number. */
export interface Among {
  readonly slots: Slot[];
  /** Entities whose emergency stop nobody has decided yet, by code. */
  readonly entityStops: Set<string>;
  /** Undecided stops that also reach what their target gets later: `entity:…` and `reseller:…` with its numbers. */
  readonly spreading: Set<string>;
  /** Resellers whose emergency stop nobody has decided yet. */
  readonly resellerStops: Set<string>;
  /** Resellers that may do no business. */
  readonly suspended: Set<string>;
  /** The block of all numbers is being retired. */
  retiring: boolean;
}

/** All the model knows of a number. */
export interface Slot {
  readonly number: string;
  readonly among: Among;
  status: NumberStatus;
  since: number;
  holder: string | null;
  resellerId: string;
  /** Day its verification is due. */
  due: string;
  holds: ModelHold[];
  /** Ended only by the disconnection; open again when the number comes back. */
  lapsed: ModelHold[];
  endingOn: string | null;
  /** Until when its reseller may not reserve it again. */
  coolUntil: number;
  undecidedStop: boolean;
  /** Undecided stops that have placed their hold here once; they do so only once. */
  readonly reached: Set<string>;
  terms: number;
  disputed: boolean;
  /** Somebody proposed to uphold the dispute. */
  uphold: boolean;
  /** It was upheld: the last holder never was one. */
  disowned: boolean;
}

export interface Act {
  /** May it happen, says the model; when not, the system must refuse and change nothing. */
  readonly allowed: (slot: Slot, world: World) => boolean;
  readonly run: (world: World, slot: Slot) => Promise<unknown>;
  /** What the model is afterwards. */
  readonly then: (slot: Slot, world: World) => void;
  /** Whole applications: only tried when allowed. */
  readonly whole?: boolean;
}

/** The model of numbers of one block, all spare. */
export function spareSlots(numbers: readonly string[], resellerId: string): Slot[] {
  const among: Among = {
    slots: [],
    entityStops: new Set(),
    spreading: new Set(),
    resellerStops: new Set(),
    suspended: new Set(),
    retiring: false,
  };
  for (const number of numbers)
    among.slots.push({
      number,
      among,
      status: 'spare',
      since: TEST_NOW.getTime(),
      holder: null,
      resellerId,
      due: '',
      holds: [],
      lapsed: [],
      endingOn: null,
      coolUntil: 0,
      undecidedStop: false,
      reached: new Set(),
      terms: 0,
      disputed: false,
      uphold: false,
      disowned: false,
    });
  return among.slots;
}

export const today = (world: World) => businessToday(world.deps.clock.now(), 'Asia/Shanghai');
export const now = (world: World) => world.deps.clock.now().getTime();
export const inService = ({ status }: Slot) => status === 'working' || status === 'suspended';

export function settle(slot: Slot): void {
  if (inService(slot)) slot.status = slot.holds.length > 0 ? 'suspended' : 'working';
}

export function move(slot: Slot, status: NumberStatus, world: World): void {
  Object.assign(slot, { status, since: now(world) });
}

export function end(slot: Slot, world: World): void {
  move(slot, 'disconnected', world);
  const lapsed = slot.holds.filter(({ kind }) => kind === 'fraud' || kind === 'authority_order');
  Object.assign(slot, { holds: [], lapsed, endingOn: null });
}

/** Nobody's any more: what was said about its last holder is forgotten with it. */
export function free(slot: Slot, status: 'spare' | 'unavailable', world: World): void {
  move(slot, status, world);
  Object.assign(slot, { holder: null, disputed: false, uphold: false, disowned: false });
}

export const first = (slot: Slot, kind: HoldKind) => slot.holds.find((one) => one.kind === kind);

export function drop(slot: Slot, gone: ModelHold | undefined): void {
  slot.holds = slot.holds.filter((one) => one !== gone);
  slot.lapsed = slot.lapsed.filter((one) => one !== gone);
  settle(slot);
}
