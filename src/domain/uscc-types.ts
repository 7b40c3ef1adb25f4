/** What the first two characters of a unified social credit code say about its holder (GB 32100-2015; domain.md §3). */

/** What kind of entity a code belongs to; decides forms of address and which certificate it holds. */
export type EntityKind =
  | 'government'
  | 'institution'
  | 'mass_organisation'
  | 'diplomatic'
  | 'law_firm'
  | 'notary'
  | 'legal_services'
  | 'forensic_institution'
  | 'arbitration'
  | 'culture'
  | 'association'
  | 'private_non_enterprise'
  | 'foundation'
  | 'tourism'
  | 'religious'
  | 'trade_union'
  | 'company'
  | 'sole_trader'
  | 'cooperative'
  | 'rural_collective'
  | 'military'
  | 'other';

export interface BilingualText {
  readonly zh: string;
  readonly en: string;
}

/** The registering authority by first character. Those marked L come from one source and only label a code. */
export const USCC_AUTHORITIES: Readonly<Record<string, BilingualText>> = {
  '1': { zh: '机构编制', en: 'Public institution staffing authority' },
  '2': { zh: '外交', en: 'Foreign affairs' },
  '3': { zh: '司法行政', en: 'Justice administration' },
  '4': { zh: '文化', en: 'Culture' },
  '5': { zh: '民政', en: 'Civil affairs' },
  '6': { zh: '旅游', en: 'Tourism' },
  '7': { zh: '宗教', en: 'Religious affairs' },
  '8': { zh: '工会', en: 'Trade unions' },
  '9': { zh: '市场监督管理', en: 'Market regulation' },
  A: { zh: '中央军委改革和编制办公室', en: 'Central Military Commission' }, // L
  N: { zh: '农业', en: 'Agriculture' }, // L
  Y: { zh: '其他', en: 'Other' },
};

export interface UsccType extends BilingualText {
  readonly kind: EntityKind;
}

function type(kind: EntityKind, zh: string, en: string): UsccType {
  return { kind, zh, en };
}

/** Category by the first two characters: exactly the list of domain.md §3. Anything else is a warning, not a refusal. */
export const USCC_TYPES: Readonly<Record<string, UsccType>> = {
  '11': type('government', '机关', 'Government body'),
  '12': type('institution', '事业单位', 'Public institution'),
  '13': type('mass_organisation', '编办管理的群众团体', 'Mass organisation'),
  '19': type('other', '其他（机构编制）', 'Other (staffing authority)'),
  '21': type('diplomatic', '外国常驻新闻机构', 'Resident foreign news agency'),
  '29': type('other', '其他（外交）', 'Other (foreign affairs)'),
  '31': type('law_firm', '律师执业机构', 'Law firm'),
  '32': type('notary', '公证处', 'Notary office'),
  '33': type('legal_services', '基层法律服务所', 'Grassroots legal services office'),
  '34': type('forensic_institution', '司法鉴定机构', 'Forensic institution'),
  '35': type('arbitration', '仲裁委员会', 'Arbitration commission'),
  '39': type('other', '其他（司法行政）', 'Other (justice administration)'),
  '41': type('culture', '外国在华文化中心', 'Foreign cultural centre'),
  '49': type('other', '其他（文化）', 'Other (culture)'),
  '51': type('association', '社会团体', 'Association'),
  '52': type('private_non_enterprise', '民办非企业单位', 'Private non-enterprise unit'),
  '53': type('foundation', '基金会', 'Foundation'),
  '59': type('other', '其他（民政）', 'Other (civil affairs)'),
  '61': type('tourism', '外国旅游部门常驻代表机构', 'Foreign tourism office'),
  '62': type('tourism', '港澳台地区旅游部门常驻内地（大陆）代表机构', 'Hong Kong, Macao or Taiwan tourism office'),
  '69': type('other', '其他（旅游）', 'Other (tourism)'),
  '71': type('religious', '宗教活动场所', 'Religious venue'),
  '72': type('religious', '宗教院校', 'Religious school'),
  '79': type('other', '其他（宗教）', 'Other (religious affairs)'),
  '81': type('trade_union', '基层工会', 'Trade union'),
  '89': type('other', '其他（工会）', 'Other (trade unions)'),
  '91': type('company', '企业', 'Company'),
  '92': type('sole_trader', '个体工商户', 'Sole trader'),
  '93': type('cooperative', '农民专业合作社', "Farmers' cooperative"),
  A1: type('military', '军队事业单位', 'Military institution'),
  A9: type('other', '其他（军队）', 'Other (military)'),
  N1: type('rural_collective', '组级集体经济组织', 'Rural collective, group level'),
  N2: type('rural_collective', '村级集体经济组织', 'Rural collective, village level'),
  N3: type('rural_collective', '乡镇级集体经济组织', 'Rural collective, township level'),
  N9: type('other', '其他（农业）', 'Other (agriculture)'),
  Y1: type('other', '其他', 'Other'),
};
