import type { PageKind } from '../../domain/ocr-fields.js';

/** `[x, y, width, height]` in pixels of the sheet. */
export type SheetBox = readonly [number, number, number, number];

/** Whose seal it is: only `company` is the company's own 公章. */
export type SealKind = 'company' | 'finance' | 'contract' | 'department' | 'invoice' | 'authority';

export interface SheetSeal {
  readonly kind: SealKind;
  /** Text on the ring. */
  readonly text: string;
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
  /** False: worn away or cut by the sheet's edge so far that the ring is not whole. */
  readonly complete: boolean;
}

/** A flat page before any camera: a drawing and everything that is true about it. */
export interface Sheet {
  readonly kinds: readonly PageKind[];
  /** For grouping failures by cause, such as `licence/branch/portrait`. */
  readonly variant: string;
  readonly width: number;
  readonly height: number;
  /** Inner SVG. */
  readonly body: string;
  /** Radius of the corners: cards are rounded. */
  readonly corner: number;
  readonly fields: Readonly<Record<string, string>>;
  /** Where each value is printed; several lines make one box. */
  readonly boxes: Readonly<Record<string, SheetBox>>;
  readonly seals: readonly SheetSeal[];
  readonly qr: string | null;
}

export interface TextStyle {
  readonly size: number;
  readonly font: string;
  readonly fill?: string;
  readonly weight?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Extra space between letters, pixels. */
  readonly spacing?: number;
  readonly opacity?: number;
}

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Width in ems, near enough to break lines: an ideograph is one, a digit or letter about 0.56. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, c) => sum + (c.charCodeAt(0) < 0x2e80 && c !== '·' && c !== '—' ? 0.56 : 1), 0);
}

/** Lines of at most `ems`; runs of digits and letters stay whole and no line begins with a closing mark. */
export function wrapText(text: string, ems: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/[A-Za-z0-9.\-]+|./gsu) ?? []) {
    const closes = /^[，。；：、）”》]$/u.test(word);
    if (line !== '' && !closes && widthOf(line + word) > ems) {
      lines.push(line);
      line = '';
    }
    line += word;
  }
  return line === '' ? lines : [...lines, line];
}

/** Collects the drawing of one sheet and where each value stands. */
export class SheetDrawing {
  readonly #parts: string[] = [];
  readonly fields: Record<string, string> = {};
  readonly boxes: Record<string, SheetBox> = {};
  readonly seals: SheetSeal[] = [];
  qr: string | null = null;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {}

  add(svg: string): void {
    this.#parts.push(svg);
  }

  /** Text whose upper edge is `y`. */
  text(x: number, y: number, text: string, style: TextStyle): void {
    const { size, font, fill = '#151515', weight = 400, anchor = 'start', spacing = 0, opacity = 1 } = style;
    this.add(
      `<text x="${x.toFixed(1)}" y="${(y + size * 0.86).toFixed(1)}" font-family="${font}" font-size="${size.toFixed(1)}" ` +
        `fill="${fill}" font-weight="${weight}" text-anchor="${anchor}" letter-spacing="${spacing}" opacity="${opacity}" ` +
        `xml:space="preserve">${escapeXml(text)}</text>`,
    );
  }

  /** Lines one under the other; returns the y below the last. */
  lines(x: number, y: number, lines: readonly string[], style: TextStyle, lineHeight = 1.45): number {
    lines.forEach((line, i) => this.text(x, y + i * style.size * lineHeight, line, style));
    return y + lines.length * style.size * lineHeight;
  }

  /** A field's value, wrapped to `ems`; `truth` when what counts differs from what is printed (a date). */
  value(
    field: string | null,
    at: { readonly x: number; readonly y: number; readonly ems?: number },
    printed: string,
    style: TextStyle,
    truth = printed,
  ): number {
    const lines = wrapText(printed, at.ems ?? 1000);
    const below = this.lines(at.x, at.y, lines, style);
    if (field !== null) {
      const width = Math.max(
        ...lines.map((l) => widthOf(l) * style.size + Array.from(l).length * (style.spacing ?? 0)),
      );
      this.fields[field] = truth;
      this.boxes[field] = [at.x, at.y, width, below - at.y - style.size * 0.4];
    }
    return below;
  }

  finish(of: Pick<Sheet, 'kinds' | 'variant'> & { readonly corner?: number }): Sheet {
    const { width, height, fields, boxes, seals, qr } = this;
    return { corner: 0, ...of, width, height, body: this.#parts.join('\n'), fields, boxes, seals, qr };
  }
}
