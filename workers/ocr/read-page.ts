import {
  EXPECTED_PAGES,
  PAGE_FIELDS,
  type Box,
  type CardType,
  type DocumentKind,
  type FieldReading,
  type PageKind,
  type PageQuality,
  type SealReading,
} from '../../src/domain/ocr-fields.js';
import type { OcrEngines } from './engines.js';
import { boundsOf, compose, mapPoint, mapQuad, type Homography } from './image/geometry.js';
import type { ExtractOptions, OcrPage } from './pipeline.js';
import { cardTypeOf, classifyPage } from './stages/classify.js';
import { crossCheck } from './stages/cross-check.js';
import { draftFields } from './stages/draft-fields.js';
import { findSeals, type Seal } from './stages/find-seals.js';
import { judgeQuality } from './stages/judge-quality.js';
import type { JudgeContext } from './stages/judge.js';
import { withWholeEnds } from './stages/line-ends.js';
import type { LookContext } from './stages/look-again.js';
import { normalisePage, type PageImage } from './stages/normalise.js';
import { NOTHING_LEFT_OUT } from './stages/optional.js';
import { orientPage, type Frame } from './stages/orient.js';
import { readLines, type TextLine } from './stages/read-lines.js';
import { readQr } from './stages/read-qr.js';
import { readSeal, type SealText } from './stages/read-seals.js';
import { letSealVouch } from './stages/seal-vouches.js';
import { splitPage, type Paper } from './stages/split-page.js';
import { verifyFields } from './stages/verify-fields.js';

/** What was read of one paper on a page. */
export interface PaperReading {
  readonly kind: PageKind | null;
  readonly card?: CardType;
  readonly page: number;
  readonly box: Box;
  readonly fields: Readonly<Record<string, FieldReading>>;
}

/** Everything found on one page. */
export interface PageReading {
  readonly papers: readonly PaperReading[];
  readonly rotation: number;
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
  const { without = NOTHING_LEFT_OUT } = options;
  const image = await timed('normalise', () => normalisePage(page.image, without));
  const frame = await timed('orient', () => orientPage(image, engines, without));
  const found = await timed('read', () => readLines(image, frame, engines, { signal: options.signal, without }));
  const lines = without.has('lineEnds')
    ? found
    : await timed('line-ends', () => withWholeEnds(found, image, frame, engines));
  const papers = await timed('classify', () =>
    isWhole(claimed) ? [{ ...classifyPage(lines), lines }] : splitPage(lines),
  );
  const kinds = papers.flatMap(({ kind, also }) => kindsToExtract(kind, also, claimed));
  const qr = await timed('qr', () => (mayHoldQr(kinds) ? readQr(image.raster, image.clean, without) : []));
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const context = { page: number, toGiven: toGiven(frame, image), qr, today };
  const look = { image, frame, engines, signal: options.signal, without };
  const readings = await timed('verify', () => readPapers(papers, claimed, look, context));
  const rings = await timed('seals', () => sealsOf(image, frame, kinds, engines));
  const texts = rings.map((f) => f.text);
  const vouched = readings.map(({ fields }) =>
    without.has('sealVouches') ? { fields, seals: texts } : letSealVouch(fields, texts),
  );
  const seals = rings.map((f, i) =>
    sealReading(f.seal, vouched.map((v) => v.seals[i]).find(isNamed) ?? f.text, image, number),
  );
  const quality = await timed('quality', () => judgeQuality(image.raster, frame, lines));
  const confirmed = readings.map((reading, i) => ({ ...reading, fields: vouched[i]?.fields ?? reading.fields }));
  return { papers: confirmed, rotation: frame.turn, seals, qr, quality };
}

/** A document claimed to be one paper is not cut: a card's copy has both its sides on one page. */
const isWhole = (claimed: DocumentKind | null): boolean => claimed !== null && claimed !== 'bundle';

async function readPapers(
  papers: readonly Paper[],
  claimed: DocumentKind | null,
  look: LookContext,
  context: JudgeContext,
): Promise<PaperReading[]> {
  const readings: PaperReading[] = [];
  for (const { kind, also, lines } of papers) {
    const card = kind === 'id_front' || kind === 'id_back' ? cardTypeOf(lines) : undefined;
    const kinds = kindsToExtract(kind, card === 'foreign_permanent_resident' ? ['id_front', 'id_back'] : also, claimed);
    const verified = await verifyFields(draftFields(lines, kinds), look, context);
    const fields = look.without.has('crossCheck') ? verified : crossCheck(verified, context.today);
    readings.push({
      kind,
      ...(card === undefined ? {} : { card }),
      page: context.page,
      box: boxOf(lines, context.toGiven),
      fields: withMissing(fields, kinds, context.page),
    });
  }
  return readings;
}

/** Where a paper's print stands on the page as given. */
function boxOf(lines: readonly TextLine[], toGiven: Homography): Box {
  if (lines.length === 0) return [0, 0, 0, 0];
  const { x, y, width, height } = boundsOf(lines.flatMap((l) => [...mapQuad(toGiven, l.quad)]));
  return [Math.max(0, Math.round(x)), Math.max(0, Math.round(y)), Math.round(width), Math.round(height)];
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
  const otherSide = sides.includes(kind) ? also.filter((k) => sides.includes(k) && k !== kind) : [];
  return [kind, ...otherSide];
}

const mayHoldQr = (kinds: readonly PageKind[]): boolean =>
  kinds.length === 0 || !kinds.every((k) => k === 'id_front' || k === 'id_back');

interface FoundSeal {
  readonly seal: Seal;
  readonly text: SealText;
}

/** Cards bear no seal, only the emblem; a page that holds other papers too is searched. */
async function sealsOf(
  image: PageImage,
  frame: Frame,
  kinds: readonly PageKind[],
  engines: OcrEngines,
): Promise<FoundSeal[]> {
  if (kinds.length > 0 && kinds.every((k) => k === 'id_front' || k === 'id_back')) return [];
  const found: FoundSeal[] = [];
  for (const seal of await findSeals(image.raster)) {
    found.push({ seal, text: await readSeal(image.raster, seal, downOf(frame), engines) });
  }
  return found;
}

/** The direction on the raster in which the upright page goes down, radians. */
function downOf(frame: Frame): number {
  const middle = { x: frame.width / 2, y: frame.height / 2 };
  const from = mapPoint(frame.toPage, middle);
  const to = mapPoint(frame.toPage, { ...middle, y: middle.y + 1 });
  return Math.atan2(to.y - from.y, to.x - from.x);
}

const isNamed = (text: SealText | undefined): text is SealText => text?.verdict === 'read';

function sealReading(seal: Seal, { text, verdict, type }: SealText, image: PageImage, page: number): SealReading {
  const given = (n: number): number => Math.round(n / image.scale);
  const confidence = Math.round(seal.coverage * 1000) / 1000;
  return {
    box: [given(seal.cx - seal.radius), given(seal.cy - seal.radius), given(2 * seal.radius), given(2 * seal.radius)],
    page,
    confidence,
    type,
    text,
    verdict,
    complete: Math.round(seal.coverage * 100) / 100,
  };
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
