import { useTexts } from '../language/language.tsx';
import type { DocumentAnswer, Reading } from './documents.ts';
import { documentTexts } from './texts.ts';

/** Around the box, as shares of its height: a bare value is hard to place. */
const MARGIN = 0.4;
const MAX_HEIGHT = 56;

/** The place on the page where a value stands, cut out of the page's picture by the browser. */
export function Crop({
  document,
  reading,
  label,
  clean = false,
}: {
  readonly document: DocumentAnswer;
  readonly reading: Reading;
  readonly label: string;
  /** The copy mark below the page instead of across it: for who has claimed the case. */
  readonly clean?: boolean;
}) {
  const texts = useTexts(documentTexts);
  const page = document.pages.find(({ n }) => n === reading.page);
  const [x, y, width, height] = reading.box ?? [];
  if (page === undefined || x === undefined || y === undefined || width === undefined || height === undefined)
    return null;
  const margin = height * MARGIN;
  const [left, top] = [Math.max(0, x - margin), Math.max(0, y - margin)];
  const [w, h] = [Math.min(page.width - left, width + 2 * margin), Math.min(page.height - top, height + 2 * margin)];
  const scale = Math.min(1, MAX_HEIGHT / h);
  return (
    <span className="crop" style={{ aspectRatio: `${w} / ${h}`, width: w * scale }}>
      <img
        src={`/api/v1/documents/${document.id}/pages/${page.n}.webp${clean ? '?mark=strip' : ''}`}
        alt={texts.cropOf(label, texts.kinds[document.kind])}
        loading="lazy"
        style={{ width: `${(page.width / w) * 100}%`, left: `${(-left / w) * 100}%`, top: `${(-top / h) * 100}%` }}
      />
    </span>
  );
}
