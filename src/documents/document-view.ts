import type { z } from 'zod';
import { maskIdNumbers } from '../applications/check-view.js';
import { maskIdNumber } from '../domain/citizen-id.js';
import type { Extraction, FieldReading } from '../domain/ocr-fields.js';
import type { Language } from '../http/problem.js';
import { ADVICE } from './advice/advice.js';
import type { DocumentRow } from './document-model.js';
import type { documentView, uploadReply } from './document-schemas.js';
import { FAILURES } from './failures.js';

/** Fields that hold an ID number and nothing else. */
export const ID_FIELDS: readonly string[] = ['idNumber', 'agentIdNumber'];

export function viewUpload(row: DocumentRow, language: Language): z.input<typeof uploadReply> {
  const { kind, status, sha256 } = row;
  return { id: row._id.toHexString(), kind, status, sha256, advice: viewAdvice(row, language) };
}

function viewAdvice({ advice = [] }: DocumentRow, language: Language): z.input<typeof documentView>['advice'] {
  return advice.map(({ code, page, box }) => ({
    code,
    page,
    ...(box === null ? {} : { box: [...box] }),
    message: ADVICE[code][language],
  }));
}

/**
 * A document with what was read from it. ID numbers are whole for those who may see them in full, masked for all others
 * (contract: *HTTP*); a stray ID number inside another field is masked too.
 */
export function viewDocument(
  row: DocumentRow,
  extraction: Extraction | null,
  viewer: { readonly full: boolean; readonly language: Language },
): z.input<typeof documentView> {
  const fields = extraction === null ? null : Object.entries(extraction.fields);
  return {
    id: row._id.toHexString(),
    applicationId: row.applicationId,
    kind: row.kind,
    status: row.status,
    sha256: row.sha256,
    type: row.original.type,
    size: row.original.size,
    pages: row.pages.map(({ width, height }, index) => ({ n: index + 1, width, height })),
    current: row.supersededAt === null,
    uploadedAt: row.uploadedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    failure:
      row.failure === null ? null : { code: row.failure.code, message: FAILURES[row.failure.code][viewer.language] },
    kindSeen: extraction?.kind ?? null,
    fields:
      fields === null
        ? null
        : Object.fromEntries(fields.map(([name, reading]) => [name, viewReading(name, reading, viewer.full)])),
    seals: (extraction?.seals ?? []).map((seal) => ({ ...seal, box: [...seal.box] })),
    qr: [...(extraction?.qr ?? [])],
    advice: viewAdvice(row, viewer.language),
    quality: extraction?.quality ?? null,
  };
}

function viewReading(name: string, reading: FieldReading, full: boolean) {
  const mask = full
    ? (text: string) => text
    : ID_FIELDS.includes(name.replace(/@.*/u, ''))
      ? maskIdNumber
      : maskIdNumbers;
  const { value, confidence, verdict, box, page, candidates } = reading;
  return {
    value: value === null ? null : mask(value),
    confidence,
    verdict,
    box: box === null ? null : [...box],
    page,
    ...(candidates === undefined ? {} : { candidates: candidates.map(mask) }),
  };
}
