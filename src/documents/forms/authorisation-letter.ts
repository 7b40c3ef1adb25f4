import type { FormData } from './form-data.js';
import type { FormSheet } from './form-sheet.js';
import { ADVICE_CHANGES, ADVICE_SEAL } from './form-texts.js';

/** 授权委托书: the entity empowers its agent. Worded in the labels that our own reader knows. */
export function drawAuthorisationLetter(sheet: FormSheet, data: FormData): void {
  const { entity, agent, numbers } = data;
  const blank = '＿＿＿＿＿＿＿＿';
  const name = agent.name === '' ? blank : agent.name;
  const idNumber = agent.idNumber === '' ? '＿＿＿＿＿＿＿＿＿＿＿＿' : agent.idNumber;
  const idLabel = agent.idType === '居民身份证' ? '身份证号' : `${agent.idType}号码`;
  sheet.paragraph('致：基础电信业务经营者', { indent: false });
  sheet.paragraph(
    `兹授权 ${name}（${idLabel}：${idNumber}）为我单位办理400号码 ${numbers.join('、')} 的经办人，代表我单位提交申请资料、签署业务文件并办理相关手续。`,
  );
  sheet.line('我单位名称', entity.name);
  sheet.line('统一社会信用代码', entity.uscc);
  sheet.line(entity.representativeTitle, entity.representative);
  sheet.line('经办人联系电话', agent.mobile);
  sheet.heading('授权事项');
  sheet.clauses([
    '提交、核对并补正上述号码的入网申请资料；',
    '签署业务受理单、入网承诺书等与上述号码有关的业务文件；',
    '办理上述号码的受理手续，接收有关通知。',
  ]);
  sheet.paragraph(
    '授权期限：自签署之日起至 ＿＿＿＿年＿＿月＿＿日止；未填写截止日期的，自签署之日起一年内有效。经办人无转委托权。经办人在授权范围内办理的事项，我单位均予承认并承担法律责任。',
  );
  sheet.paragraph('特此授权。');
  sheet.signatures([
    {
      lines: [`${entity.representativeTitle}（签字）`, '签署日期'],
      seal: '授权单位（公章）',
    },
    { lines: ['经办人（签字）', '签署日期'], seal: '经办人签名样式（选填）' },
  ]);
  sheet.advice([ADVICE_SEAL, ADVICE_CHANGES]);
}
