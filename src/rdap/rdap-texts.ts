import type { Language } from '../http/problem.js';

/** Sentences of RDAP answers. */
const zh = {
  code: 'zh-CN',
  terms: {
    title: '使用说明',
    description: [
      '本登记簿公示每个 400 号码由哪个单位负责。只公示单位信息，不含自然人信息。',
      '查不到不代表号码有问题。400 号码一般不能外呼：手机上显示的 400 来电可能是伪造的。',
    ],
  },
  verification: '核验情况',
  verified: (level: string, on: string, due: string) => [level, `${on} 核验，有效至 ${due}`],
  purpose: '登记用途',
  suspension: (on: string) => `停机原因（${on}起）`,
  remedy: (text: string) => `如何恢复：${text}`,
  recovery: (day: string) => `预计恢复：${day}`,
  lastHolder: '此前的使用单位',
  lastHolderWas: (name: string, uscc: string, until: string) => `${name}（${uscc}），使用至 ${until}`,
  place: '所在地',
  uscc: '统一社会信用代码',
  notFound: '没有登记',
  noHolder: '没有查到以该统一社会信用代码登记的 400 号码使用单位。这不说明该单位有任何问题。',
  badDomain: '应为 ENUM 域名：0.0.4.3.2.1.0.0.0.4.6.8.e164.arpa 对应 400-012-3400 那样，逐位倒写，后缀 e164.arpa。',
  badEntity: '应为 18 位统一社会信用代码。',
  badRequest: '请求有误',
  unsupported: '不支持的查询',
  supported: '本服务支持 domain（ENUM 域名）、entity（统一社会信用代码）与 help。',
  busy: '查询过于频繁',
  later: '请稍后再试。',
  fault: '系统出错',
  help: {
    title: '怎样查询',
    description: [
      '按号码：/rdap/domain/{ENUM 域名}，号码前加 86，逐位倒写，以点分隔，后缀 e164.arpa。',
      '按单位：/rdap/entity/{统一社会信用代码}。',
      '状态：active validated 正在使用且已核验；server hold 停机；locked 登记有争议；pending transfer 过户中；redemption period 已销户。enum validation expiration 是须重新核验的日期。',
      '自然人姓名、电话、邮箱、地址从不公示（RFC 9537，以删除方式）。',
    ],
  },
};

type RdapTexts = typeof zh;

const en: RdapTexts = {
  code: 'en',
  terms: {
    title: 'Terms of use',
    description: [
      'This register shows which organisation answers for each 400 number: organisations only, no natural persons.',
      'Absence says nothing against a number. 400 numbers in general cannot call out: a caller ID that shows one may be forged.',
    ],
  },
  verification: 'Verification',
  verified: (level, on, due) => [level, `Verified on ${on}, valid until ${due}`],
  purpose: 'Registered purpose',
  suspension: (on) => `Why it is suspended (since ${on})`,
  remedy: (text) => `What ends it: ${text}`,
  recovery: (day) => `Expected recovery: ${day}`,
  lastHolder: 'Last holder',
  lastHolderWas: (name, uscc, until) => `${name} (${uscc}), until ${until}`,
  place: 'Place',
  uscc: 'Unified social credit code',
  notFound: 'Not registered',
  noHolder:
    'No holder of a 400 number is registered under this unified social credit code. That says nothing against it.',
  badDomain:
    'An ENUM domain is expected, such as 0.0.4.3.2.1.0.0.0.4.6.8.e164.arpa for 400-012-3400: digits reversed, under e164.arpa.',
  badEntity: 'A unified social credit code of 18 characters is expected.',
  badRequest: 'Bad request',
  unsupported: 'Query not supported',
  supported: 'This service answers domain (ENUM), entity (unified social credit code) and help.',
  busy: 'Too many requests',
  later: 'Please try again later.',
  fault: 'Something went wrong on our side',
  help: {
    title: 'How to ask',
    description: [
      'By number: /rdap/domain/{ENUM domain}: 86 and the number, digits reversed, separated by dots, under e164.arpa.',
      'By organisation: /rdap/entity/{unified social credit code}.',
      'Statuses: active validated: in service and verified; server hold: suspended; locked: registration disputed; pending transfer; redemption period: disconnected. enum validation expiration is the day by which it must be verified again.',
      'Names, phones, e-mail and addresses of natural persons are never shown (RFC 9537, by removal).',
    ],
  },
};

export const TEXTS: Readonly<Record<Language, RdapTexts>> = { zh, en };
