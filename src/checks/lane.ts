import type { Check } from '../domain/checks.js';

/** Where an evaluated application waits for a reviewer; `resubmitted` comes from its history, not from its checks. */
export type Lane = 'clean' | 'warnings' | 'fraud';

type Judged = Pick<Check, 'code' | 'status' | 'audience' | 'evidence'>;

/** `fraud` when any signal for reviewers only is up, `warnings` when anything else needs a look, otherwise `clean`. */
export function laneOf(checks: readonly Judged[]): Lane {
  const open = checks.filter(({ status }) => status !== 'pass' && status !== 'not_applicable').filter(isNews);
  if (open.some(({ audience, status }) => audience === 'fraud' && (status === 'warn' || status === 'fail')))
    return 'fraud';
  return open.length > 0 ? 'warnings' : 'clean';
}

/**
 * Two warnings say only that nobody has looked yet, and without a source they stand on every dossier: a register that
 * is not available, a contact not called back. They stay visible but sort nothing out.
 */
function isNews({ code, status, evidence }: Judged): boolean {
  if (status !== 'warn') return true;
  if (code === 'contact.confirmed') return false;
  return !(code === 'entity.business_status' && evidence.some(({ read }) => read === 'unavailable'));
}
