import type { ExtractedPart, Extraction, FieldReading, SealReading } from '../../src/domain/ocr-fields.js';
import type { PageReading, PaperReading } from './read-page.js';

const RANK = { read: 2, unsure: 1, missing: 0 } as const;

/**
 * One result for the whole file. Pages of one paper (both sides of a card) are merged: of a field found twice the best
 * verdict counts, then the earlier page. Papers that would lose fields by that are kept apart (see *parts*).
 */
export function mergePages(pages: readonly PageReading[], isBundle: boolean): Omit<Extraction, 'ms'> {
  const papers = pages.flatMap((p) => p.papers);
  const known = papers.filter((p) => p.kind !== null);
  const apart = isBundle || (known.length > 1 && collide(known));
  const card = papers.find((p) => p.card !== undefined && p.card !== 'resident_id')?.card ?? known[0]?.card;
  return {
    kind: known[0]?.kind ?? null,
    pageKinds: pages.map((p) => p.papers.find((paper) => paper.kind !== null)?.kind ?? null),
    ...(card === undefined ? {} : { card }),
    ...(apart ? { parts: known.flatMap(partOf) } : {}),
    pages: pages.length,
    rotation: pages[0]?.rotation ?? 0,
    fields: apart ? keptApart(known) : merged(papers),
    seals: apart ? pages.flatMap((p) => p.seals.map((seal) => ownedBy(seal, known))) : pages.flatMap((p) => p.seals),
    qr: [...new Set(pages.flatMap((p) => p.qr))],
    quality: pages[0]?.quality ?? { sharpness: 0, glare: 0, coverage: 0 },
  };
}

/** Two papers of one kind: two licences, the same side of two cards. */
const collide = (papers: readonly PaperReading[]): boolean => new Set(papers.map((p) => p.kind)).size < papers.length;

function partOf({ kind, card, page, box }: PaperReading): ExtractedPart[] {
  return kind === null ? [] : [{ kind, ...(card === undefined ? {} : { card }), page, box }];
}

function merged(papers: readonly PaperReading[]): Record<string, FieldReading> {
  const fields: Record<string, FieldReading> = {};
  for (const paper of papers) {
    for (const [name, reading] of Object.entries(paper.fields)) {
      const known = fields[name];
      if (known === undefined || RANK[reading.verdict] > RANK[known.verdict]) fields[name] = reading;
    }
  }
  return fields;
}

function keptApart(papers: readonly PaperReading[]): Record<string, FieldReading> {
  const fields: Record<string, FieldReading> = {};
  papers.forEach((paper, index) => {
    const part = index + 1;
    for (const [name, reading] of Object.entries(paper.fields)) {
      fields[name in fields ? `${name}@${part}` : name] = { ...reading, part };
    }
  });
  return fields;
}

/** A seal belongs to the paper of its page that it stands on, else to the page's first. */
function ownedBy(seal: SealReading, papers: readonly PaperReading[]): SealReading {
  const x = seal.box[0] + seal.box[2] / 2;
  const y = seal.box[1] + seal.box[3] / 2;
  const onPage = papers.map((paper, index) => ({ paper, part: index + 1 })).filter((p) => p.paper.page === seal.page);
  const under = onPage.find(
    ({ paper: { box } }) => x >= box[0] && y >= box[1] && x <= box[0] + box[2] && y <= box[1] + box[3],
  );
  const part = (under ?? onPage[0])?.part;
  return part === undefined ? seal : { ...seal, part };
}
