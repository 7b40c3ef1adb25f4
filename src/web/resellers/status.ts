import type { Tone } from '../ui/Status.tsx';
import type { ResellerStatus } from './resellers.ts';

export const TONES: Readonly<Record<ResellerStatus, Tone>> = {
  active: 'good',
  suspended: 'bad',
  exiting: 'attention',
  closed: 'neutral',
};

/** What a carrier may do in each state, and where it leads. */
export const ACTS = {
  suspend: { from: ['active'], to: 'suspended', danger: true },
  lift: { from: ['suspended'], to: 'active', danger: false },
  exit: { from: ['active', 'suspended'], to: 'exiting', danger: true },
  stay: { from: ['exiting'], to: 'active', danger: false },
  close: { from: ['exiting'], to: 'closed', danger: true },
} as const satisfies Record<
  string,
  { readonly from: readonly ResellerStatus[]; readonly to: ResellerStatus; readonly danger: boolean }
>;
export type Act = keyof typeof ACTS;

export function actsIn(status: ResellerStatus): Act[] {
  return (Object.keys(ACTS) as Act[]).filter((act) => (ACTS[act].from as readonly ResellerStatus[]).includes(status));
}
