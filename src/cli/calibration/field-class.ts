/** Classes of fields whose reliability is reported apart. `other` is not critical: long texts and words. */
export const FIELD_CLASSES = ['code', 'date', 'number', 'person', 'entity', 'other'] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];

const BY_NAME: Readonly<Record<string, FieldClass>> = {
  uscc: 'code',
  idNumber: 'code',
  agentIdNumber: 'code',
  established: 'date',
  issued: 'date',
  birth: 'date',
  validFrom: 'date',
  validUntil: 'date',
  signedOn: 'date',
  numbers: 'number',
  legalRepresentative: 'person',
  agentName: 'person',
  entityName: 'entity',
};

/** `name` is a person's on a card and an entity's elsewhere. */
export function classOf(field: string, kinds: readonly string[]): FieldClass {
  if (field === 'name') return kinds.includes('id_front') ? 'person' : 'entity';
  return BY_NAME[field] ?? 'other';
}

export const CLASS_NAMES: Readonly<Record<FieldClass, string>> = {
  code: 'codes (USCC, ID number)',
  date: 'dates',
  number: '400 numbers',
  person: 'names of persons',
  entity: 'names of entities',
  other: 'other texts',
};
