/**
 * What is wrong with one member, in words, for the codes of our own schemas. A code is stable for ever; texts may improve.
 * What has none here is told by the schema library's English sentence.
 */
export const FIELD_FAULTS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  NUMBERS_REPEATED: { zh: '同一号码填写了多次，请只保留一次', en: 'a number is named more than once; name each once' },
  NOTHING_TO_CORRECT: {
    zh: '没有要更正的内容，请至少填写一项',
    en: 'nothing to correct; name at least one fact that should be different',
  },
  NUMBER_MALFORMED: {
    zh: '这不是 400 号码：应为 400 开头的 10 位数字',
    en: 'not a 400 number: it has ten digits and starts with 400',
  },
  USCC_INVALID: {
    zh: '统一社会信用代码不正确：18 位，不含 I、O、S、V、Z',
    en: 'not a unified social credit code: 18 characters without I, O, S, V, Z',
  },
  PASSWORD_TOO_SHORT: { zh: '密码至少 8 个字符', en: 'a password has eight characters at least' },
  STAFF_NUMBER_MALFORMED: {
    zh: '工号为 2–32 位字母、数字或连字符',
    en: 'a staff number has 2 to 32 letters, digits or hyphens',
  },
  BEYOND_OWN_SCOPE: {
    zh: '不能超出您自己账号的运营商和省份范围',
    en: 'not beyond the carriers and provinces of your own account',
  },
  REASON_REQUIRED: { zh: '请写明原因', en: 'say why' },
  REQUIRED: { zh: '请填写此项', en: 'this is needed' },
  SAME_ENTITY: { zh: '两个单位相同', en: 'these are the same entity' },
  WEBHOOK_URL_MALFORMED: {
    zh: '请填写完整网址，例如 https://orders.example.com/hooks',
    en: 'give the whole address, such as https://orders.example.com/hooks',
  },
  WEBHOOK_URL_NOT_HTTPS: { zh: '地址须以 https:// 开头', en: 'the address must start with https://' },
  WEBHOOK_URL_CREDENTIALS: {
    zh: '地址中不能包含用户名和密码',
    en: 'the address must not hold a user name or password',
  },
  WEBHOOK_URL_NOT_PUBLIC: { zh: '地址指向内网或本机，须为公网地址', en: 'the address must be a public one' },
  WEBHOOK_URL_UNRESOLVED: {
    zh: '域名无法解析，请检查拼写',
    en: 'the name of the address does not resolve; check its spelling',
  },
};
