import { kindAndPlace } from '../lookup/pages/labels.js';
import type { PublicRecord } from '../lookup/lookup-schemas.js';
import { link, type Place } from './rdap-answer.js';
import { redactionsOf } from './redaction.js';
import { TEXTS } from './rdap-texts.js';

type Holder = NonNullable<PublicRecord['holder']>;

/** A sole trader's public name is masked where it holds its operator's given name (domain.md §6): RDAP removes it. */
export function isNameless(holder: Pick<Holder, 'name'>): boolean {
  return /[*＊]/u.test(holder.name);
}

/** jCard (RFC 7095) of an organisation. */
export function orgCard(name: string): unknown[] {
  return [
    'vcard',
    [
      ['version', {}, 'text', '4.0'],
      ['fn', {}, 'text', name],
      ['kind', {}, 'text', 'org'],
    ],
  ];
}

/** The holder as an entity, inside a domain or by itself (RFC 9083 §5.1). */
export function holderEntity(place: Place, holder: Holder): Record<string, unknown> {
  const texts = TEXTS[place.language];
  return {
    objectClassName: 'entity',
    handle: holder.uscc,
    ...(isNameless(holder) ? {} : { vcardArray: orgCard(holder.name) }),
    roles: ['registrant'],
    publicIds: [{ type: texts.uscc, identifier: holder.uscc }],
    status: ['active'],
    remarks: [{ title: texts.place, description: [kindAndPlace(holder, place.language)] }],
    links: [link(place, 'self', `/rdap/entity/${holder.uscc}`, 'application/rdap+json')],
  };
}

/** `/rdap/entity/{USCC}`. Which numbers it holds is asked number by number: the register is no list. */
export function entityObject(place: Place, holder: Holder): Record<string, unknown> {
  return { ...holderEntity(place, holder), redacted: redactionsOf('$', isNameless(holder)) };
}
