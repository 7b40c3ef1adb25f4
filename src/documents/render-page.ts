import sharp from 'sharp';
import { outlineOf } from './chinese-font.js';

const MAX_VIEW_SIDE = 2_000;
const OPERATOR = '400号码登记平台';
const PURPOSE = '仅供400号码核验';

/** What the mark on a copy says beside operator and purpose (domain.md §1: copies of ID documents carry a mark). */
export interface CopyMark {
  /** `YYYY-MM-DD` in the business zone. */
  readonly date: string;
  /** Id of the user or key that looks: a leaked copy tells whose it was. */
  readonly viewer: string;
}

/**
 * A page for looking at: at most 2000 pixels, with the mark slanted across all of it, dark with a light edge so that it
 * shows on any ground and still leaves small print readable.
 * @param image a stored page (our own JPEG)
 */
export async function renderPage(image: Buffer, mark: CopyMark): Promise<Buffer> {
  return marked(image, (width, height) => ({ svg: markSvg(width, height, mark), below: 0 }));
}

/**
 * The same for somebody at work on it: the page is left clean and the mark stands in a strip below it, so the picture is
 * higher than the page by that strip and as wide.
 */
export async function renderPageForReview(image: Buffer, mark: CopyMark): Promise<Buffer> {
  return marked(image, (width, height) => {
    const below = Math.max(22, Math.round(width / 36));
    return { svg: stripSvg(width, height, { ...mark, below }), below };
  });
}

/** @param draw the mark on a page of this size in pixels, and by how many pixels the picture grows below it */
async function marked(
  image: Buffer,
  draw: (width: number, height: number) => { readonly svg: string; readonly below: number },
): Promise<Buffer> {
  const { data, info } = await sharp(image)
    .resize({ width: MAX_VIEW_SIDE, height: MAX_VIEW_SIDE, fit: 'inside', withoutEnlargement: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const { svg, below } = draw(width, height);
  return sharp(data, { raw: { width, height, channels } })
    .extend({ bottom: below, background: '#ffffff' })
    .composite([{ input: Buffer.from(svg) }])
    .webp({ quality: 82, effort: 1 })
    .toBuffer();
}

/** Rows of the mark, every second one shifted by half, turned by 24° about the middle. */
function markSvg(width: number, height: number, { date, viewer }: CopyMark): string {
  const line = outlineOf(`${OPERATOR}　${PURPOSE}　${date}　${viewer}`);
  const size = Math.max(10, Math.min(width, height) / 38);
  const stepX = (line.width + 3) * size;
  const stepY = 6.5 * size;
  const reach = Math.hypot(width, height) / 2;
  const places: string[] = [];
  for (let row = -Math.ceil(reach / stepY); row <= reach / stepY; row += 1) {
    const shift = row % 2 === 0 ? 0 : stepX / 2;
    for (let x = -reach - stepX + shift; x < reach; x += stepX) {
      places.push(`<use href="#m" transform="translate(${round(x)} ${round(row * stepY)}) scale(${round(size)})"/>`);
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<defs><path id="m" d="${line.path}"/></defs>
<g transform="translate(${width / 2} ${height / 2}) rotate(-24)" fill="#16306e" fill-opacity="0.34" stroke="#fff" stroke-opacity="0.4" stroke-width="0.035" paint-order="stroke">${places.join('')}</g></svg>`;
}

function stripSvg(
  width: number,
  height: number,
  { date, viewer, below }: CopyMark & { readonly below: number },
): string {
  const line = outlineOf(`${OPERATOR}　${PURPOSE}　${date}　${viewer}`);
  const size = Math.min(below * 0.55, (width * 0.96) / line.width);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + below}">
<path d="${line.path}" fill="#16306e" transform="translate(${round((width - line.width * size) / 2)} ${round(height + below * 0.7)}) scale(${round(size)})"/></svg>`;
}

function round(value: number): string {
  return value.toFixed(2);
}
