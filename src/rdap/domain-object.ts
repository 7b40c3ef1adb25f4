import { DateTime } from 'luxon';
import { toEnum } from '../domain/number-400.js';
import { CARRIER_LABELS, dayLabel, HOLD_LABELS, LEVEL_LABELS } from '../lookup/pages/labels.js';
import type { PublicRecord } from '../lookup/lookup-schemas.js';
import { HIDDEN } from '../lookup/without-personal-numbers.js';
import { holderEntity, isNameless, orgCard } from './entity-object.js';
import { link, type Place } from './rdap-answer.js';
import { redactionsOf } from './redaction.js';
import { TEXTS } from './rdap-texts.js';

/** Of the days on which a record is judged and shown. */
export interface Day {
  /** `YYYY-MM-DD` in the business zone. */
  readonly today: string;
  readonly zone: string;
}

/** A number as the domain object of its ENUM name (RFC 9083 §5.3), made from the public record alone. */
export function domainObject(place: Place, record: PublicRecord, day: Day): Record<string, unknown> {
  const { holder, number } = record;
  const name = toEnum(number);
  return {
    objectClassName: 'domain',
    handle: number,
    ldhName: name,
    publicIds: [{ type: 'E.164', identifier: record.e164 }],
    status: statusesOf(record, day.today),
    events: eventsOf(record, day.zone),
    entities: [
      ...(holder === null ? [] : [holderEntity(place, holder)]),
      ...(record.reseller.name === '' ? [] : [chainEntity(record.reseller.name, 'reseller')]),
      chainEntity(CARRIER_LABELS[record.carrier][place.language], 'registrar'),
    ],
    remarks: remarksOf(place, record),
    links: [
      link(place, 'self', `/rdap/domain/${name}`, 'application/rdap+json'),
      link(place, 'alternate', `/numbers/${number}`, 'text/html'),
      link(place, 'alternate', `/api/v1/lookup/${number}`, 'application/json'),
    ],
    redacted: holder === null ? [] : redactionsOf("$.entities[?(@.roles[0]=='registrant')]", isNameless(holder)),
  };
}

/** The middlemen of a number. They are organisations too, but no holders: no address of their own to ask. */
function chainEntity(name: string, role: 'reseller' | 'registrar'): Record<string, unknown> {
  return { objectClassName: 'entity', vcardArray: orgCard(name), roles: [role] };
}

/** Statuses from the IANA registry of RDAP JSON values (contract: *RDAP*). */
function statusesOf({ status, verified, notices }: PublicRecord, today: string): string[] {
  if (status === 'disconnected') return ['redemption period'];
  const validated = verified.level !== 'legacy_unverified' && verified.due >= today ? ['validated'] : [];
  if (status === 'working') return ['active', ...validated];
  return ['server hold', ...(notices.some(({ kind }) => kind === 'dispute') ? ['locked'] : []), ...validated];
}

const ACTIONS: Partial<Record<PublicRecord['history'][number]['event'], string>> = {
  activated: 'registration',
  transferred: 'transfer',
  disconnected: 'deletion',
};

/**
 * Event actions from the same registry. A stop and its end have none of their own: as the latest they are `last changed`.
 * Days begin at midnight of the business zone; a verification runs to the end of its last day.
 */
function eventsOf({ history, verified, status }: PublicRecord, zone: string): Record<string, string>[] {
  const startOf = (day: string) => DateTime.fromISO(day, { zone });
  const event = (eventAction: string, at: DateTime) => ({
    eventAction,
    eventDate: at.toISO({ suppressMilliseconds: true }) ?? '',
  });
  const last = history.at(-1);
  return [
    ...history.flatMap((each) => {
      const action = ACTIONS[each.event];
      return action === undefined ? [] : [event(action, startOf(each.on))];
    }),
    ...(last === undefined ? [] : [event('last changed', startOf(last.on))]),
    ...(status === 'disconnected'
      ? []
      : [event('enum validation expiration', startOf(verified.due).endOf('day').startOf('second'))]),
  ];
}

function remarksOf({ language }: Place, record: PublicRecord): { title: string; description: string[] }[] {
  const texts = TEXTS[language];
  const day = (date: string) => dayLabel(date, language);
  const { verified, registeredPurpose, lastHolder } = record;
  return [
    ...(record.holder === null
      ? []
      : [
          {
            title: texts.verification,
            description: texts.verified(LEVEL_LABELS[verified.level][language], day(verified.on), day(verified.due)),
          },
        ]),
    ...(registeredPurpose === '' ? [] : [{ title: texts.purpose, description: [removed(registeredPurpose)] }]),
    ...record.notices.map((notice) => ({
      title: texts.suspension(day(notice.on)),
      description: [
        HOLD_LABELS[notice.kind][language],
        removed(notice.reason),
        ...(notice.remedy === null ? [] : [texts.remedy(removed(notice.remedy))]),
        ...(notice.expectedRecovery === null ? [] : [texts.recovery(day(notice.expectedRecovery))]),
      ],
    })),
    ...(lastHolder === undefined || isNameless(lastHolder)
      ? []
      : [
          {
            title: texts.lastHolder,
            description: [texts.lastHolderWas(lastHolder.name, lastHolder.uscc, day(lastHolder.until))],
          },
        ]),
  ];
}

/** The stand-in that other answers show for a number typed into free text would be a placeholder here (RFC 9537 §3). */
function removed(text: string): string {
  return text.replaceAll(HIDDEN, '').replace(/\s+/gu, ' ').trim();
}
