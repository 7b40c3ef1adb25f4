/** Industries by GB/T 4754-2017 (国民经济行业分类) division, and whether a 400 number may be used for them (domain.md §5). */

/** `needs_licence`: an industry licence is asked for. `prohibit`: no 400 number. */
export type IndustryPolicy = 'allow' | 'needs_licence' | 'prohibit';

export interface IndustryDivision {
  readonly zh: string;
  readonly en: string;
  readonly policy: IndustryPolicy;
  /** The licence to ask for, in Chinese as it is titled; null where none is. */
  readonly licence: string | null;
}

function allowed(zh: string, en: string): IndustryDivision {
  return { zh, en, policy: 'allow', licence: null };
}

function licensed(zh: string, en: string, licence: string): IndustryDivision {
  return { zh, en, policy: 'needs_licence', licence };
}

/** The 20 sections (门类). */
export const INDUSTRY_SECTIONS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  A: { zh: '农、林、牧、渔业', en: 'Agriculture, forestry, animal husbandry and fishery' },
  B: { zh: '采矿业', en: 'Mining' },
  C: { zh: '制造业', en: 'Manufacturing' },
  D: { zh: '电力、热力、燃气及水生产和供应业', en: 'Electricity, heat, gas and water supply' },
  E: { zh: '建筑业', en: 'Construction' },
  F: { zh: '批发和零售业', en: 'Wholesale and retail trade' },
  G: { zh: '交通运输、仓储和邮政业', en: 'Transport, storage and post' },
  H: { zh: '住宿和餐饮业', en: 'Accommodation and catering' },
  I: { zh: '信息传输、软件和信息技术服务业', en: 'Information transmission, software and IT services' },
  J: { zh: '金融业', en: 'Finance' },
  K: { zh: '房地产业', en: 'Real estate' },
  L: { zh: '租赁和商务服务业', en: 'Leasing and business services' },
  M: { zh: '科学研究和技术服务业', en: 'Scientific research and technical services' },
  N: { zh: '水利、环境和公共设施管理业', en: 'Water, environment and public facilities' },
  O: { zh: '居民服务、修理和其他服务业', en: 'Household services, repair and other services' },
  P: { zh: '教育', en: 'Education' },
  Q: { zh: '卫生和社会工作', en: 'Health and social work' },
  R: { zh: '文化、体育和娱乐业', en: 'Culture, sports and entertainment' },
  S: { zh: '公共管理、社会保障和社会组织', en: 'Public administration, social security and social organisations' },
  T: { zh: '国际组织', en: 'International organisations' },
};

/**
 * The 97 divisions (大类), keyed by section letter and two digits. The names are the standard's; the policies are defaults
 * of confidence L, to be replaced by an installation's own: those divisions need a licence whose core business nobody may
 * run without a sector regulator's permit and whose pretended hotlines harm callers most (finance, health, schools,
 * telecommunications, express delivery, press, gas, medicine, tobacco). No division is prohibited by default: what is
 * forbidden (gambling, unlicensed lending) is a purpose, and a weak rule must never refuse by itself (domain.md, head).
 */
export const INDUSTRY_POLICY: Readonly<Record<string, IndustryDivision>> = {
  A01: allowed('农业', 'Agriculture'),
  A02: allowed('林业', 'Forestry'),
  A03: allowed('畜牧业', 'Animal husbandry'),
  A04: allowed('渔业', 'Fishery'),
  A05: allowed('农、林、牧、渔专业及辅助性活动', 'Support activities for agriculture, forestry and fishery'),
  B06: allowed('煤炭开采和洗选业', 'Coal mining and washing'),
  B07: allowed('石油和天然气开采业', 'Oil and gas extraction'),
  B08: allowed('黑色金属矿采选业', 'Ferrous metal mining'),
  B09: allowed('有色金属矿采选业', 'Non-ferrous metal mining'),
  B10: allowed('非金属矿采选业', 'Non-metallic mineral mining'),
  B11: allowed('开采专业及辅助性活动', 'Support activities for mining'),
  B12: allowed('其他采矿业', 'Other mining'),
  C13: allowed('农副食品加工业', 'Processing of agricultural food products'),
  C14: allowed('食品制造业', 'Food'),
  C15: allowed('酒、饮料和精制茶制造业', 'Alcohol, beverages and refined tea'),
  C16: licensed('烟草制品业', 'Tobacco products', '烟草专卖生产企业许可证'),
  C17: allowed('纺织业', 'Textiles'),
  C18: allowed('纺织服装、服饰业', 'Clothing'),
  C19: allowed('皮革、毛皮、羽毛及其制品和制鞋业', 'Leather, fur, feathers and footwear'),
  C20: allowed('木材加工和木、竹、藤、棕、草制品业', 'Wood, bamboo, rattan and straw products'),
  C21: allowed('家具制造业', 'Furniture'),
  C22: allowed('造纸和纸制品业', 'Paper and paper products'),
  C23: allowed('印刷和记录媒介复制业', 'Printing and reproduction of recorded media'),
  C24: allowed('文教、工美、体育和娱乐用品制造业', 'Educational, craft, sports and entertainment articles'),
  C25: allowed('石油、煤炭及其他燃料加工业', 'Processing of petroleum, coal and other fuels'),
  C26: allowed('化学原料和化学制品制造业', 'Chemical raw materials and products'),
  C27: licensed('医药制造业', 'Pharmaceuticals', '药品生产许可证'),
  C28: allowed('化学纤维制造业', 'Chemical fibres'),
  C29: allowed('橡胶和塑料制品业', 'Rubber and plastic products'),
  C30: allowed('非金属矿物制品业', 'Non-metallic mineral products'),
  C31: allowed('黑色金属冶炼和压延加工业', 'Smelting and rolling of ferrous metals'),
  C32: allowed('有色金属冶炼和压延加工业', 'Smelting and rolling of non-ferrous metals'),
  C33: allowed('金属制品业', 'Metal products'),
  C34: allowed('通用设备制造业', 'General machinery'),
  C35: allowed('专用设备制造业', 'Special machinery'),
  C36: allowed('汽车制造业', 'Motor vehicles'),
  C37: allowed('铁路、船舶、航空航天和其他运输设备制造业', 'Railway, ship, aerospace and other transport equipment'),
  C38: allowed('电气机械和器材制造业', 'Electrical machinery and equipment'),
  C39: allowed('计算机、通信和其他电子设备制造业', 'Computers, communication and other electronic equipment'),
  C40: allowed('仪器仪表制造业', 'Instruments and meters'),
  C41: allowed('其他制造业', 'Other manufacturing'),
  C42: allowed('废弃资源综合利用业', 'Recovery of waste resources'),
  C43: allowed('金属制品、机械和设备修理业', 'Repair of metal products, machinery and equipment'),
  D44: allowed('电力、热力生产和供应业', 'Electricity and heat'),
  D45: licensed('燃气生产和供应业', 'Gas', '燃气经营许可证'),
  D46: allowed('水的生产和供应业', 'Water'),
  E47: allowed('房屋建筑业', 'Building construction'),
  E48: allowed('土木工程建筑业', 'Civil engineering'),
  E49: allowed('建筑安装业', 'Building installation'),
  E50: allowed('建筑装饰、装修和其他建筑业', 'Building decoration and other construction'),
  F51: allowed('批发业', 'Wholesale'),
  F52: allowed('零售业', 'Retail'),
  G53: allowed('铁路运输业', 'Railway transport'),
  G54: allowed('道路运输业', 'Road transport'),
  G55: allowed('水上运输业', 'Water transport'),
  G56: allowed('航空运输业', 'Air transport'),
  G57: allowed('管道运输业', 'Pipeline transport'),
  G58: allowed('多式联运和运输代理业', 'Multimodal transport and forwarding'),
  G59: allowed('装卸搬运和仓储业', 'Handling and storage'),
  G60: licensed('邮政业', 'Post and express delivery', '快递业务经营许可证或邮政业务许可'),
  H61: allowed('住宿业', 'Accommodation'),
  H62: allowed('餐饮业', 'Catering'),
  I63: licensed(
    '电信、广播电视和卫星传输服务',
    'Telecommunications, broadcasting and satellite transmission',
    '电信业务经营许可证',
  ),
  I64: licensed('互联网和相关服务', 'Internet and related services', '增值电信业务经营许可证或 ICP 备案'),
  I65: allowed('软件和信息技术服务业', 'Software and information technology services'),
  J66: licensed('货币金融服务', 'Monetary and financial services', '金融许可证'),
  J67: licensed('资本市场服务', 'Capital market services', '经营证券期货业务许可证或基金管理人登记'),
  J68: licensed('保险业', 'Insurance', '保险许可证'),
  J69: licensed('其他金融业', 'Other finance', '相应的金融业务许可'),
  K70: allowed('房地产业', 'Real estate'),
  L71: allowed('租赁业', 'Leasing'),
  L72: allowed('商务服务业', 'Business services'),
  M73: allowed('研究和试验发展', 'Research and experimental development'),
  M74: allowed('专业技术服务业', 'Professional technical services'),
  M75: allowed('科技推广和应用服务业', 'Technology promotion and application'),
  N76: allowed('水利管理业', 'Water management'),
  N77: allowed('生态保护和环境治理业', 'Ecological protection and environmental control'),
  N78: allowed('公共设施管理业', 'Public facilities management'),
  N79: allowed('土地管理业', 'Land management'),
  O80: allowed('居民服务业', 'Household services'),
  O81: allowed('机动车、电子产品和日用产品修理业', 'Repair of vehicles, electronics and household goods'),
  O82: allowed('其他服务业', 'Other services'),
  P83: licensed('教育', 'Education', '办学许可证'),
  Q84: licensed('卫生', 'Health', '医疗机构执业许可证'),
  Q85: allowed('社会工作', 'Social work'),
  R86: licensed('新闻和出版业', 'News and publishing', '出版许可证或互联网新闻信息服务许可证'),
  R87: licensed(
    '广播、电视、电影和录音制作业',
    'Radio, television, film and sound recording',
    '广播电视节目制作经营许可证',
  ),
  R88: allowed('文化艺术业', 'Culture and arts'),
  R89: allowed('体育', 'Sports'),
  R90: allowed('娱乐业', 'Entertainment'),
  S91: allowed('中国共产党机关', 'Organs of the Communist Party of China'),
  S92: allowed('国家机构', 'State organs'),
  S93: allowed('人民政协、民主党派', 'CPPCC and democratic parties'),
  S94: allowed('社会保障', 'Social security'),
  S95: allowed('群众团体、社会团体和其他成员组织', 'Mass and social organisations and other membership organisations'),
  S96: allowed('基层群众自治组织及其他组织', 'Grassroots self-governing organisations and others'),
  T97: allowed('国际组织', 'International organisations'),
};

/** An installation's own choices by division code; they come before the defaults. */
export type IndustryPolicyOverrides = Readonly<Partial<Record<string, IndustryPolicy>>>;

/** The division's names, default policy and licence, or null for an unknown code such as `I99` or `A65`. */
export function industryDivision(code: string): IndustryDivision | null {
  return Object.hasOwn(INDUSTRY_POLICY, code) ? (INDUSTRY_POLICY[code] ?? null) : null;
}

/** What the policy says of a division; null for an unknown code (even when it is overridden). */
export function industryPolicy(code: string, overrides: IndustryPolicyOverrides = {}): IndustryPolicy | null {
  const division = industryDivision(code);
  return division === null ? null : (overrides[code] ?? division.policy);
}
