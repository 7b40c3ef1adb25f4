import { addYears } from '../../../domain/chinese-date.js';
import { withSigns } from '../dates.js';
import { pickTypefaces, type Fonts } from '../fonts.js';
import { makeAddress, makeDate, makePersonName, makeUscc } from '../identity.js';
import { frame, guilloche, markAsSpecimen, mockEmblem, paper } from '../ornaments.js';
import type { Random } from '../random.js';
import { stampSeal } from '../seal.js';
import { SheetDrawing, type Sheet } from '../sheet.js';
import * as words from '../words.js';

interface CertificateForm {
  readonly title: string;
  readonly category: string;
  readonly names: readonly string[];
  /** Label → what is printed; a field name where the reader should find it. */
  readonly rows: readonly { readonly label: string; readonly field: string | null; readonly from: keyof Facts }[];
}

interface Facts {
  readonly name: string;
  readonly uscc: string;
  readonly person: string;
  readonly address: string;
  readonly scope: string;
  readonly capital: string;
  readonly sponsor: string;
  readonly authority: string;
  readonly term: string;
  readonly type: string;
}

const row = (label: string, field: string | null, from: keyof Facts) => ({ label, field, from });

/** What hospitals, schools, law firms and associations hold instead of a licence (domain.md §6). */
const FORMS: Readonly<Record<string, CertificateForm>> = {
  institution: {
    title: '事业单位法人证书',
    category: '12',
    names: ['人民医院', '第三中学', '实验小学', '图书馆', '疾病预防控制中心', '妇幼保健院'],
    rows: [
      row('名称', 'name', 'name'),
      row('宗旨和业务范围', 'scope', 'scope'),
      row('住所', 'address', 'address'),
      row('法定代表人', 'legalRepresentative', 'person'),
      row('经费来源', null, 'type'),
      row('开办资金', null, 'capital'),
      row('举办单位', null, 'sponsor'),
      row('登记管理机关', 'registrationAuthority', 'authority'),
      row('有效期', 'term', 'term'),
    ],
  },
  association: {
    title: '社会团体法人登记证书',
    category: '51',
    names: ['餐饮行业协会', '青年志愿者协会', '物流商会', '摄影家协会'],
    rows: [
      row('名称', 'name', 'name'),
      row('业务范围', 'scope', 'scope'),
      row('住所', 'address', 'address'),
      row('法定代表人', 'legalRepresentative', 'person'),
      row('注册资金', null, 'capital'),
      row('业务主管单位', null, 'sponsor'),
      row('登记管理机关', 'registrationAuthority', 'authority'),
      row('有效期限', 'term', 'term'),
    ],
  },
  school: {
    title: '民办非企业单位登记证书',
    category: '52',
    names: ['启明职业培训学校', '阳光幼儿园', '康宁养老服务中心', '小树林托育园'],
    rows: [
      row('名称', 'name', 'name'),
      row('住所', 'address', 'address'),
      row('法定代表人', 'legalRepresentative', 'person'),
      row('开办资金', null, 'capital'),
      row('业务范围', 'scope', 'scope'),
      row('业务主管单位', null, 'sponsor'),
      row('登记管理机关', 'registrationAuthority', 'authority'),
    ],
  },
  law_firm: {
    title: '律师事务所执业许可证',
    category: '31',
    names: ['衡平律师事务所', '明理（样例）律师事务所', '正言律师事务所'],
    rows: [
      row('律所名称', 'name', 'name'),
      row('负责人', 'legalRepresentative', 'person'),
      row('组织形式', 'type', 'type'),
      row('住所', 'address', 'address'),
      row('设立资产', null, 'capital'),
      row('主管机关', null, 'sponsor'),
    ],
  },
};

const SCOPES: Readonly<Record<string, readonly string[]>> = {
  institution: [
    '为公众提供服务，促进社会事业发展。开展相关业务、研究与培训。',
    '实施义务教育，促进基础教育发展。小学学历教育及相关社会服务。',
  ],
  association: ['行业交流、咨询服务、业务培训、会展服务。'],
  school: ['学前教育；职业技能培训（按许可范围开展）。', '老年人日间照料、康复护理服务。'],
  law_firm: [''],
};

export function certificateSheet(random: Random, fonts: Fonts): Sheet {
  const kind = random.pick(Object.keys(FORMS));
  const form = FORMS[kind];
  if (form === undefined) throw new Error(`no form ${kind}`);
  const facts = makeFacts(random, kind, form);
  const page = random.chance(0.5) ? new SheetDrawing(2200, 1560) : new SheetDrawing(1654, 2339);
  const faces = pickTypefaces(random, fonts);
  const size = random.between(38, 44);
  paper(page, random.pick(['#fdfaf0', '#fdf7f4', '#ffffff']));
  if (random.chance(0.5)) guilloche(page, random, '#f0dcd4');
  frame(page, random, random.pick(['#b5483a', '#c4a05c']));
  mockEmblem(page, page.width / 2, 200, 78);
  page.text(page.width / 2, 310, form.title, { size: 92, font: faces.title, weight: 700, anchor: 'middle' });
  const x = page.width * 0.11;
  const label = { size, font: faces.label, weight: random.pick([400, 700]) };
  const value = { size: size * 1.05, font: faces.value };
  page.text(x, 470, '统一社会信用代码', label);
  page.value('uscc', { x: x + size * 9.2, y: 468 }, facts.uscc, { ...value, font: faces.code });
  const ems = (page.width * 0.89 - x - size * 8.2) / value.size;
  let y = 470 + size * 2;
  for (const { label: text, field, from } of form.rows) {
    page.text(x, y + 2, text.length === 2 ? `${text.charAt(0)}　　${text.charAt(1)}` : text, label);
    y = page.value(field, { x: x + size * 8.2, y, ems }, facts[from], value) + random.between(8, 18);
  }
  const foot = Math.min(y + 40, page.height - 250);
  page.text(page.width * 0.62, foot, withSigns(makeDate(random, 2019, 2026), true), value);
  stampSeal(
    page,
    random,
    { kind: 'authority', text: facts.authority, cx: page.width * 0.68, cy: foot, radius: 130 },
    fonts.chinese,
  );
  markAsSpecimen(page, random, faces.label);
  return page.finish({ kinds: ['entity_certificate'], variant: `certificate/${kind}` });
}

function makeFacts(random: Random, kind: string, form: CertificateForm): Facts {
  const region = random.pick(words.REGIONS);
  const from = makeDate(random, 2022, 2025);
  const place = kind === 'law_firm' ? region.province.replace(/(省|市|自治区)$/u, '') : region.city;
  return {
    name: `${place}${random.pick(form.names)}`,
    uscc: makeUscc(random, form.category, region.code),
    person: makePersonName(random),
    address: makeAddress(random, region, 'office').replace('（自主申报）', ''),
    scope: random.pick(SCOPES[kind] ?? ['']),
    capital: random.pick(['叁万元', '￥120万元', '50万元', '人民币壹佰万元']),
    sponsor: `${region.city}${random.pick(['卫生健康委员会', '教育局', '民政局', '司法局'])}`,
    authority: `${region.city}${kind === 'law_firm' ? '司法局' : kind === 'institution' ? '事业单位登记管理局' : '民政局'}`,
    term: `自${withSigns(from, true)}至${withSigns(addYears(from, 5), true)}`,
    type:
      kind === 'law_firm'
        ? random.pick(['普通合伙所', '特殊的普通合伙所', '个人所'])
        : random.pick(['财政补助', '经费自理']),
  };
}
