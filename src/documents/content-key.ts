import type { Deps } from '../deps.js';
import type { Extraction } from '../domain/ocr-fields.js';

/** Fields that together name one paper; the first set that was read with certainty counts. */
const NAMING: readonly (readonly string[])[] = [
  ['idNumber'],
  ['authority', 'validFrom', 'validUntil'],
  ['entityName', 'agentIdNumber', 'numbers'],
  ['uscc'],
];

/**
 * Blind index of what a document says, for finding the same paper in other dossiers; null when no reading is certain
 * enough. Pictures of one layout look alike to any perceptual hash, so likeness counts only with equal content.
 */
export function contentKeyOf(deps: Pick<Deps, 'cipher'>, extraction: Extraction): string | null {
  for (const names of NAMING) {
    const readings = names.map((name) => extraction.fields[name]);
    const values = readings.map((reading) => (reading?.verdict === 'read' ? reading.value : null));
    if (values.includes(null)) continue;
    return deps.cipher.blindIndex('document-content', JSON.stringify([extraction.kind, names, values]));
  }
  return null;
}
