import type { ApplicationStatus } from '../../domain/application-state.js';
import type { Tone } from '../ui/Status.tsx';

export const TONES: Readonly<Record<ApplicationStatus, Tone>> = {
  draft: 'attention',
  action_required: 'bad',
  processing: 'busy',
  in_review: 'busy',
  awaiting_second_approval: 'busy',
  approved: 'good',
  activated: 'good',
  rejected: 'bad',
  withdrawn: 'neutral',
  expired: 'neutral',
};

/** Columns of the board, in the order of whose turn it is: mine first. */
export const GROUPS = {
  mine: ['action_required', 'draft'],
  review: ['processing', 'in_review', 'awaiting_second_approval'],
  acceptance: ['approved'],
  working: ['activated'],
  ended: ['rejected', 'withdrawn', 'expired'],
} as const satisfies Record<string, readonly ApplicationStatus[]>;
export type Group = keyof typeof GROUPS;

export function isEditable(status: ApplicationStatus): status is 'draft' | 'action_required' {
  return status === 'draft' || status === 'action_required';
}
