import type { Deps } from '../deps.js';
import { findNumberRow } from '../registry/number-record.js';
import { assignmentsOfNumber } from '../registry/number-queries.js';
import type { ComplaintRow } from './complaint-model.js';

/** Who answers, or last answered, for a number when somebody complains of it; sandbox numbers are nobody's. */
export async function accountableFor(
  deps: Deps,
  number: string,
): Promise<Pick<ComplaintRow, 'carrier' | 'province' | 'resellerId' | 'uscc'>> {
  const nobody = { carrier: null, province: null, resellerId: null, uscc: null };
  if (number.startsWith(deps.config.SANDBOX_PREFIX)) return nobody;
  const [row, assignments] = await Promise.all([findNumberRow(deps, number), assignmentsOfNumber(deps, number)]);
  if (row === null) return nobody;
  const last = assignments.find(({ live }) => live) ?? assignments.at(-1);
  if (last === undefined) return { ...nobody, carrier: row.carrier };
  return {
    carrier: row.carrier,
    province: last.holder.province,
    // The reseller of today when it changed hands meanwhile.
    resellerId: row.resellerId ?? last.resellerId,
    uscc: last.holder.uscc,
  };
}
