import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { missingGlyphs } from '../documents/chinese-font.js';
import { FormSheet } from '../documents/forms/form-sheet.js';
import { DomainError } from '../domain/errors.js';
import type { NoticeRow } from './notice-model.js';
import { renderNotice } from './notice-texts.js';
import type { NoticeContent } from './send-notice.js';

export interface LetterContext {
  /** `YYYY-MM-DD` in the business zone. */
  readonly today: string;
  readonly now: Date;
}

/**
 * A notice as an A4 letter to print and post: address on top, Chinese, then English, and a QR code of the link.
 * @throws DomainError VALIDATION_FAILED (`GLYPH_MISSING`): a letter with a □ in the name is not sent
 */
export async function drawLetter(
  notice: Pick<NoticeRow, '_id' | 'template'>,
  { address, params }: NoticeContent,
  { today, now }: LetterContext,
): Promise<Buffer> {
  const zh = renderNotice(notice.template, 'zh', params);
  const en = renderNotice(notice.template, 'en', params);
  const missing = missingGlyphs(address.name + address.to + zh.text + en.text);
  if (missing.length > 0) {
    const message = missing
      .map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`)
      .join(' ');
    throw new DomainError('VALIDATION_FAILED', { errors: [{ path: '', code: 'GLYPH_MISSING', message }] });
  }
  const reference = `编号 ${notice._id.toHexString()} · ${today}`;
  const sheet = new FormSheet({ title: zh.title, subtitle: en.title, reference, createdAt: now });
  sheet.paragraph(address.name, { indent: false });
  sheet.paragraph(address.to, { indent: false });
  sheet.paragraph(zh.text);
  sheet.paragraph(en.text, { indent: false });
  sheet.paragraph(address.link, { indent: false });
  sheet.picture(await qrCode(address.link), 120);
  sheet.paragraph(`400 号码登记系统　${today}`, { indent: false });
  return sheet.finish();
}

let prepared: Promise<unknown> | undefined;

/** PNG of a QR code, made here: a link with a code in it is shown to no service. */
async function qrCode(link: string): Promise<Buffer> {
  prepared ??= prepareZXingModule({ overrides: { wasmBinary: writerBinary() }, fireImmediately: true });
  await prepared;
  const { image, error } = await writeBarcode(link, { format: 'QRCode', scale: 8 });
  if (image === null) throw new Error(`no QR code could be made: ${error}`);
  return Buffer.from(await image.arrayBuffer());
}

/** The library would fetch it from a CDN otherwise. */
function writerBinary(): ArrayBuffer {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  return Uint8Array.from(readFileSync(file)).buffer;
}
