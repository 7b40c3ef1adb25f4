import type { FormData } from './form-data.js';
import type { FormSheet } from './form-sheet.js';
import { ADVICE_CHANGES, ADVICE_SEAL } from './form-texts.js';

/** 400业务受理单: what is applied for, confirmed by the customer and by the carrier's counter. */
export function drawAcceptanceForm(sheet: FormSheet, data: FormData): void {
  const { entity, representative, agent } = data;
  sheet.heading('客户信息');
  sheet.grid([
    [['客户名称', entity.name]],
    [
      ['统一社会信用代码', entity.uscc],
      [entity.representativeTitle, entity.representative],
    ],
    [
      ['证件类型', representative.idType],
      ['证件号码', representative.idNumber],
    ],
    [['住所', entity.address]],
  ]);
  sheet.heading('经办人信息');
  sheet.grid([
    [
      ['经办人', agent.name],
      ['联系电话', agent.mobile],
    ],
    [
      ['证件类型', agent.idType],
      ['证件号码', agent.idNumber],
    ],
  ]);
  sheet.heading('受理内容');
  sheet.grid([
    [['受理号码', data.numbers.join('、')]],
    [['用途', data.purpose]],
    [['所属行业', data.industry]],
    ...(data.numbers.length > 1 || data.multiNumberReason !== ''
      ? [[['多号使用理由', data.multiNumberReason] as const]]
      : []),
  ]);
  const landing = data.landing.map(({ number, line, owner }) => [number, line, owner]);
  sheet.table(
    ['绑定号码（目的码）', '线路类型', '机主'],
    [3, 3, 4],
    landing.length === 0
      ? [
          ['', '', ''],
          ['', '', ''],
        ]
      : landing,
  );
  sheet.paragraph(
    '客户确认：以上信息真实、准确、完整；已阅读并同意遵守业务规则与入网承诺书；知悉号码须经电信业务经营者核验并在营业厅受理后方可开通。',
  );
  sheet.signatures([
    { lines: ['经办人（签字）', '日期'], seal: '客户（公章）' },
    { lines: ['受理单号', '受理员', '受理日期'], seal: '营业厅受理章' },
  ]);
  sheet.advice([ADVICE_SEAL, ADVICE_CHANGES]);
}
