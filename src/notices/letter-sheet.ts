import { missingGlyphs } from '../documents/chinese-font.js';
import { qrCode } from '../documents/qr-code.js';
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
