import { displayNumber, toE164 } from '../domain/number-400.js';
import { businessToday } from '../domain/business-calendar.js';
import type { Language } from '../http/problem.js';
import type { AssignmentRow } from '../registry/assignment-model.js';
import { bySeriousness } from '../registry/hold-queries.js';
import { PUBLIC_EVENTS, type NumberRecord } from '../registry/number-record.js';
import type { PublicRecord } from './lookup-schemas.js';
import { isDisowned, type Moment } from './moment.js';
import { disownedNotice, publicNotice } from './public-notice.js';
import { withoutPersonalNumbers } from './without-personal-numbers.js';

/** A sole trader without a trade name has `***` or nothing for a name (domain.md §6). */
const NO_TRADE_NAME = /^[*＊\s]*$/u;

/**
 * The public record of a number at one moment: an allow-list, every member named here, nothing spread from a row. Pure.
 * @param resellerName name of the reseller of `moment.assignment`
 * @param zone business zone, in which instants become days
 */
export function publicRecord(
  record: NumberRecord,
  moment: Moment,
  texts: { readonly resellerName: string; readonly zone: string; readonly language: Language },
): PublicRecord {
  const number = record.number._id;
  const { assignment, at } = moment;
  const { zone, language } = texts;
  const { level, on, due } = assignment.verified;
  const disowned = moment.status === 'disconnected' && isDisowned(assignment, at);
  return {
    number,
    display: displayNumber(number),
    e164: toE164(number),
    status: moment.status,
    ...holderOf(assignment, moment, zone),
    carrier: assignment.carrier,
    reseller: { name: texts.resellerName },
    verified: { level, on, due },
    registeredPurpose: disowned ? '' : withoutPersonalNumbers(assignment.registeredPurpose),
    history: historyOf(record, moment, zone),
    notices: [
      ...(disowned ? [disownedNotice(businessToday(assignment.disownedAt ?? at, zone), language)] : []),
      ...bySeriousness(
        record.holds.filter((hold) => hold.placedAt <= at && (hold.endedAt === null || hold.endedAt > at)),
      ).map((hold) => publicNotice(hold, businessToday(hold.placedAt, zone), language)),
    ],
  };
}

function holderOf(
  assignment: AssignmentRow,
  moment: Moment,
  zone: string,
): Pick<PublicRecord, 'holder' | 'lastHolder'> {
  const { uscc, entityType, province, city } = assignment.holder;
  const name = nameOf(assignment);
  if (moment.status !== 'disconnected') return { holder: { name, uscc, entityType, province, city } };
  // It never was the holder: its name is not shown beside a number that is not its own.
  if (isDisowned(assignment, moment.at)) return { holder: null };
  const until = businessToday(assignment.until ?? moment.at, zone);
  return { holder: null, lastHolder: { name, uscc, until } };
}

function nameOf(assignment: AssignmentRow): string {
  return NO_TRADE_NAME.test(assignment.publicName) ? '个体工商户（无字号）' : assignment.publicName;
}

function historyOf(
  { events }: Pick<NumberRecord, 'events'>,
  { at, oldest }: Moment,
  zone: string,
): PublicRecord['history'] {
  return events.flatMap(({ type, effectiveAt }) => {
    const event = isPublic(type) ? PUBLIC_EVENTS[type] : null;
    if (event === null || effectiveAt > at || effectiveAt < oldest) return [];
    return [{ event, on: businessToday(effectiveAt, zone) }];
  });
}

function isPublic(type: string): type is keyof typeof PUBLIC_EVENTS {
  return Object.hasOwn(PUBLIC_EVENTS, type);
}
