import {
  EXPECTED_PAGES,
  PAGE_FIELDS,
  type FieldReading,
  type PageKind,
  type SealReading,
} from '../domain/ocr-fields.js';
import type { Evidence } from '../domain/checks.js';
import type { DossierDocument } from './dossier.js';

/** One face of one paper: a licence, the portrait side of a card, a letter; in a bundle it is one page. */
export interface Sheet {
  readonly document: DossierDocument;
  readonly kind: PageKind;
  /** 1-based page inside a bundle; null when the sheet is the whole document. */
  readonly page: number | null;
  /** 1-based paper of a file that holds several, which may share a page. */
  readonly part?: number;
}

/** A document without extraction holds nothing; a field without a value is missing, whatever its verdict says. */
export function fieldOn(sheet: Sheet, name: string): FieldReading {
  const missing: FieldReading = { value: null, confidence: 0, verdict: 'missing', box: null, page: sheet.page ?? 1 };
  const fields = Object.entries(sheet.document.extraction?.fields ?? {});
  // A bundle holds several papers with a `name`: later ones carry a suffix (`name@3`), the page says whose they are.
  const mine = fields.filter(([key, reading]) => baseName(key) === name && isOn(sheet, reading));
  const reading = (mine.find(([key]) => key === name) ?? mine[0])?.[1];
  return reading === undefined || reading.value === null || reading.value.trim() === '' ? missing : reading;
}

/** Papers that share a page are told apart by their number. */
function isOn(sheet: Sheet, { page, part }: { readonly page: number; readonly part?: number }): boolean {
  return sheet.part === undefined ? sheet.page === null || page === sheet.page : part === sheet.part;
}

function baseName(key: string): string {
  return /^[A-Za-z]+/u.exec(key)?.[0] ?? key;
}

/** The value when the reader promises that it is right, otherwise null. */
export function readValue(sheet: Sheet, name: string): string | null {
  const reading = fieldOn(sheet, name);
  return reading.verdict === 'read' ? reading.value : null;
}

/** Where on the paper a field stands, what was read and what was expected. */
export function fieldEvidence(sheet: Sheet, name: string, expected: string | null = null): Evidence {
  const { value, box, page } = fieldOn(sheet, name);
  return { documentId: sheet.document.id, page, field: name, box, read: value, expected };
}

export function sheetEvidence(sheet: Sheet, field: string | null = null): Evidence {
  return { documentId: sheet.document.id, page: sheet.page ?? 1, field, box: null, read: null, expected: null };
}

export function sealsOn(sheet: Sheet): readonly SealReading[] {
  const seals = sheet.document.extraction?.seals ?? [];
  return seals.filter((seal) => isOn(sheet, seal));
}

/** The fields that tell whether a paper could be read at all. */
export const KEY_FIELDS: Readonly<Record<PageKind, readonly string[]>> = {
  business_licence: ['uscc', 'name', 'legalRepresentative'],
  entity_certificate: ['uscc', 'name', 'legalRepresentative'],
  id_front: ['name', 'birth', 'idNumber'],
  id_back: ['validFrom', 'validUntil'],
  authorisation_letter: ['entityName', 'uscc', 'agentName', 'agentIdNumber', 'numbers', 'signedOn'],
  acceptance_form: [],
  commitment_letter: [],
  mainland_travel_permit: [],
  passport: [],
  other: [],
};

/** Enough of the page is readable for "there is no seal on it" to mean something: two key fields are certain. */
export function isLegible(sheet: Sheet): boolean {
  return KEY_FIELDS[sheet.kind].filter((name) => readValue(sheet, name) !== null).length >= 2;
}

/**
 * The sheets a ready document holds. A bundle is taken page by page as the reader classified it. Any other document is
 * what the reader recognised, or what the applicant said it is when nothing was recognised; both sides of a card may
 * stand on one page, so a side also counts when its fields were found.
 */
export function sheetsOf(document: DossierDocument): Sheet[] {
  const { extraction, kind } = document;
  if (extraction === null) return [];
  const recognised = extraction.pageKinds.map((page) => (page === 'other' ? null : page));
  if (kind === 'bundle' && extraction.parts !== undefined) {
    return extraction.parts.map((paper, index) => ({ document, kind: paper.kind, page: paper.page, part: index + 1 }));
  }
  if (kind === 'bundle') {
    return recognised.flatMap((page, index) => (page === null ? [] : [{ document, kind: page, page: index + 1 }]));
  }
  const kinds = new Set<PageKind>(recognised.filter((page) => page !== null));
  if (kinds.size === 0) for (const page of EXPECTED_PAGES[kind]) kinds.add(page);
  if (EXPECTED_PAGES[kind].some(isCardSide)) {
    for (const side of CARD_SIDES) if (showsFieldsOf(document, side)) kinds.add(side);
  }
  return [...kinds].map((page) => ({ document, kind: page, page: null }));
}

const CARD_SIDES = ['id_front', 'id_back'] as const;

function isCardSide(kind: PageKind): boolean {
  return kind === 'id_front' || kind === 'id_back';
}

function showsFieldsOf(document: DossierDocument, kind: (typeof CARD_SIDES)[number]): boolean {
  const sheet: Sheet = { document, kind, page: null };
  return PAGE_FIELDS[kind].some((name) => fieldOn(sheet, name).verdict !== 'missing');
}
