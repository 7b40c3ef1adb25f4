import type { FieldReading } from '../../../src/domain/ocr-fields.js';
import { parseCitizenId } from '../../../src/domain/citizen-id.js';
import { addYears } from '../../../src/domain/chinese-date.js';
import { isTerm, parseDate } from '../fields/parse.js';

type Fields = ReadonlyMap<string, FieldReading>;

/**
 * Let facts of one page vouch for each other: what an ID number says about birth and sex, and a validity of exactly 5, 10
 * or 20 years. Agreement of two independently printed facts makes a doubtful reading `read`; disagreement changes nothing,
 * because it may be what the checks must find – but for a term that does not begin on the day of establishment: one of its
 * digits may have faded (a 4 to a 1), so that a person looks at both. A term with anything besides its days is doubtful: a
 * neighbour's character ran into it.
 */
export function crossCheck(fields: Fields, today: string): Map<string, FieldReading> {
  const out = new Map(fields);
  const idNumber = fields.get('idNumber');
  const id = idNumber?.verdict === 'read' ? parseCitizenId(idNumber.value ?? '', today) : null;
  if (id?.valid === true) {
    confirm(out, 'birth', id.birth);
    confirm(out, 'sex', id.sex === 'male' ? '男' : '女');
  }
  const term = fields.get('term');
  if (term?.verdict === 'read' && !isTerm(term.value ?? '')) out.set('term', { ...term, verdict: 'unsure' });
  const begin = parseDate(term?.value ?? '');
  const established = fields.get('established');
  if (established?.verdict === 'read' && begin !== null && begin !== established.value)
    out.set('established', { ...established, verdict: 'unsure' });
  const from = clear(fields.get('validFrom'));
  const until = clear(fields.get('validUntil'));
  if (from !== null && until !== null && [5, 10, 20].some((years) => addYears(from, years) === until)) {
    confirm(out, 'validFrom', from);
    confirm(out, 'validUntil', until);
  }
  return out;
}

/** One wrong digit can turn 10 years into 20, so the span vouches only for digits that were fairly clear. */
const clear = (reading: FieldReading | undefined): string | null =>
  reading !== undefined && reading.confidence > 0.9 ? reading.value : null;

/** A reading that equals what another fact demands is right. */
function confirm(fields: Map<string, FieldReading>, name: string, value: string | null): void {
  const reading = fields.get(name);
  if (reading?.verdict !== 'unsure' || value === null) return;
  if (reading.value === value) fields.set(name, { ...reading, verdict: 'read' });
}
