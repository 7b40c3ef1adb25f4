import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { normaliseNumber } from '../domain/number-400.js';
import { PUBLIC_STATUSES } from '../domain/number-status.js';
import type { Language } from '../http/problem.js';
import type { NumberRow, NumberShowing } from '../registry/number-model.js';
import { findNumberRow, loadNumberRecord, type NumberRecord } from '../registry/number-record.js';
import { resellerNames } from '../resellers/reseller-queries.js';
import { isOtherPhoneNumber } from './is-other-phone-number.js';
import type { NotRegisteredReason, PublicRecord } from './lookup-schemas.js';
import { momentOn, presentMoment, type Moment } from './moment.js';
import { proofOf } from './prove-record.js';
import { publicRecord } from './public-record.js';

export type LookupAnswer =
  | { readonly found: true; readonly record: PublicRecord }
  | { readonly found: false; readonly number: string | null; readonly reason: NotRegisteredReason | 'malformed' };

export interface LookupQuestion {
  /** `YYYY-MM-DD`: as of that day instead of now. */
  readonly on?: string | undefined;
  readonly language: Language;
}
/** What the register tells the public about a number, however written. */
export type LookUp = (written: string, question: LookupQuestion) => Promise<LookupAnswer>;

/** The one answer behind the JSON and the pages: one indexed read. */
export function createLookUp(deps: Deps): LookUp {
  return async (written, question) => {
    const number = normaliseNumber(written);
    if (number === null) {
      return { found: false, number, reason: isOtherPhoneNumber(written) ? 'not_a_400' : 'malformed' };
    }
    // Test data is never public (domain.md §1).
    const row = number.startsWith(deps.config.SANDBOX_PREFIX) ? null : await findNumberRow(deps, number);
    if (row === null) return { found: false, number, reason: 'not_covered' };
    const record =
      question.on === undefined
        ? await presentRecord(deps, row, question.language)
        : await pastRecord(deps, row, question.on, question.language);
    return record === null ? { found: false, number, reason: 'not_held' } : { found: true, record };
  };
}

type ShownRow = NumberRow & NumberShowing;

async function presentRecord(deps: Deps, row: ShownRow, language: Language): Promise<PublicRecord | null> {
  if (!PUBLIC_STATUSES.includes(row.status)) return null;
  const record = await loadNumberRecord(deps, row);
  const moment = presentMoment(record, deps.clock.now(), deps.config.TZ_BUSINESS);
  if (moment === null) return null;
  const projected = await project(deps, record, moment, language);
  // What is logged is the Chinese form; only the words of a notice can differ.
  const logged = language === 'zh' ? projected : await project(deps, record, moment, 'zh');
  const proof = proofOf(logged, row.proof);
  return proof === undefined ? projected : { ...projected, proof };
}

async function pastRecord(deps: Deps, row: ShownRow, on: string, language: Language): Promise<PublicRecord | null> {
  const record = await loadNumberRecord(deps, row);
  const moment = momentOn(record, on, deps.clock.now(), deps.config.TZ_BUSINESS);
  return moment === null ? null : project(deps, record, moment, language);
}

async function project(deps: Deps, record: NumberRecord, moment: Moment, language: Language): Promise<PublicRecord> {
  const { resellerId } = moment.assignment;
  const resellerName = await deps.answers.nameOf(
    resellerId,
    async () => (await resellerNames(deps, [resellerId])).get(resellerId) ?? '',
  );
  return publicRecord(record, moment, { resellerName, zone: deps.config.TZ_BUSINESS, language });
}

/** Whether a day lies in the future, about which the register knows nothing. */
export function isFuture(deps: Pick<Deps, 'clock' | 'config'>, on: string): boolean {
  return on > businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
}
