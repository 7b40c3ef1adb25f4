import type { Policy } from '../checks/policy.js';

/** Who runs this installation; empty members: nothing was said. */
export interface House {
  readonly name: string;
  /** Address of the mark on our own origin. */
  readonly mark: string;
  readonly icp: string;
}

export function houseOf({ houseName, houseMark, icpNumber }: Policy): House {
  return { name: houseName, mark: houseMark === '' ? '' : `/brand/${houseMark}.png`, icp: icpNumber };
}
