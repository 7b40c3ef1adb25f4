import { PAGE_FIELDS, type DocumentKind } from '../../domain/ocr-fields.js';
import type { ReasonCode } from '../../domain/reason-codes.js';
import type { DocumentAnswer } from '../documents/documents.ts';
import type { Review } from './reviews.ts';

export type StopVerdict = 'read' | 'unsure' | 'missing' | 'corrected' | 'seal';

/** One place where a reviewer's eye stops: a field or a seal of a document. */
export interface Stop {
  readonly key: string;
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly page: number;
  /** Pixels of the stored page; null when the reader found no place. */
  readonly box: readonly number[] | null;
  /** Name of the field without the number of its paper; `seal` for a seal. */
  readonly field: string;
  /** As the API names it. */
  readonly rawField: string;
  readonly value: string | null;
  readonly verdict: StopVerdict;
  /** Must have been on screen before the dossier can be approved. */
  readonly must: boolean;
}

const ORDER: readonly string[] = [...new Set(Object.values(PAGE_FIELDS).flat())];

export function stopKey(documentId: string, field: string): string {
  return `${documentId}:${field}`;
}

/** Every field and seal of the dossier: document by document, fields as they stand on the paper's form, then seals. */
export function stopsOf(documents: readonly DocumentAnswer[], corrections: Review['corrections']): Stop[] {
  return documents.flatMap((document) => [
    ...fieldStops(document, corrections),
    ...document.seals.map(({ box, page }, index) => ({
      key: stopKey(document.id, `seal-${index + 1}`),
      documentId: document.id,
      kind: document.kind,
      page,
      box,
      field: 'seal',
      rawField: `seal-${index + 1}`,
      value: null,
      verdict: 'seal' as const,
      must: true,
    })),
  ]);
}

function fieldStops(document: DocumentAnswer, corrections: Review['corrections']): Stop[] {
  const place = (name: string) => ORDER.indexOf(baseName(name));
  return Object.entries(document.fields ?? {})
    .sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b))
    .map(([name, reading]) => {
      const correction = corrections.findLast(({ documentId, field }) => documentId === document.id && field === name);
      const verdict = correction === undefined ? reading.verdict : 'corrected';
      return {
        key: stopKey(document.id, name),
        documentId: document.id,
        kind: document.kind,
        page: reading.page,
        box: reading.box,
        field: baseName(name),
        rawField: name,
        value: correction?.value ?? reading.value,
        verdict,
        must: verdict === 'unsure',
      };
    });
}

/** A file with several papers calls the second one's field `name@2`. */
export function baseName(field: string): string {
  return field.replace(/@.*/u, '');
}

/** The stop after (`by` 1) or before (−1) this one; stays at the ends. */
export function stepFrom(stops: readonly Stop[], key: string | null, by: 1 | -1): Stop | undefined {
  const at = stops.findIndex((stop) => stop.key === key);
  return stops[Math.min(stops.length - 1, Math.max(0, at + by))];
}

/** First stop of the next or previous document. */
export function nextDocument(stops: readonly Stop[], key: string | null, by: 1 | -1): Stop | undefined {
  const ids = [...new Set(stops.map(({ documentId }) => documentId))];
  const here = stops.find((stop) => stop.key === key)?.documentId;
  const at = Math.min(ids.length - 1, Math.max(0, ids.indexOf(here ?? '') + by));
  return stops.find(({ documentId }) => documentId === ids[at]);
}

/** What still has to be looked at, from here on and around. */
export function unseen(stops: readonly Stop[], seen: ReadonlySet<string>, key: string | null): Stop[] {
  const at = Math.max(
    0,
    stops.findIndex((stop) => stop.key === key),
  );
  return [...stops.slice(at), ...stops.slice(0, at)].filter((stop) => stop.must && !seen.has(stop.key));
}

/** What one would most likely ask about a place that is not in order; null for one that was read. */
export function suggestedReason({ verdict }: Stop): ReasonCode | null {
  const reasons: Readonly<Partial<Record<StopVerdict, ReasonCode>>> = {
    seal: 'SEAL_UNCLEAR',
    unsure: 'BLURRED',
    missing: 'INCOMPLETE_IMAGE',
  };
  return reasons[verdict] ?? null;
}

const MOST_SHOWN = 500;

/** Fields that were on screen, as the decision tells them. */
export function shownOf(stops: readonly Stop[], seen: ReadonlySet<string>): { document: string; field: string }[] {
  return stops
    .filter(({ key, verdict }) => verdict !== 'seal' && seen.has(key))
    .slice(0, MOST_SHOWN)
    .map(({ documentId, rawField }) => ({ document: documentId, field: rawField }));
}
