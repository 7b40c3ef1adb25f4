import type { FieldError } from '../domain/errors.js';
import type { AssignmentRow } from './assignment-model.js';
import type { CorrectedFacts } from './correction-model.js';

export interface Corrected {
  readonly facts: Pick<AssignmentRow, 'from' | 'until' | 'holder' | 'publicName'>;
  readonly errors: readonly FieldError[];
}

/**
 * An assignment with other facts, and what speaks against them: a term that ends before it begins or has not begun yet, an
 * end where the holder still holds the number (that is a disconnection), two holders at one time. Pure.
 * @param others the other assignments of the number
 */
export function correctedAssignment(
  old: AssignmentRow,
  correction: CorrectedFacts,
  others: readonly AssignmentRow[],
  now: Date,
): Corrected {
  const holder = { ...old.holder, ...correction.holder };
  const from = correction.from ?? old.from;
  const until = old.live ? null : (correction.until ?? old.until);
  const renamed = holder.name !== old.holder.name;
  const publicName = correction.publicName ?? (renamed ? holder.name : old.publicName);
  const overlaps = others.some(
    (other) => (until === null || other.from < until) && (other.until === null || from < other.until),
  );
  const faults: (FieldError | false)[] = [
    old.live && correction.until !== undefined && fault('until', 'STILL_HELD', 'the holder holds the number'),
    from > now && fault('from', 'IN_FUTURE', 'must not be in the future'),
    until !== null && until > now && fault('until', 'IN_FUTURE', 'must not be in the future'),
    until !== null && from >= until && fault('from', 'AFTER_END', 'must be before the end'),
    overlaps && fault('from', 'OVERLAPS', 'another holder answered for the number at that time'),
    // Its name may hold a person's: only somebody who reads it can say what is public.
    renamed &&
      holder.entityType === 'sole_trader' &&
      correction.publicName === undefined &&
      fault('publicName', 'REQUIRED', 'say how the public sees a sole trader’s name'),
  ];
  return { facts: { from, until, holder, publicName }, errors: faults.filter((one) => one !== false) };
}

function fault(path: string, code: string, message: string): FieldError {
  return { path: `facts.${path}`, code, message };
}
