import type { FormData } from './form-data.js';
import type { FormSheet } from './form-sheet.js';
import { ADVICE_CHANGES, ADVICE_SEAL } from './form-texts.js';

/**
 * 入网承诺书: what the holder of the number promises. The duties are those of 反电信网络诈骗法 (2022) art. 9, 14, 31,
 * 电话用户真实身份信息登记规定 and, for personal data, 个人信息保护法 art. 29.
 */
export function drawCommitmentLetter(sheet: FormSheet, data: FormData): void {
  const { entity, numbers } = data;
  const purpose = data.purpose === '' ? '＿＿＿＿＿＿＿＿＿＿＿＿' : data.purpose;
  sheet.paragraph('致：基础电信业务经营者', { indent: false });
  sheet.line('单位名称', entity.name);
  sheet.line('统一社会信用代码', entity.uscc);
  sheet.line(entity.representativeTitle, entity.representative);
  sheet.line('申请号码', numbers.join('、'));
  sheet.line('登记用途', purpose);
  sheet.paragraph('我单位申请使用上述400号码，郑重承诺如下：');
  sheet.clauses([
    '所提交的证照、证件、授权文件及其他资料真实、合法、有效；登记信息发生变更的，自变更之日起15日内办理变更登记。',
    '所申请的400号码仅用于登记用途，由本单位自行使用；不转让、不出租、不出借、不转售，不交由他人实际控制。',
    '号码仅用于接听来电，不以任何方式用于主叫外呼、改号或透传，不为虚拟拨号、电信网络诈骗、骚扰营销及其他违法违规活动提供便利。',
    '绑定号码（目的码）均已实名登记，并由本单位或经机主同意合法使用；更换绑定号码前按规定办理变更并接受核验。',
    '遵守《中华人民共和国反电信网络诈骗法》《中华人民共和国电信条例》《电话用户真实身份信息登记规定》等规定，配合电信业务经营者及有关主管部门的核验、抽查与调查。',
    '知悉并同意：发现登记不实、用途不符或涉嫌违法使用的，电信业务经营者可依法依规暂停或终止服务；经整改并核验通过的予以恢复。',
    `已取得${entity.representativeTitle}、经办人的单独同意，为身份核验目的依法提供其身份证件等敏感个人信息；号码的使用单位名称等登记信息可依规定向社会公示、供公众查询。`,
  ]);
  sheet.paragraph('如有违反，我单位愿意承担由此产生的全部法律责任。');
  sheet.signatures([
    { lines: [`${entity.representativeTitle}（签字）`], seal: '承诺单位（公章）' },
    { lines: ['签署日期'], seal: '骑缝章（多页时）' },
  ]);
  sheet.advice([ADVICE_SEAL, ADVICE_CHANGES]);
}
