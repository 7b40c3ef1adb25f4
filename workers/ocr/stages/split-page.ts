import type { PageKind } from '../../../src/domain/ocr-fields.js';
import { classifyPage } from './classify.js';
import type { TextLine } from './read-lines.js';

/** One paper on a page: its lines and what they say it is. */
export interface Paper {
  readonly kind: PageKind | null;
  /** Other kinds the same lines show. */
  readonly also: readonly PageKind[];
  readonly lines: readonly TextLine[];
}

/** Words without which a part of a page is no whole paper: half a card must not be taken for a card. */
const WHOLE: Partial<Record<PageKind, RegExp>> = {
  id_front: /^(?=[^]*公民身份号码)(?=[^]*(姓名|住址|出生))|^(?=[^]*外国人永久居留)(?=[^]*证件号码)/,
  id_back: /^(?=[^]*签发机关)(?=[^]*有效期限)/,
  business_licence: /^(?=[^]*营业执照)(?=[^]*(经营范围|业务范围|经营者|法定代表人|负责人))/,
  entity_certificate: /证书|许可证/,
  authorisation_letter: /授权|委托/,
  acceptance_form: /受理|申请|登记/,
  commitment_letter: /承诺|保证|责任/,
  mainland_travel_permit: /通行证/,
  passport: /护照|PASSPORT/i,
};
/** Letters speak of cards in the cards' own words (居民身份证, 有效期限). */
const NO_CARD = /授权|委托|受托|承诺|经办|业务/;
const CARDS: ReadonlySet<PageKind> = new Set<PageKind>(['id_front', 'id_back', 'mainland_travel_permit', 'passport']);
/** Blank space between two papers on a page, in heights of a line. */
const MIN_GAP = 1;
/** So many of the widest gaps of each direction are tried. */
const TRIES = 8;

/** Cut a page along blank strips into whole papers; only where at least one of the two parts is a card. */
export function splitPage(lines: readonly TextLine[]): Paper[] {
  for (const [first, second] of cuts(lines)) {
    const kinds = [wholeKind(first), wholeKind(second)];
    if (kinds.includes(null) || !kinds.some((kind) => kind !== null && CARDS.has(kind))) continue;
    return [...splitPage(first), ...splitPage(second)];
  }
  return [{ ...classifyPage(lines), lines }];
}

function wholeKind(lines: readonly TextLine[]): PageKind | null {
  const { kind } = classifyPage(lines);
  const text = lines.map((l) => l.text).join('\n');
  if (kind === null || !(WHOLE[kind]?.test(text) ?? false)) return null;
  return CARDS.has(kind) && NO_CARD.test(text) ? null : kind;
}

/** The page cut in two along each blank strip, the widest strips first. */
function cuts(lines: readonly TextLine[]): [TextLine[], TextLine[]][] {
  const heights = lines.map((l) => l.height).sort((a, b) => a - b);
  const height = heights[Math.floor(heights.length / 2)] ?? 0;
  const along = (start: (l: TextLine) => number, size: (l: TextLine) => number) => {
    const sorted = [...lines].sort((a, b) => start(a) - start(b));
    const found: { gap: number; cut: [TextLine[], TextLine[]] }[] = [];
    let end = -Infinity;
    sorted.forEach((line, i) => {
      const gap = start(line) - end;
      if (i > 0 && gap > MIN_GAP * height) found.push({ gap, cut: [sorted.slice(0, i), sorted.slice(i)] });
      end = Math.max(end, start(line) + size(line));
    });
    return found.sort((a, b) => b.gap - a.gap).slice(0, TRIES);
  };
  const rows = along(
    (l) => l.rect.y,
    (l) => l.rect.height,
  );
  const columns = along(
    (l) => l.rect.x,
    (l) => l.rect.width,
  );
  return [...rows, ...columns].sort((a, b) => b.gap - a.gap).map(({ cut }) => cut);
}
