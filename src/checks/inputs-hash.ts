import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Dossier } from './dossier.js';

/**
 * HMAC-SHA-256 (hex) over the RFC 8785 form of everything `evaluate` looks at: the same dossier has the same hash, and
 * any change of a declared value, reading, fact, policy or day another. Keyed, because an ID number has so little
 * entropy that a plain hash could be turned back by trial. `ms`, how long reading took, is no input.
 *
 * @param key at least 32 bytes, derived for this purpose alone
 * @throws RangeError when the key is shorter
 */
export function hashInputs(dossier: Dossier, key: Uint8Array): string {
  if (key.byteLength < 32) throw new RangeError('The key of the inputs hash must have at least 32 bytes.');
  const documents = dossier.documents.map((document) => ({
    ...document,
    extraction: document.extraction === null ? null : { ...document.extraction, ms: 0 },
  }));
  const canonical = canonicalize({ ...dossier, documents }) ?? '';
  return createHmac('sha256', key).update(canonical, 'utf8').digest('hex');
}
