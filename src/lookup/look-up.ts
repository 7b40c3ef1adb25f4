import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { normaliseNumber } from '../domain/number-400.js';
import type { Language } from '../http/problem.js';
import { isCovered } from '../registry/number-queries.js';
import { loadNumberRecord } from '../registry/number-record.js';
import { resellerNames } from '../resellers/reseller-queries.js';
import { isOtherPhoneNumber } from './is-other-phone-number.js';
import type { NotRegisteredReason, PublicRecord } from './lookup-schemas.js';
import { momentOn, presentMoment } from './moment.js';
import { publicRecord } from './public-record.js';

export type LookupAnswer =
  | { readonly found: true; readonly record: PublicRecord }
  | { readonly found: false; readonly number: string | null; readonly reason: NotRegisteredReason | 'malformed' };

/**
 * What the register tells the public about a number, however written: the one answer behind the JSON and the pages.
 * @param on `YYYY-MM-DD`: as of that day instead of now
 */
export async function lookUp(
  deps: Deps,
  written: string,
  { on, language }: { readonly on?: string | undefined; readonly language: Language },
): Promise<LookupAnswer> {
  const number = normaliseNumber(written);
  if (number === null) {
    return { found: false, number, reason: isOtherPhoneNumber(written) ? 'not_a_400' : 'malformed' };
  }
  // Test data is never public (domain.md §1).
  if (number.startsWith(deps.config.SANDBOX_PREFIX)) return { found: false, number, reason: 'not_covered' };
  const record = await loadNumberRecord(deps, number);
  const now = deps.clock.now();
  const zone = deps.config.TZ_BUSINESS;
  const moment = on === undefined ? presentMoment(record, now, zone) : momentOn(record, on, now, zone);
  if (moment === null) {
    const ours = record.number !== null || (await isCovered(deps, number));
    return { found: false, number, reason: ours ? 'not_held' : 'not_covered' };
  }
  const { resellerId } = moment.assignment;
  const resellerName = (await resellerNames(deps, [resellerId])).get(resellerId) ?? '';
  return { found: true, record: publicRecord(number, record, moment, { resellerName, zone, language }) };
}

/** Whether a day lies in the future, about which the register knows nothing. */
export function isFuture(deps: Pick<Deps, 'clock' | 'config'>, on: string): boolean {
  return on > businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
}
