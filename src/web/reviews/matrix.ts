import { sameName } from '../../domain/names.js';
import type { DocumentKind } from '../../domain/ocr-fields.js';
import type { Application } from '../applications/applications.ts';
import type { Stop } from './stops.ts';

/** Papers that say the same things stand in one column: both sides of a card, a licence or another certificate. */
export const COLUMNS = {
  licence: ['business_licence', 'entity_certificate'],
  representative: ['legal_representative_id', 'legal_representative_id_front', 'legal_representative_id_back'],
  agent: ['agent_id', 'agent_id_front', 'agent_id_back'],
  letter: ['authorisation_letter'],
  form: ['acceptance_form'],
  commitment: ['commitment_letter'],
} as const satisfies Record<string, readonly DocumentKind[]>;
export type Column = keyof typeof COLUMNS;

/** Each fact, and under which name each paper states it. */
export const FACTS = {
  entityName: { licence: 'name', letter: 'entityName', form: 'entityName', commitment: 'entityName' },
  uscc: { licence: 'uscc', letter: 'uscc', form: 'uscc' },
  legalRepresentative: {
    licence: 'legalRepresentative',
    representative: 'name',
    letter: 'legalRepresentative',
    commitment: 'legalRepresentative',
  },
  legalRepresentativeId: { representative: 'idNumber' },
  agent: { agent: 'name', letter: 'agentName' },
  agentId: { agent: 'idNumber', letter: 'agentIdNumber' },
  numbers: { letter: 'numbers', form: 'numbers' },
  validUntil: { licence: 'term', representative: 'validUntil', agent: 'validUntil', letter: 'validUntil' },
} as const satisfies Record<string, Partial<Record<Column, string>>>;
export type Fact = keyof typeof FACTS;

/** `hidden`: masked for this viewer, so it cannot be compared; `variant`: another way of writing the same name. */
export type CellState = 'match' | 'mismatch' | 'variant' | 'unread' | 'hidden';
export interface Cell {
  readonly state: CellState;
  readonly stop: Stop;
}
export interface Row {
  readonly fact: Fact;
  /** What is declared; null where nothing is (dates). */
  readonly declared: string | null;
  readonly cells: Readonly<Partial<Record<Column, Cell>>>;
}

/** @param today `YYYY-MM-DD` in Beijing: what ended before is a mismatch */
export function matrixOf(application: Application, stops: readonly Stop[], today: string): Row[] {
  return (Object.keys(FACTS) as Fact[]).map((fact) => {
    const declared = declaredValue(application, fact);
    const cells: Partial<Record<Column, Cell>> = {};
    for (const [column, field] of Object.entries(FACTS[fact]) as [Column, string][]) {
      const kinds: readonly DocumentKind[] = COLUMNS[column];
      const stop = stops.find((candidate) => kinds.includes(candidate.kind) && candidate.rawField === field);
      if (stop !== undefined) cells[column] = { stop, state: stateOf(fact, declared, stop, today) };
    }
    return { fact, declared, cells };
  });
}

function declaredValue(application: Application, fact: Fact): string | null {
  const { entity, legalRepresentative, agent, numbers } = application;
  const values: Readonly<Record<Fact, string | null | undefined>> = {
    entityName: entity.name,
    uscc: entity.uscc,
    legalRepresentative: legalRepresentative?.name,
    legalRepresentativeId: legalRepresentative?.idNumber,
    agent: agent?.name,
    agentId: agent?.idNumber,
    numbers: numbers.join('、'),
    validUntil: null,
  };
  return values[fact] ?? null;
}

function stateOf(fact: Fact, declared: string | null, { value, verdict }: Stop, today: string): CellState {
  if (value === null || verdict === 'unsure' || verdict === 'missing') return 'unread';
  if (fact === 'validUntil') return stillValid(value, today);
  if (declared === null) return 'unread';
  if (value.includes('*') || declared.includes('*')) return 'hidden';
  switch (fact) {
    case 'numbers': {
      const listed = new Set(value.split(/[^\d]+/u));
      return declared.split('、').every((number) => listed.has(number)) ? 'match' : 'mismatch';
    }
    case 'uscc':
    case 'legalRepresentativeId':
    case 'agentId':
      return plain(value) === plain(declared) ? 'match' : 'mismatch';
    default:
      return ({ same: 'match', variant: 'variant', different: 'mismatch' } as const)[sameName(declared, value)];
  }
}

function plain(code: string): string {
  return code.replace(/\s/gu, '').toUpperCase();
}

/** The last date of a term counts; “long-term” has none. A term of which nothing is legible says nothing. */
function stillValid(value: string, today: string): CellState {
  if (/长期/u.test(value)) return 'match';
  const end = /(\d{4}-\d{2}-\d{2})(?!.*\d{4}-\d{2}-\d{2})/u.exec(value)?.[1];
  if (end === undefined) return 'unread';
  return end >= today ? 'match' : 'mismatch';
}
