import {
  EXPECTED_PAGES,
  PAGE_FIELDS,
  type DocumentKind,
  type FieldReading,
  type PageKind,
  type PageQuality,
  type SealReading,
} from '../../src/domain/ocr-fields.js';
import type { OcrEngines } from './engines.js';
import { compose, type Homography } from './image/geometry.js';
import type { ExtractOptions, OcrPage } from './pipeline.js';
import { classifyPage } from './stages/classify.js';
import { crossCheck } from './stages/cross-check.js';
import { draftFields } from './stages/draft-fields.js';
import { findSeals } from './stages/find-seals.js';
import { judgeQuality } from './stages/judge-quality.js';
import { normalisePage, type PageImage } from './stages/normalise.js';
import { orientPage, type Frame } from './stages/orient.js';
import { readLines } from './stages/read-lines.js';
import { readQr } from './stages/read-qr.js';
import { verifyFields } from './stages/verify-fields.js';

/** Everything found on one page. */
export interface PageReading {
  readonly kind: PageKind | null;
  readonly rotation: number;
  readonly fields: Readonly<Record<string, FieldReading>>;
  readonly seals: readonly SealReading[];
  readonly qr: readonly string[];
  readonly quality: PageQuality;
}

/** The stages, in order. Each is one file under `stages/`. */
export async function readPage(
  page: OcrPage,
  number: number,
  claimed: DocumentKind | null,
  engines: OcrEngines,
  options: ExtractOptions,
): Promise<PageReading> {
  const timed = async <T>(stage: string, work: () => T | Promise<T>): Promise<T> => {
    options.signal?.throwIfAborted();
    const start = performance.now();
    const result = await work();
    options.onStage?.(stage, performance.now() - start);
    return result;
  };
  const image = await timed('normalise', () => normalisePage(page.image));
  const frame = await timed('orient', () => orientPage(image.clean, engines));
  const lines = await timed('read', () => readLines(image, frame, engines, options.signal));
  const { kind, also } = classifyPage(lines);
  const kinds = kindsToExtract(kind, also, claimed);
  const drafts = draftFields(lines, kinds);
  const qr = await timed('qr', () => (mayHoldQr(kinds) ? readQr(image.raster, image.clean) : []));
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const context = { page: number, toGiven: toGiven(frame, image), qr, today };
  const fields = await timed('verify', async () =>
    crossCheck(await verifyFields(drafts, { image, frame, engines, signal: options.signal }, context), today),
  );
  const seals = await timed('seals', () => sealsOf(image, kinds, number));
  const quality = await timed('quality', () => judgeQuality(image.raster, frame, lines));
  return { kind, rotation: frame.turn, fields: withMissing(fields, kinds, number), seals, qr, quality };
}

const toGiven = (frame: Frame, image: PageImage): Homography =>
  compose([1 / image.scale, 0, 0, 0, 1 / image.scale, 0, 0, 0, 1], frame.toPage);

/** The kinds whose fields are looked for: what the page shows, both sides of a card on one page, else what was claimed. */
function kindsToExtract(kind: PageKind | null, also: readonly PageKind[], claimed: DocumentKind | null): PageKind[] {
  if (kind === null) {
    const expected = claimed === null ? undefined : EXPECTED_PAGES[claimed][0];
    return expected === undefined ? [] : [expected];
  }
  const sides: PageKind[] = ['id_front', 'id_back'];
  const otherSide = sides.includes(kind) ? also.filter((k) => sides.includes(k)) : [];
  return [kind, ...otherSide];
}

const mayHoldQr = (kinds: readonly PageKind[]): boolean => !kinds.some((k) => k === 'id_front' || k === 'id_back');

/** Cards bear no seal, only the emblem. */
async function sealsOf(image: PageImage, kinds: readonly PageKind[], page: number): Promise<SealReading[]> {
  if (kinds.some((k) => k === 'id_front' || k === 'id_back')) return [];
  const found = await findSeals(image.raster);
  const given = (n: number): number => Math.round(n / image.scale);
  return found.map((s) => ({
    box: [given(s.cx - s.radius), given(s.cy - s.radius), given(2 * s.radius), given(2 * s.radius)] as const,
    page,
    confidence: Math.round(s.coverage * 1000) / 1000,
  }));
}

/** Every field that a page of this kind should have is there, `missing` when it was not found. */
function withMissing(
  fields: ReadonlyMap<string, FieldReading>,
  kinds: readonly PageKind[],
  page: number,
): Record<string, FieldReading> {
  const names = new Set<string>(kinds.flatMap((k) => [...PAGE_FIELDS[k]]));
  const missing: FieldReading = { value: null, confidence: 0, verdict: 'missing', box: null, page };
  return Object.fromEntries([...names].map((name) => [name, fields.get(name) ?? missing]));
}
