import { addYears, type IsoDate } from '../../domain/chinese-date.js';
import { citizenIdCheckDigit } from '../../domain/citizen-id.js';
import { organisationCodeCheckDigit, USCC_ALPHABET, usccCheckDigit } from '../../domain/uscc.js';
import type { Random } from './random.js';
import * as words from './words.js';

/** Today of every generated document: nothing is issued or born after it. */
export const TODAY: IsoDate = '2026-06-30';

/** City digits 75–89 are assigned to no place, so no invented code belongs to anybody. */
const unassignedRegion = (random: Random, province: string): string =>
  `${province}${String(random.int(75, 89))}${String(random.int(11, 98))}`;

/** A USCC with both check digits right. `category` is its first two characters, `province` the first two of the region. */
export function makeUscc(random: Random, category: string, province: string): string {
  const body = Array.from({ length: 8 }, () => random.pick(Array.from(USCC_ALPHABET)));
  const organisation = random.chance(0.6) ? `MA${body.slice(2).join('')}` : body.join('');
  const first17 = `${category}${unassignedRegion(random, province)}${organisation}${organisationCodeCheckDigit(organisation) ?? ''}`;
  return `${first17}${usccCheckDigit(first17) ?? ''}`;
}

export function makeDate(random: Random, from: number, to: number): IsoDate {
  const day = Date.UTC(from, 0, 1) + random.int(0, Math.max(0, (to - from + 1) * 365 - 1)) * 86_400_000;
  const date = new Date(day).toISOString().slice(0, 10);
  return date > TODAY ? addYears(date, -3) : date;
}

export interface InventedPerson {
  readonly name: string;
  readonly sex: '男' | '女';
  readonly ethnicity: string;
  readonly birth: IsoDate;
  readonly idNumber: string;
  readonly address: string;
}

export function makePersonName(random: Random): string {
  if (random.chance(0.03)) return random.pick(words.MINORITY_NAMES);
  const surname = random.chance(0.04) ? random.pick(words.LONG_SURNAMES) : random.pick(words.SURNAMES);
  const given = random.sample(words.GIVEN, random.chance(0.22) ? 1 : 2);
  if (random.chance(0.03)) given[0] = random.pick(words.RARE);
  return surname + given.join('');
}

/** A citizen number for a region prefix of six digits. */
export function makeIdNumber(random: Random, prefix: string, birth: IsoDate, sex: '男' | '女'): string {
  const order = random.int(1, 49) * 20 + random.int(0, 9) * 2 + (sex === '男' ? 1 : 0);
  const first17 = `${prefix}${birth.replaceAll('-', '')}${String(order % 1000).padStart(3, '0')}`;
  return `${first17}${citizenIdCheckDigit(first17) ?? ''}`;
}

export function makePerson(random: Random): InventedPerson {
  const region = random.pick(words.REGIONS);
  const sex = random.chance(0.5) ? '男' : '女';
  const birth = makeDate(random, 1952, 2004);
  return {
    name: makePersonName(random),
    sex,
    ethnicity: random.pick(words.ETHNIC),
    birth,
    idNumber: makeIdNumber(random, unassignedRegion(random, region.code), birth, sex),
    address: makeAddress(random, region, 'home'),
  };
}

export function makeAddress(random: Random, region: words.Region, use: 'home' | 'office'): string {
  const { province, city } = region;
  const place = `${province === city ? '' : province}${city}${random.pick(words.DISTRICTS)}${random.pick(['区', '区', '县'])}`;
  if (use === 'home' && random.chance(0.35)) {
    return `${place}${random.pick(words.VILLAGES)}镇${random.pick(words.VILLAGES)}村${String(random.int(1, 12))}组${String(random.int(1, 199))}号`;
  }
  const street = `${random.pick(words.ROADS)}${random.pick(['路', '大道', '街', '巷'])}${String(random.int(1, 1999))}号`;
  const inside = random.pick([
    () =>
      `${String(random.int(1, 40))}幢${String(random.int(1, 4))}单元${String(random.int(1, 28))}0${String(random.int(1, 8))}室`,
    () =>
      `${random.pick(words.ESTATES)}${random.pick(['A', 'B', 'C', ''])}座${String(random.int(3, 33))}层${String(random.int(301, 3312))}室`,
    () => `${random.pick(words.ESTATES)}${String(random.int(1, 30))}号楼${String(random.int(101, 2608))}`,
    () => '',
    () => `（自主申报）`,
  ])();
  return place + street + (use === 'home' ? inside.replace('（自主申报）', '') : inside);
}

/** Forms of entity that hold a 营业执照, with what their licence calls things (domain.md §4, §6). */
export const LICENCE_FORMS = {
  company: { category: '91', role: '法定代表人', capital: '注册资本', place: '住所' },
  branch: { category: '91', role: '负责人', capital: null, place: '营业场所' },
  partnership: { category: '91', role: '执行事务合伙人', capital: '出资额', place: '主要经营场所' },
  sole_proprietorship: { category: '91', role: '投资人', capital: '出资额', place: '住所' },
  sole_trader: { category: '92', role: '经营者', capital: null, place: '经营场所' },
  cooperative: { category: '93', role: '法定代表人', capital: '成员出资总额', place: '住所' },
} as const;
export type LicenceForm = keyof typeof LICENCE_FORMS;

const TYPES: Readonly<Record<LicenceForm, readonly string[]>> = {
  company: [
    '有限责任公司(自然人投资或控股)',
    '有限责任公司(自然人独资)',
    '有限责任公司（法人独资）',
    '其他有限责任公司',
    '股份有限公司(非上市、自然人投资或控股)',
    '有限责任公司(港澳台投资、非独资)',
  ],
  branch: ['有限责任公司分公司(自然人投资或控股)', '分公司', '其他有限责任公司分公司'],
  partnership: ['有限合伙企业', '普通合伙企业', '特殊普通合伙企业'],
  sole_proprietorship: ['个人独资企业'],
  sole_trader: ['个体工商户'],
  cooperative: ['农民专业合作社'],
};

export interface InventedEntity {
  readonly form: LicenceForm;
  readonly name: string;
  readonly type: string;
  readonly uscc: string;
  readonly representative: InventedPerson;
  readonly address: string;
  readonly region: words.Region;
  readonly capital: string;
  readonly established: IsoDate;
  readonly scope: string;
  readonly authority: string;
  readonly issued: IsoDate;
}

const brand = (random: Random): string => random.sample(words.BRANDS, random.int(2, 3)).join('');

function entityName(random: Random, form: LicenceForm, { province, city }: words.Region): string {
  const place = random.pick([
    city,
    city.replace('市', ''),
    province.replace(/(省|市|自治区|壮族自治区|维吾尔自治区)$/u, ''),
  ]);
  const trade = random.pick(words.TRADES);
  switch (form) {
    case 'company':
      return random.chance(0.15)
        ? `${brand(random)}（${place.replace(/市$/u, '')}）${trade}${random.pick(['有限公司', '股份有限公司'])}`
        : `${place}${brand(random)}${trade}${random.pick(['有限公司', '有限公司', '有限责任公司', '股份有限公司', '集团有限公司'])}`;
    case 'branch':
      return `${brand(random)}${trade}有限公司${place.replace(/市$/u, '')}${random.pick(['分公司', '第一分公司', '高新分公司'])}`;
    case 'partnership':
      return `${place}${brand(random)}${random.pick(['企业管理咨询', '股权投资', '创业投资'])}合伙企业（${random.pick(['有限合伙', '普通合伙'])}）`;
    case 'sole_proprietorship':
      return `${place}${brand(random)}${random.pick(['服装厂', '机械配件厂', '设计工作室', '咨询服务中心'])}`;
    case 'sole_trader':
      return `${city}${random.pick(words.DISTRICTS)}区${brand(random)}${random.pick(words.SHOPS)}`;
    case 'cooperative':
      return `${city}${random.pick(words.DISTRICTS)}县${brand(random)}${random.pick(['种植', '水果', '养殖', '农机'])}专业合作社`;
  }
}

export function makeEntity(random: Random, form: LicenceForm = 'company'): InventedEntity {
  const region = random.pick(words.REGIONS);
  const established = makeDate(random, 1996, 2025);
  const later = makeDate(random, Number(established.slice(0, 4)), 2026);
  return {
    form,
    name: entityName(random, form, region),
    type: random.pick(TYPES[form]),
    uscc: makeUscc(random, LICENCE_FORMS[form].category, region.code),
    representative: makePerson(random),
    address: makeAddress(random, region, 'office'),
    region,
    capital: random.pick([
      '壹佰万元整',
      '伍佰万圆整',
      '壹仟万元整',
      '叁仟万元整',
      '500万元人民币',
      '1000.0000万人民币',
      '伍拾万元人民币',
      '陆佰陆拾捌万元整',
    ]),
    established,
    scope: random.pick(words.SCOPES),
    authority: `${region.city}${random.pick(words.DISTRICTS)}${random.pick(['区', '县'])}${random.pick(['市场监督管理局', '行政审批局', '市场监督管理局'])}`,
    issued: later < established ? established : later,
  };
}

/** A 400 number and one of the many ways people write it. */
export function makeNumber(random: Random): string {
  return `400${random.digits(7)}`;
}

export function writtenNumber(random: Random, n: string): string {
  const cut = (...at: number[]): string[] => at.map((end, i) => n.slice(i === 0 ? 0 : at[i - 1], end));
  const groups = random.pick([cut(3, 6, 10), cut(3, 7, 10), cut(4, 7, 10), cut(10)]);
  return groups.join(random.pick(['-', '-', '-', '－', '—', '–', ' ', '']));
}
