import type { Random } from './random.js';
import { escapeXml, type SealKind, type SheetDrawing } from './sheet.js';

export interface SealOrder {
  readonly kind: SealKind;
  /** The ring's text: the entity's or the authority's name. */
  readonly text: string;
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
}

const BELOW: Readonly<Record<SealKind, readonly string[]>> = {
  company: [''],
  finance: ['财务专用章'],
  contract: ['合同专用章', '合同专用章(1)'],
  department: ['人事行政部', '业务部', '客户服务部'],
  invoice: ['发票专用章'],
  authority: [''],
};

/** Stamps a seal over whatever was drawn: worn by random bare spots, sometimes half missing. */
export function stampSeal(page: SheetDrawing, random: Random, order: SealOrder, fonts: readonly string[]): void {
  const { kind, text, cx, cy, radius } = order;
  const id = `seal${page.seals.length}`;
  const wear = random.chance(0.35) ? random.between(0.1, 0.5) : random.between(0, 0.08);
  const partial = random.chance(0.08);
  const colour = `rgb(${random.int(188, 232)},${random.int(18, 62)},${random.int(24, 70)})`;
  const font = random.pick(fonts);
  const turn = random.between(-28, 28);
  page.add(
    `<mask id="${id}" maskUnits="userSpaceOnUse" x="${-radius * 1.2}" y="${-radius * 1.2}" width="${radius * 2.4}" height="${radius * 2.4}">` +
      `<rect x="${-radius * 1.2}" y="${-radius * 1.2}" width="${radius * 2.4}" height="${radius * 2.4}" fill="white"/>` +
      `${bareSpots(random, radius, wear)}${partial ? missingPart(random, radius) : ''}</mask>` +
      `<g transform="translate(${cx.toFixed(1)} ${cy.toFixed(1)}) rotate(${turn.toFixed(1)})" mask="url(#${id})" ` +
      `opacity="${random.between(0.62, 0.92).toFixed(2)}" fill="${colour}" stroke="none" style="mix-blend-mode:multiply">` +
      `${kind === 'invoice' ? oval(text, radius, colour, font) : round(random, { ...order, colour, font })}</g>`,
  );
  page.seals.push({ kind, text, cx, cy, radius, complete: !partial && wear < 0.4 });
}

function round(random: Random, seal: SealOrder & { readonly colour: string; readonly font: string }): string {
  const { kind, text, radius: r, colour, font } = seal;
  const letters = Array.from(text);
  const size = Math.min(r * 0.3, (r * 4.1) / Math.max(letters.length, 9));
  const span = Math.min(270, 24 * letters.length + 30);
  const below = random.pick(BELOW[kind]);
  const number = kind === 'company' && random.chance(0.5) ? random.digits(13) : '';
  const inner = random.chance(0.25)
    ? `<circle r="${r * 0.93}" fill="none" stroke="${colour}" stroke-width="${r * 0.012}"/>`
    : '';
  return (
    `<circle r="${r * 0.97}" fill="none" stroke="${colour}" stroke-width="${r * random.between(0.035, 0.065)}"/>${inner}` +
    `<polygon points="${star(r * random.between(0.24, 0.34))}"/>` +
    ring(letters, { radius: r * 0.74, size, from: -span / 2, to: span / 2, font, weight: 700 }) +
    ring(Array.from(number), { radius: r * 0.8, size: r * 0.11, from: 218, to: 142, font, weight: 400, inward: true }) +
    (below === ''
      ? ''
      : `<text y="${r * 0.6}" font-family="${font}" font-weight="700" font-size="${r * 0.19}" text-anchor="middle">${below}</text>`)
  );
}

const oval = (text: string, r: number, colour: string, font: string): string =>
  `<ellipse rx="${r * 0.97}" ry="${r * 0.7}" fill="none" stroke="${colour}" stroke-width="${r * 0.05}"/>` +
  `<text y="${-r * 0.25}" font-family="${font}" font-size="${Math.min(r * 0.18, (r * 1.5) / text.length)}" text-anchor="middle">${escapeXml(text)}</text>` +
  `<text y="${r * 0.45}" font-family="${font}" font-weight="700" font-size="${r * 0.2}" text-anchor="middle">发票专用章</text>`;

interface Ring {
  readonly radius: number;
  readonly size: number;
  /** Degrees clockwise from the top. */
  readonly from: number;
  readonly to: number;
  readonly font: string;
  readonly weight: number;
  /** Feet outwards, as the number at the bottom is set. */
  readonly inward?: boolean;
}

function ring(letters: readonly string[], { radius, size, from, to, font, weight, inward = false }: Ring): string {
  return letters
    .map((letter, i) => {
      const angle = from + ((to - from) * (i + 0.5)) / letters.length;
      const foot = inward ? `translate(0 ${-radius}) rotate(180)` : `translate(0 ${-radius})`;
      return `<text transform="rotate(${angle.toFixed(1)}) ${foot}" y="${size * 0.36}" font-family="${font}" font-size="${size.toFixed(1)}" font-weight="${weight}" text-anchor="middle">${escapeXml(letter)}</text>`;
    })
    .join('');
}

function star(r: number): string {
  return Array.from({ length: 10 }, (_, k) => {
    const length = k % 2 === 0 ? r : r * 0.382;
    const angle = -Math.PI / 2 + (k * Math.PI) / 5;
    return `${(length * Math.cos(angle)).toFixed(1)},${(length * Math.sin(angle)).toFixed(1)}`;
  }).join(' ');
}

/** `share` of the ink is gone, in spots. */
function bareSpots(random: Random, r: number, share: number): string {
  return Array.from({ length: Math.round(260 * share) }, () => {
    const size = r * random.between(0.012, 0.07);
    return `<ellipse cx="${random.between(-r, r).toFixed(1)}" cy="${random.between(-r, r).toFixed(1)}" rx="${size.toFixed(1)}" ry="${(size * random.between(0.4, 1)).toFixed(1)}" fill="black" opacity="${random.between(0.4, 1).toFixed(2)}"/>`;
  }).join('');
}

const missingPart = (random: Random, r: number): string =>
  `<rect x="${-r * 1.2}" y="${r * random.between(-0.2, 0.4)}" width="${r * 2.4}" height="${r * 2}" fill="black" transform="rotate(${random.int(0, 359)})"/>`;
