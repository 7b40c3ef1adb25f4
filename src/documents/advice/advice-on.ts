import type { DocumentKind } from '../../domain/ocr-fields.js';
import type { ExaminedFile } from '../examine-file.js';
import type { Advice } from './advice.js';

/** Papers whose red seal or colours a reviewer must see. */
const NEED_COLOUR: readonly DocumentKind[] = [
  'business_licence',
  'entity_certificate',
  'authorisation_letter',
  'acceptance_form',
  'commitment_letter',
];

/** Everything to tell the applicant about an upload of this kind. */
export function adviceOn(kind: DocumentKind, file: Pick<ExaminedFile, 'advice' | 'colour'>): Advice[] {
  const pale: Advice[] =
    NEED_COLOUR.includes(kind) && !file.colour ? [{ code: 'BLACK_AND_WHITE', page: 1, box: null }] : [];
  return [...pale, ...file.advice];
}
