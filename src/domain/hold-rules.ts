import type { StepActor } from './number-status.js';

/** Why a number is stopped, the most serious first: the order in which notices are shown (decision 063). */
export const HOLD_KINDS = [
  'authority_order',
  'fraud',
  'dispute',
  'verification_overdue',
  'arrears',
  'owner_request',
  'carrier',
] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** The whole rule of one kind of hold; docs/states.md is made from it. Sources: domain.md §1. */
export interface HoldRule {
  readonly place: readonly StepActor[];
  readonly lift: readonly StepActor[];
  /** Who may be the second person of two that lift it; empty: one is enough. */
  readonly second: readonly StepActor[];
  /** What the lifter must give: why, and the reference of the paper that allows it. */
  readonly liftNeeds: readonly ('reason' | 'reference')[];
  /** Lifted only once this is so; by the system at once when it becomes so. */
  readonly cleared: 'verified' | null;
  /** Several may be open at once: two authorities may each give an order, a bill is unpaid only once. */
  readonly several: boolean;
  /** Whether the public reads the reason as written, or a neutral sentence. */
  readonly publicly: 'as_written' | 'neutral';
  /** Arrears (H): overdue so many days before it may suspend, suspended so many more before it may end the service. */
  readonly overdueDays?: number;
  readonly terminateAfterDays?: number;
  /** Hours from clearing to working again. */
  readonly restoreWithinHours?: number;
}

const STAFF: readonly StepActor[] = ['carrier_admin', 'reviewer', 'senior_reviewer'];
const ONE_PERSON = { second: [], liftNeeds: [], cleared: null, publicly: 'as_written' } as const;

export const HOLD_RULES: Readonly<Record<HoldKind, HoldRule>> = {
  // The system places these two when it carries out an emergency stop that a member of staff ordered.
  authority_order: {
    ...ONE_PERSON,
    place: [...STAFF, 'system'],
    lift: ['carrier_admin'],
    liftNeeds: ['reason', 'reference'],
    several: true,
  },
  fraud: {
    ...ONE_PERSON,
    place: [...STAFF, 'system'],
    lift: ['carrier_admin'],
    second: STAFF,
    liftNeeds: ['reason'],
    several: true,
    publicly: 'neutral',
  },
  dispute: {
    ...ONE_PERSON,
    place: [...STAFF, 'system'],
    lift: ['carrier_admin', 'system'],
    several: true,
  },
  verification_overdue: {
    ...ONE_PERSON,
    place: ['system', 'carrier_admin'],
    lift: ['system', 'carrier_admin'],
    cleared: 'verified',
    several: false,
  },
  arrears: {
    ...ONE_PERSON,
    place: ['carrier_admin'],
    lift: ['carrier_admin'],
    several: false,
    overdueDays: 30,
    terminateAfterDays: 60,
    restoreWithinHours: 48,
  },
  owner_request: {
    ...ONE_PERSON,
    place: ['entity_user', 'carrier_admin'],
    lift: ['entity_user', 'carrier_admin'],
    several: false,
  },
  carrier: { ...ONE_PERSON, place: ['carrier_admin'], lift: ['carrier_admin'], several: true },
};
