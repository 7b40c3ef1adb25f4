import type { Extraction, FieldReading } from '../../src/domain/ocr-fields.js';
import type { PageReading } from './read-page.js';

const RANK = { read: 2, unsure: 1, missing: 0 } as const;

/** One result for the whole document: of a field found on several pages the best verdict counts, then the earlier page. */
export function mergePages(pages: readonly PageReading[]): Omit<Extraction, 'ms'> {
  const fields: Record<string, FieldReading> = {};
  for (const page of pages) {
    for (const [name, reading] of Object.entries(page.fields)) {
      const known = fields[name];
      if (known === undefined || RANK[reading.verdict] > RANK[known.verdict]) fields[name] = reading;
    }
  }
  return {
    kind: pages.find((p) => p.kind !== null)?.kind ?? null,
    pageKinds: pages.map((p) => p.kind),
    pages: pages.length,
    rotation: pages[0]?.rotation ?? 0,
    fields,
    seals: pages.flatMap((p) => p.seals),
    qr: [...new Set(pages.flatMap((p) => p.qr))],
    quality: pages[0]?.quality ?? { sharpness: 0, glare: 0, coverage: 0 },
  };
}
