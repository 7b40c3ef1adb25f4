import PDFDocument from 'pdfkit';
import { FONT_FILE } from '../chinese-font.js';

/** Points. A4 with the margins of Chinese official papers (GB/T 9704: about 28 mm left, 26 mm right). */
const MARGIN = { top: 46, bottom: 50, left: 74, right: 68 };
const BODY = 10.5;
const SMALL = 8;
const INK = '#111111';
const FAINT = '#666666';
const RULE = '#555555';
const CELL_PADDING = 4;
/** Outlined letters pass for bold ones; a second font would double the time and the size. */
const BOLD = { fill: true, stroke: true };
const LABEL_WIDTH = 104;
/** A company seal is 40–45 mm across, 120 points; on a full page it may reach over the edge. */
const SEAL_PLACE = { least: 80, most: 132 };
/** Kept free below the places to sign. */
const ADVICE_HEIGHT = 38;

type Pdf = InstanceType<typeof PDFDocument>;

export interface SheetInfo {
  readonly title: string;
  readonly subtitle: string;
  /** Left part of the foot. */
  readonly reference: string;
  readonly createdAt: Date;
}

/** An A4 paper in Chinese, laid out from the top down; pages are added and numbered as needed. */
export class FormSheet {
  readonly #pdf: Pdf;
  readonly #info: SheetInfo;
  readonly #done: Promise<Buffer>;

  constructor(info: SheetInfo) {
    this.#info = info;
    this.#pdf = new PDFDocument({
      size: 'A4',
      margins: MARGIN,
      bufferPages: true,
      lang: 'zh-CN',
      displayTitle: true,
      info: { Title: info.title, CreationDate: info.createdAt, Producer: 'registry-400', Creator: 'registry-400' },
    });
    const chunks: Buffer[] = [];
    this.#done = new Promise((resolve, reject) => {
      this.#pdf
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => resolve(Buffer.concat(chunks)))
        .on('error', reject);
    });
    this.#pdf.font(FONT_FILE).fillColor(INK).strokeColor(INK).lineWidth(0.8).fontSize(20);
    this.#pdf.text(info.title, { align: 'center', characterSpacing: 4, ...BOLD });
    this.#pdf.moveDown(0.1).fontSize(9.5).fillColor(FAINT).text(info.subtitle, { align: 'center' });
    this.#pdf.fillColor(INK).fontSize(BODY).moveDown(0.8);
  }

  get #width(): number {
    return this.#pdf.page.width - MARGIN.left - MARGIN.right;
  }

  get #bottom(): number {
    return this.#pdf.page.height - MARGIN.bottom;
  }

  /** Starts a new page unless so many points are left. */
  reserve(height: number): void {
    if (this.#pdf.y + height > this.#bottom) this.#pdf.addPage();
  }

  heading(text: string): void {
    this.reserve(60);
    this.#pdf.moveDown(0.3).fontSize(11.5).strokeColor(INK).lineWidth(0.45);
    this.#pdf.text(text, MARGIN.left, this.#pdf.y, BOLD);
    this.#pdf.fontSize(BODY).moveDown(0.25);
  }

  /** A paragraph; `indent` by two characters as Chinese prose is. */
  paragraph(text: string, { indent = true }: { indent?: boolean } = {}): void {
    this.reserve(BODY * 2);
    const { left } = MARGIN;
    this.#pdf.text(text, left, this.#pdf.y, { indent: indent ? 2 * BODY : 0, lineGap: 2.5, width: this.#width });
    this.#pdf.moveDown(0.35);
  }

  /** Numbered clauses 一、二、…, the text hanging beside its number. */
  clauses(texts: readonly string[]): void {
    texts.forEach((text, index) => {
      const label = `${CHINESE_NUMERALS[index] ?? index + 1}、`;
      const inset = 2 * BODY + 3;
      const height = this.#pdf.heightOfString(text, { width: this.#width - inset, lineGap: 2 });
      this.reserve(height);
      const top = this.#pdf.y;
      this.#pdf.text(label, MARGIN.left, top, { lineBreak: false });
      this.#pdf.text(text, MARGIN.left + inset, top, { width: this.#width - inset, lineGap: 2 });
      this.#pdf.moveDown(0.15);
    });
  }

  /** A line `label：value`; an empty value becomes a rule to write on. */
  line(label: string, value: string): void {
    this.reserve(BODY * 2.2);
    const top = this.#pdf.y;
    const caption = `${label}：`;
    this.#pdf.text(caption, MARGIN.left + 2 * BODY, top, { lineBreak: false });
    const left = MARGIN.left + 2 * BODY + this.#pdf.widthOfString(caption);
    const width = this.#pdf.page.width - MARGIN.right - left;
    if (value === '') this.#rule(left, left + Math.min(width, 260), top + BODY * 1.35);
    this.#pdf.text(value === '' ? ' ' : value, left, top, { width, lineGap: 1 });
    this.#pdf.moveDown(0.2);
  }

  /** A table of labels and values, two pairs a row where both are short. */
  grid(rows: readonly (readonly (readonly [label: string, value: string])[])[]): void {
    for (const row of rows) {
      const pair = this.#width / row.length;
      const valueWidth = pair - LABEL_WIDTH;
      const heights = row.map(([, value]) =>
        this.#pdf.heightOfString(value === '' ? ' ' : value, { width: valueWidth - 2 * CELL_PADDING, lineGap: 1 }),
      );
      const height = Math.max(...heights) + 2 * CELL_PADDING;
      this.reserve(height);
      const top = this.#pdf.y;
      row.forEach(([label, value], index) => {
        const left = MARGIN.left + index * pair;
        this.#cell(left, top, LABEL_WIDTH, height, label, true);
        this.#cell(left + LABEL_WIDTH, top, valueWidth, height, value, false);
      });
      this.#pdf.x = MARGIN.left;
      this.#pdf.y = top + height;
    }
    this.#pdf.moveDown(0.4);
  }

  /** A table with a head and equal right to space as given by `shares`. */
  table(head: readonly string[], shares: readonly number[], rows: readonly (readonly string[])[]): void {
    const total = shares.reduce((sum, share) => sum + share, 0);
    [head, ...rows].forEach((row, rowIndex) => {
      const widths = shares.map((share) => (share / total) * this.#width);
      const heights = row.map((text, index) =>
        this.#pdf.heightOfString(text === '' ? ' ' : text, {
          width: (widths[index] ?? 0) - 2 * CELL_PADDING,
          lineGap: 1,
        }),
      );
      const height = Math.max(...heights) + 2 * CELL_PADDING;
      this.reserve(height);
      const top = this.#pdf.y;
      let left = MARGIN.left;
      row.forEach((text, index) => {
        const width = widths[index] ?? 0;
        this.#cell(left, top, width, height, text, rowIndex === 0);
        left += width;
      });
      this.#pdf.x = MARGIN.left;
      this.#pdf.y = top + height;
    });
    this.#pdf.moveDown(0.4);
  }

  /**
   * Places to sign, side by side: captions, then a box for each company seal, kept together on one page.
   * @param columns for each column its lines (`label` and what is known) and what the box is for
   */
  signatures(columns: readonly { readonly lines: readonly string[]; readonly seal: string }[]): void {
    const lineHeight = 23;
    const most = Math.max(...columns.map((column) => column.lines.length));
    this.reserve(10 + most * lineHeight + SEAL_PLACE.least + ADVICE_HEIGHT);
    const top = this.#pdf.y + 10;
    const room = this.#bottom - ADVICE_HEIGHT - top - most * lineHeight;
    const sealHeight = Math.min(SEAL_PLACE.most, room);
    const gap = 28;
    const width = (this.#width - gap * (columns.length - 1)) / columns.length;
    columns.forEach(({ lines, seal }, index) => {
      const left = MARGIN.left + index * (width + gap);
      lines.forEach((caption, row) => {
        const y = top + row * lineHeight;
        this.#pdf.fontSize(BODY).text(`${caption}：`, left, y, { lineBreak: false });
        const from = left + this.#pdf.widthOfString(`${caption}：`);
        if (caption.includes('日期')) this.#date(from, left + width, y);
        else this.#rule(from, left + width, y + 15);
      });
      this.#sealPlace(left, top + most * lineHeight, width, sealHeight, seal);
    });
    this.#pdf.x = MARGIN.left;
    this.#pdf.y = top + most * lineHeight + sealHeight + 8;
    this.#pdf.fontSize(BODY);
  }

  /** A square picture (PNG), so many points wide. */
  picture(png: Buffer, width: number): void {
    this.reserve(width + BODY);
    const top = this.#pdf.y;
    this.#pdf.image(png, MARGIN.left, top, { width });
    this.#pdf.x = MARGIN.left;
    this.#pdf.y = top + width + BODY;
  }

  /** Small advice at the end. */
  advice(texts: readonly string[]): void {
    this.#pdf.fontSize(SMALL).fillColor(FAINT);
    for (const text of texts) {
      this.reserve(this.#pdf.heightOfString(text, { width: this.#width }));
      this.#pdf.text(text, MARGIN.left, this.#pdf.y, { width: this.#width, lineGap: 1 });
    }
    this.#pdf.fontSize(BODY).fillColor(INK);
  }

  /** Numbers the pages and closes the document. */
  finish(): Promise<Buffer> {
    const { start, count } = this.#pdf.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      this.#pdf.switchToPage(start + index);
      const y = this.#pdf.page.height - 40;
      // Writing below the bottom margin would make pdfkit add a page.
      this.#pdf.page.margins.bottom = 0;
      this.#pdf.fontSize(SMALL).fillColor(FAINT);
      this.#pdf.text(this.#info.reference, MARGIN.left, y, { lineBreak: false });
      this.#pdf.text(`第 ${index + 1} 页 / 共 ${count} 页`, MARGIN.left, y, { width: this.#width, align: 'right' });
    }
    this.#pdf.end();
    return this.#done;
  }

  #cell(left: number, top: number, width: number, height: number, text: string, head: boolean): void {
    this.#pdf.lineWidth(0.6).strokeColor(RULE);
    if (head) this.#pdf.rect(left, top, width, height).fillAndStroke('#f3f3f3', RULE);
    else this.#pdf.rect(left, top, width, height).stroke();
    this.#pdf.fillColor(INK);
    this.#pdf.text(text === '' ? ' ' : text, left + CELL_PADDING, top + CELL_PADDING + 1.5, {
      width: width - 2 * CELL_PADDING,
      lineGap: 1,
    });
  }

  #rule(from: number, to: number, y: number): void {
    this.#pdf.lineWidth(0.6).strokeColor(RULE).moveTo(from, y).lineTo(to, y).stroke();
  }

  /** `____年__月__日` to write on. */
  #date(from: number, to: number, y: number): void {
    const unit = (to - from - 3 * 13) / 4;
    let x = from;
    for (const [sign, units] of [
      ['年', 2],
      ['月', 1],
      ['日', 1],
    ] as const) {
      this.#rule(x, x + unit * units - 2, y + 15);
      x += unit * units;
      this.#pdf.text(sign, x, y, { lineBreak: false });
      x += 13;
    }
  }

  #sealPlace(left: number, top: number, width: number, height: number, caption: string): void {
    this.#pdf.save().lineWidth(0.7).dash(3, { space: 3 }).strokeColor('#999999');
    this.#pdf.roundedRect(left, top, width, height, 4).stroke().undash().restore();
    this.#pdf.fontSize(9).fillColor('#8a8a8a');
    this.#pdf.text(caption, left, top + height / 2 - 6, { width, align: 'center' });
    this.#pdf.fillColor(INK).fontSize(BODY);
  }
}

const CHINESE_NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
