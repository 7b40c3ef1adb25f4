/** What can be wrong with a row: `refuse` keeps it out, `warn` lets it in and moves its verification forward. */
export const IMPORT_ISSUES = {
  NUMBER_MISSING: { severity: 'refuse', zh: '缺少 400 号码', en: 'The 400 number is missing' },
  NUMBER_MALFORMED: { severity: 'refuse', zh: '不是 400 号码', en: 'Not a 400 number' },
  NUMBER_DESTROYED: {
    severity: 'refuse',
    zh: '号码被 Excel 改成了科学计数、日期或丢了 0，请按文本重新填写',
    en: 'Excel turned the number into an exponent or a date, or lost zeros; enter it as text',
  },
  NUMBER_TWICE: { severity: 'refuse', zh: '同一号码在表中重复', en: 'The same number stands in the file before' },
  TWO_OWNERS: {
    severity: 'refuse',
    zh: '同一号码登记了不同单位',
    en: 'The file gives this number to different entities',
  },
  NUMBER_HELD: { severity: 'refuse', zh: '该号码在系统中已被占用', en: 'The number is held in this registry already' },
  NAME_MISSING: { severity: 'refuse', zh: '缺少单位名称', en: 'The name of the entity is missing' },
  NAME_IS_PERSON: {
    severity: 'refuse',
    zh: '使用单位是自然人，400 号码只能由单位使用',
    en: 'The holder is a natural person; 400 numbers belong to organisations',
  },
  USCC_MISSING: { severity: 'refuse', zh: '缺少统一社会信用代码', en: 'The USCC is missing' },
  USCC_MALFORMED: { severity: 'refuse', zh: '统一社会信用代码格式不对', en: 'Not the shape of a USCC' },
  USCC_DESTROYED: {
    severity: 'refuse',
    zh: '信用代码被 Excel 改成了科学计数，后几位已丢失，请按文本重新填写',
    en: 'Excel turned the code into an exponent and lost its last digits; enter it as text',
  },
  USCC_OLD_15: {
    severity: 'refuse',
    zh: '这是 15 位旧注册号，请换成 18 位统一社会信用代码',
    en: 'A registration number of 15 digits, from before 2015; give the USCC',
  },
  CARRIER_UNKNOWN: { severity: 'refuse', zh: '看不出是哪家运营商', en: 'The carrier cannot be told' },
  CARRIER_NOT_SERVED: {
    severity: 'refuse',
    zh: '本系统不受理该运营商的号码',
    en: 'This installation does not serve the carrier',
  },
  STATUS_NOT_IN_USE: {
    severity: 'refuse',
    zh: '状态不是在用或停机，不导入',
    en: 'Neither in use nor suspended: not imported',
  },
  DATE_MALFORMED: { severity: 'refuse', zh: '开通日期看不懂或在将来', en: 'The date is unreadable or in the future' },
  FORMULA: { severity: 'refuse', zh: '含有公式，请改为数值后再导入', en: 'Holds a formula; paste it as values' },
  WRONG_TYPE: {
    severity: 'refuse',
    zh: '单元格类型不对（逻辑值或错误值）',
    en: 'A cell holds a truth value or an error',
  },
  USCC_CHECK_DIGIT: {
    severity: 'warn',
    zh: '信用代码校验位不符，请核对',
    en: 'The check digit of the USCC does not fit',
  },
  OVER_CAP: {
    severity: 'warn',
    zh: '该单位在该运营商的号码数超过上限',
    en: 'The entity has more numbers with this carrier than the cap',
  },
  PREFIX_CARRIER: { severity: 'warn', zh: '号段与运营商不符，请核对', en: 'The prefix suggests another carrier' },
  RESELLER_UNKNOWN: {
    severity: 'warn',
    zh: '代理商未在系统登记，导入后由运营商直管',
    en: 'The reseller is not registered here; the carrier looks after the number',
  },
  RESELLER_AMBIGUOUS: {
    severity: 'warn',
    zh: '有多个同名代理商，导入后由运营商直管',
    en: 'Several resellers have this name; the carrier looks after the number',
  },
  DATE_MISSING: {
    severity: 'warn',
    zh: '缺少开通日期，按导入日计',
    en: 'No date of activation; counts from the import',
  },
  DATE_SERIAL: {
    severity: 'warn',
    zh: '开通日期是 Excel 序列号，已换算，请核对',
    en: 'The date was an Excel serial number; converted',
  },
  PHONE_DESTROYED: {
    severity: 'warn',
    zh: '联系电话不完整（可能丢了 0）',
    en: 'The phone number is not whole; a zero may be lost',
  },
  NAME_VARIES: { severity: 'warn', zh: '同一信用代码在表中有不同名称', en: 'The file gives this USCC different names' },
} as const satisfies Record<string, { severity: 'refuse' | 'warn'; zh: string; en: string }>;

export type ImportIssue = keyof typeof IMPORT_ISSUES;

export function refuses(issues: readonly ImportIssue[]): boolean {
  return issues.some((issue) => IMPORT_ISSUES[issue].severity === 'refuse');
}
