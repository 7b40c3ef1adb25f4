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

/** The transition table (contract: *States / Number*): event → from → to. Every other pair is refused. */
export const NUMBER_TRANSITIONS: Record<NumberEvent, Partial<Record<NumberStatus, NumberStatus>>> = {
  reserve: { spare: 'reserved' },
  // Deleted, expired, or freed with its application (rejected, withdrawn, expired).
  release_reservation: { reserved: 'spare' },
  submit: { reserved: 'pending' },
  approve: { pending: 'assigned' },
  rescind: { assigned: 'pending' },
  release: { pending: 'spare', assigned: 'spare' },
  // A rejection taken back within ten seconds (contract: DELETE …/decisions/latest), if nobody took the number meanwhile.
  undo_release: { spare: 'pending' },
  activate: { assigned: 'working' },
  // A further hold on a suspended number keeps it suspended.
  suspend: { working: 'suspended', suspended: 'suspended' },
  reinstate: { suspended: 'working' },
  transfer: { working: 'working' },
  // A new dossier of the same holder takes the place of the old one (change, renewal, change of reseller).
  replace: { working: 'working', suspended: 'suspended' },
  disconnect: { working: 'disconnected', suspended: 'disconnected' },
  return: { disconnected: 'working' },
  quarantine: { disconnected: 'quarantined' },
  requalify: { quarantined: 'spare' },
  retire: { quarantined: 'unavailable' },
  block: { spare: 'unavailable' },
  unblock: { unavailable: 'spare' },
};

/** Statuses a legal entity's cap counts (contract: *States*). */
export const CAPPED_STATUSES: readonly NumberStatus[] = ['pending', 'assigned', 'working', 'suspended'];

/** Statuses the public lookup answers 200 for; for all others it answers 404. */
export const PUBLIC_STATUSES: readonly NumberStatus[] = ['working', 'suspended', 'disconnected', 'quarantined'];

/** Where `event` leads from `from`, or null when it is not allowed. */
export function nextNumberStatus(from: NumberStatus, event: NumberEvent): NumberStatus | null {
  return NUMBER_TRANSITIONS[event][from] ?? null;
}

/** Statuses from which `event` is allowed. */
export function statusesAllowing(event: NumberEvent): NumberStatus[] {
  return NUMBER_STATUSES.filter((status) => NUMBER_TRANSITIONS[event][status] !== undefined);
}
