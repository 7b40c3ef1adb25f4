import { PAGE_FIELDS, type PageKind } from '../../../src/domain/ocr-fields.js';
import type { Draft } from '../fields/draft.js';
import { idBackDrafts, idFrontDrafts } from '../fields/id-card.js';
import { letterDrafts } from '../fields/letter.js';
import { licenceDrafts } from '../fields/licence.js';
import type { TextLine } from './read-lines.js';

const READERS: Record<PageKind, (lines: readonly TextLine[]) => Draft[]> = {
  business_licence: licenceDrafts,
  entity_certificate: licenceDrafts,
  id_front: idFrontDrafts,
  id_back: idBackDrafts,
  authorisation_letter: letterDrafts,
  acceptance_form: letterDrafts,
  commitment_letter: letterDrafts,
  mainland_travel_permit: () => [],
  passport: () => [],
  other: () => [],
};

/** Stage 5: where each field of these kinds stands on the page, by geometry and words; nothing is judged yet. */
export function draftFields(lines: readonly TextLine[], kinds: readonly PageKind[]): Draft[] {
  return kinds.flatMap((kind) => {
    const wanted = new Set<string>(PAGE_FIELDS[kind]);
    return READERS[kind](lines).filter((draft) => wanted.has(draft.field));
  });
}
