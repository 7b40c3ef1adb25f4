/** Provinces (GB/T 2260), and the province and city of an address: all of an address that a public answer may show. */
import { PREFECTURES, type Prefecture } from './prefectures.js';

export interface Province {
  /** First two digits of GB/T 2260. */
  readonly code: string;
  readonly zh: string;
  /** How addresses shorten it: 浙江, 内蒙古. */
  readonly short: string;
  readonly en: string;
}

function province(code: string, zh: string, short: string, en: string): Province {
  return { code, zh, short, en };
}

/** The 34 provinces, in the order of their codes. */
export const PROVINCES: readonly Province[] = [
  province('11', '北京市', '北京', 'Beijing'),
  province('12', '天津市', '天津', 'Tianjin'),
  province('13', '河北省', '河北', 'Hebei'),
  province('14', '山西省', '山西', 'Shanxi'),
  province('15', '内蒙古自治区', '内蒙古', 'Inner Mongolia'),
  province('21', '辽宁省', '辽宁', 'Liaoning'),
  province('22', '吉林省', '吉林', 'Jilin'),
  province('23', '黑龙江省', '黑龙江', 'Heilongjiang'),
  province('31', '上海市', '上海', 'Shanghai'),
  province('32', '江苏省', '江苏', 'Jiangsu'),
  province('33', '浙江省', '浙江', 'Zhejiang'),
  province('34', '安徽省', '安徽', 'Anhui'),
  province('35', '福建省', '福建', 'Fujian'),
  province('36', '江西省', '江西', 'Jiangxi'),
  province('37', '山东省', '山东', 'Shandong'),
  province('41', '河南省', '河南', 'Henan'),
  province('42', '湖北省', '湖北', 'Hubei'),
  province('43', '湖南省', '湖南', 'Hunan'),
  province('44', '广东省', '广东', 'Guangdong'),
  province('45', '广西壮族自治区', '广西', 'Guangxi'),
  province('46', '海南省', '海南', 'Hainan'),
  province('50', '重庆市', '重庆', 'Chongqing'),
  province('51', '四川省', '四川', 'Sichuan'),
  province('52', '贵州省', '贵州', 'Guizhou'),
  province('53', '云南省', '云南', 'Yunnan'),
  province('54', '西藏自治区', '西藏', 'Tibet'),
  province('61', '陕西省', '陕西', 'Shaanxi'),
  province('62', '甘肃省', '甘肃', 'Gansu'),
  province('63', '青海省', '青海', 'Qinghai'),
  province('64', '宁夏回族自治区', '宁夏', 'Ningxia'),
  province('65', '新疆维吾尔自治区', '新疆', 'Xinjiang'),
  province('71', '台湾省', '台湾', 'Taiwan'),
  province('81', '香港特别行政区', '香港', 'Hong Kong'),
  province('82', '澳门特别行政区', '澳门', 'Macao'),
];

const MUNICIPALITIES: ReadonlySet<string> = new Set(['11', '12', '31', '50']);
// Taiwan residence permits carry 83, which is no province of GB/T 2260.
const PROVINCE_CODES: ReadonlySet<string> = new Set([...PROVINCES.map((each) => each.code), '83']);

/** Whether two digits begin identity numbers of some province (or of Hong Kong, Macao, Taiwan residents). */
export function isProvinceCode(code: string): boolean {
  return PROVINCE_CODES.has(code);
}

export interface Place {
  /** Full name as in `PROVINCES[].zh`. */
  readonly province: string | null;
  /** Full name of the municipality, prefecture-level unit or county directly under the province. */
  readonly city: string | null;
}

/** 南京西路, 上海路: a street named after a province or city says nothing about where it is. */
const STREET = /^[东南西北中]?(?:路|街|大街|大道|巷)/u;

function startsWithShort(text: string, short: string): boolean {
  return text.startsWith(short) && !STREET.test(text.slice(short.length));
}

function cityAtStart(text: string, candidates: readonly Prefecture[]): Prefecture | undefined {
  return (
    candidates.find((each) => text.startsWith(each.name)) ??
    candidates.find((each) => startsWithShort(text, each.short))
  );
}

/** The city in what follows the province. After 兵团 a division number stands between: 新疆生产建设兵团第八师石河子市. */
function cityAfterProvince(rest: string, home: Province): string | null {
  if (MUNICIPALITIES.has(home.code)) return home.zh;
  const candidates = PREFECTURES.filter((each) => each.province === home.code);
  const city = /^(?:新疆)?生产建设兵团/u.test(rest)
    ? candidates.find((each) => rest.includes(each.name))
    : cityAtStart(rest, candidates);
  return city?.name ?? null;
}

/**
 * Province and city of an address as a licence prints it. Municipalities are their own city; counties under a province
 * and cities of the 兵团 (新疆生产建设兵团) count as city; a city without its province is found by its full name. What
 * cannot be told is null: unknown city → province only (domain.md §6).
 */
export function provinceAndCity(address: string): Place {
  const text = address
    .normalize('NFKC')
    .replace(/\s/gu, '')
    // 中国(上海)自由贸易试验区…: the bracket names the province.
    .replace(/^中国\((.{2,3})\)自由贸易(?:试验区|港)/u, '$1')
    .replace(/^(?:中华人民共和国|中国)/u, '');
  const full = PROVINCES.find((each) => text.startsWith(each.zh));
  if (full !== undefined) return { province: full.zh, city: cityAfterProvince(text.slice(full.zh.length), full) };

  // Full city names before short province names: 吉林市 is a city, 海南藏族自治州 is in 青海.
  const city = PREFECTURES.find((each) => text.startsWith(each.name));
  const home = PROVINCES.find((each) => each.code === city?.province);
  if (city !== undefined && home !== undefined) return { province: home.zh, city: city.name };

  const short = PROVINCES.find((each) => startsWithShort(text, each.short));
  if (short === undefined) return { province: null, city: null };
  const rest = text.slice(short.short.length).replace(/^(?:省|市|自治区|特别行政区)/u, '');
  return { province: short.zh, city: cityAfterProvince(rest, short) };
}
