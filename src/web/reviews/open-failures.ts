import type { Check } from '../applications/applications.ts';
import type { Review } from './reviews.ts';

/** Failed checks, one of each code, that an approval has to give a reason for; those of a standing first approval count. */
export function openFailures(checks: readonly Check[], review: Review): Check[] {
  const standing = review.firstApproval === null ? undefined : review.decisions.findLast(({ undone }) => !undone);
  const done = new Set(standing?.overrides.map(({ checkCode }) => checkCode) ?? []);
  const failing = checks.filter(({ code, status }) => status === 'fail' && !done.has(code));
  return failing.filter(({ code }, at) => failing.findIndex((other) => other.code === code) === at);
}
