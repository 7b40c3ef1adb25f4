import { FormSheet } from '../documents/forms/form-sheet.js';
import { qrCode } from '../documents/qr-code.js';
import { displayReceipt } from '../domain/complaint.js';
import { displayNumber } from '../domain/number-400.js';
import { CARRIER_LABELS, dayLabel } from '../lookup/pages/labels.js';
import type { CertificateRow } from './certificate-model.js';

const QR_POINTS = 120;

/** The paper: Chinese first, a line of English, and a QR code of the page that says whether it still holds. */
export async function drawCertificate(row: CertificateRow, verifyUrl: string): Promise<Buffer> {
  const serial = displayReceipt(row._id);
  const sheet = new FormSheet({
    title: '400号码归属证明',
    subtitle: 'Certificate of the holder of a 400 number',
    reference: `证明编号 ${serial} · ${row.issuedOn}`,
    createdAt: row.issuedAt,
  });
  sheet.grid([
    [['证明编号', serial]],
    [['400号码', displayNumber(row.number)]],
    [['使用单位', row.holder.name]],
    [['统一社会信用代码', row.holder.uscc]],
    [['所属运营商', CARRIER_LABELS[row.carrier].zh]],
    [['代理商', row.reseller]],
    [['登记用途', row.purpose]],
    [
      ['核验日期', row.verified.on],
      ['核验有效至', row.verified.due],
    ],
    [
      ['开具日期', row.issuedOn],
      ['证明有效至', row.validUntil],
    ],
  ]);
  const [issued, until] = [dayLabel(row.issuedOn, 'zh'), dayLabel(row.validUntil, 'zh')];
  sheet.paragraph(`兹证明：截至${issued}，上述400号码登记在上述使用单位名下，正在使用。本证明有效至${until}。`);
  sheet.paragraph(
    `On ${dayLabel(row.issuedOn, 'en')} the number above was in service and registered to the organisation named above.`,
    { indent: false },
  );
  sheet.paragraph('扫描二维码或打开下面的网址，核对本证明是否仍然有效。以登记系统的答复为准。', { indent: false });
  sheet.picture(await qrCode(verifyUrl), QR_POINTS);
  sheet.paragraph(verifyUrl, { indent: false });
  return sheet.finish();
}
