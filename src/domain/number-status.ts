import type { ErrorCode } from './errors.js';

export const CARRIERS = ['CU', 'CM', 'CT'] as const;
/** China Unicom, China Mobile, China Telecom. */
export type Carrier = (typeof CARRIERS)[number];

export const NUMBER_STATUSES = [
  'spare',
  'reserved',
  'pending',
  'assigned',
  'working',
  'suspended',
  'disconnected',
  'quarantined',
  'unavailable',
] as const;
export type NumberStatus = (typeof NUMBER_STATUSES)[number];

export const NUMBER_EVENTS = [
  'reserve',
  'release_reservation',
  'submit',
  'approve',
  'rescind',
  'release',
  'undo_release',
  'activate',
  'suspend',
  'reinstate',
  'transfer',
  'replace',
  'disconnect',
  'return',
  'quarantine',
  'requalify',
  'retire',
  'block',
  'unblock',
] as const;
export type NumberEvent = (typeof NUMBER_EVENTS)[number];

/** Who causes a step: a role (accounts/principal.ts), `reseller` for both of its roles, or the system by itself. */
export type StepActor = 'reseller' | 'reviewer' | 'senior_reviewer' | 'carrier_admin' | 'entity_user' | 'system';

/** One event of a number's life: the whole rule in one row. docs/states.md is made from it. */
export interface NumberStep {
  readonly moves: Readonly<Partial<Record<NumberStatus, NumberStatus>>>;
  readonly who: readonly StepActor[];
  /** What must be true beside the status. */
  readonly needs: string;
  /** Policy (checks/policy.ts) that holds the step's days. */
  readonly limit?: 'reservationDays' | 'returnDays' | 'quarantineDays' | 'disconnectNoticeDays' | 'acceptanceDays';
  /** Who is told; the public by the lookup. */
  readonly notice: readonly ('holder' | 'reseller' | 'public')[];
  /** Answer when the number is in none of the statuses it starts from. */
  readonly refusal: ErrorCode;
}

/** The life of a number (contract: *States / Number*). Every pair of status and event not listed is refused. */
export const NUMBER_STEPS: Readonly<Record<NumberEvent, NumberStep>> = {
  reserve: {
    moves: { spare: 'reserved' },
    who: ['reseller'],
    needs: 'reseller active, under its cap, not after an expired reservation of its own; block not retiring',
    limit: 'reservationDays',
    notice: [],
    refusal: 'NUMBER_NOT_SPARE',
  },
  // Deleted, expired, or freed with its application (rejected, withdrawn, expired).
  release_reservation: {
    moves: { reserved: 'spare' },
    who: ['reseller', 'system'],
    needs: 'deleted while no draft uses it, or its days are over',
    notice: ['reseller'],
    refusal: 'NUMBER_NOT_RESERVED',
  },
  submit: {
    moves: { reserved: 'pending' },
    who: ['reseller'],
    needs: 'reserved by it and tied to the application',
    notice: [],
    refusal: 'NUMBER_NOT_RESERVED',
  },
  approve: {
    moves: { pending: 'assigned' },
    who: ['reviewer', 'senior_reviewer'],
    needs: 'no open failure; a second person where policy asks',
    limit: 'acceptanceDays',
    notice: ['reseller'],
    refusal: 'NUMBER_NOT_PENDING',
  },
  rescind: {
    moves: { assigned: 'pending' },
    who: ['senior_reviewer'],
    needs: 'a reason, before carrier acceptance',
    notice: ['reseller'],
    refusal: 'NUMBER_NOT_ASSIGNED',
  },
  release: {
    moves: { pending: 'spare', assigned: 'spare' },
    who: ['reseller', 'reviewer', 'senior_reviewer', 'system'],
    needs: 'its application ended: rejected, withdrawn or expired',
    notice: ['reseller'],
    refusal: 'NUMBER_NOT_PENDING',
  },
  // A rejection taken back within ten seconds (contract: DELETE …/decisions/latest), if nobody took the number meanwhile.
  undo_release: {
    moves: { spare: 'pending' },
    who: ['reviewer', 'senior_reviewer'],
    needs: 'the own rejection, within ten seconds',
    notice: [],
    refusal: 'NUMBER_NOT_SPARE',
  },
  activate: {
    moves: { assigned: 'working' },
    who: ['reviewer', 'senior_reviewer'],
    needs: 'carrier acceptance recorded; the one live assignment begins',
    notice: ['holder', 'reseller', 'public'],
    refusal: 'NUMBER_NOT_ASSIGNED',
  },
  // A further hold on a suspended number keeps it suspended.
  suspend: {
    moves: { working: 'suspended', suspended: 'suspended' },
    who: ['carrier_admin', 'reviewer', 'senior_reviewer', 'entity_user', 'system'],
    needs: 'a hold, by the rule of its kind',
    notice: ['holder', 'reseller', 'public'],
    refusal: 'NUMBER_NOT_WORKING',
  },
  reinstate: {
    moves: { suspended: 'working' },
    who: ['carrier_admin', 'entity_user', 'system'],
    needs: 'the last open hold is lifted, by the rule of its kind',
    notice: ['holder', 'reseller', 'public'],
    refusal: 'NUMBER_NOT_SUSPENDED',
  },
  transfer: {
    moves: { working: 'working' },
    who: ['carrier_admin', 'reviewer', 'senior_reviewer'],
    needs: 'both consents and an accepted dossier; assignments swapped in one transaction',
    notice: ['holder', 'reseller', 'public'],
    refusal: 'NUMBER_NOT_WORKING',
  },
  // A new dossier of the same holder takes the place of the old one (change, renewal, change of reseller).
  replace: {
    moves: { working: 'working', suspended: 'suspended' },
    who: ['reviewer', 'senior_reviewer'],
    needs: 'an accepted dossier of the same holder; for another reseller the holder’s consent',
    notice: ['holder', 'reseller', 'public'],
    refusal: 'NUMBER_NOT_WORKING',
  },
  disconnect: {
    moves: { working: 'disconnected', suspended: 'disconnected' },
    who: ['carrier_admin', 'reviewer', 'senior_reviewer', 'system'],
    needs: 'notice given so many days before, or a justified override; open holds end with it',
    limit: 'disconnectNoticeDays',
    notice: ['holder', 'reseller', 'public'],
    refusal: 'NUMBER_NOT_WORKING',
  },
  return: {
    moves: { disconnected: 'working' },
    who: ['carrier_admin'],
    needs:
      'the same holder, within so many days of the disconnection; holds whose lifting needs a reason are open again',
    limit: 'returnDays',
    notice: ['holder', 'reseller', 'public'],
    refusal: 'NUMBER_NOT_DISCONNECTED',
  },
  quarantine: {
    moves: { disconnected: 'quarantined' },
    who: ['system'],
    needs: 'the days for coming back are over',
    limit: 'returnDays',
    notice: [],
    refusal: 'NUMBER_NOT_DISCONNECTED',
  },
  requalify: {
    moves: { quarantined: 'spare' },
    who: ['system'],
    needs: 'the quarantine is over (90 days at least) and its block is not retiring',
    limit: 'quarantineDays',
    notice: [],
    refusal: 'NUMBER_NOT_QUARANTINED',
  },
  retire: {
    moves: { quarantined: 'unavailable' },
    who: ['system'],
    needs: 'the quarantine is over and its block is retiring',
    limit: 'quarantineDays',
    notice: [],
    refusal: 'NUMBER_NOT_QUARANTINED',
  },
  block: {
    moves: { spare: 'unavailable' },
    who: ['carrier_admin', 'system'],
    needs: 'a reason, or its block is retiring',
    notice: [],
    refusal: 'NUMBER_NOT_SPARE',
  },
  unblock: {
    moves: { unavailable: 'spare' },
    who: ['carrier_admin'],
    needs: 'a reason; its block is not retiring',
    notice: [],
    refusal: 'NUMBER_NOT_UNAVAILABLE',
  },
};

/** Why a service ends. `arrears` needs a suspension for arrears that has lasted (domain/hold-rules.ts). */
export const DISCONNECTION_GROUNDS = ['carrier', 'holder_request', 'arrears', 'authority_order'] as const;
export type DisconnectionGround = (typeof DISCONNECTION_GROUNDS)[number];

/** A number may not be issued again sooner, whatever the policy says (domain.md §1). */
export const LEAST_QUARANTINE_DAYS = 90;

/** Statuses a legal entity's cap counts (contract: *States*). */
export const CAPPED_STATUSES: readonly NumberStatus[] = ['pending', 'assigned', 'working', 'suspended'];

/** Statuses the public lookup answers 200 for; for all others it answers 404. */
export const PUBLIC_STATUSES: readonly NumberStatus[] = ['working', 'suspended', 'disconnected', 'quarantined'];

/** Where `event` leads from `from`, or null when it is not allowed. */
export function nextNumberStatus(from: NumberStatus, event: NumberEvent): NumberStatus | null {
  return NUMBER_STEPS[event].moves[from] ?? null;
}

/** Statuses from which `event` is allowed. */
export function statusesAllowing(event: NumberEvent): NumberStatus[] {
  return NUMBER_STATUSES.filter((status) => NUMBER_STEPS[event].moves[status] !== undefined);
}
