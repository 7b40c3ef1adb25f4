import type { CertificateStatus } from '../../credentials/issue-certificate.js';
import type { CredentialStatus } from '../../credentials/credential.js';
import type { Language } from '../../http/problem.js';

/** The page that explains what can be checked, and the fold of an answer. */
const zh = {
  title: '能核验什么，怎样核验',
  lead: '不必相信本网站：下面每一项都可以自己核对，或请懂技术的人核对。',
  sections: [
    {
      title: '号码由谁负责',
      text: [
        '输入号码，就能看到登记的使用单位、核验日期、有效期和停机原因；可以查两年内任何一天由谁使用。',
        '查不到不代表号码有问题：它可能不在本登记簿的号段内，请向它的运营商查询。',
      ],
    },
    {
      title: '接到“400 来电”',
      text: [
        '400 号码一般只能接听，不能外呼。登记信息属实，也不代表打给您的就是登记单位：来电显示可以伪造。',
        '不要回拨来电短信里的号码，请用单位官方渠道公布的号码联系。',
      ],
    },
    {
      title: '登记有没有被偷偷改过',
      text: [
        '号码的每次公开变更都写入一本只增不改的公开账本（透明日志），并由运营商签名。改动或删除任何一条旧记录，都会被任何核对账本的人发现。',
        '每个查询结果都带有它在账本中的位置和证明（proof）。账本里只有加盐的摘要，不是客户名单。',
      ],
    },
    {
      title: '离线也能核对的凭证',
      text: [
        '接口返回的 credential 是运营商签名的查询结果，一天内有效。拿到它的人不联网也能用公开的密钥核对；登记一变，旧凭证就作废。',
      ],
    },
    {
      title: '纸质证明和网站徽标',
      text: [
        '号码归属证明印有编号和二维码，扫码或在下面输入编号，就知道它是否仍然有效。',
        '网站上的“点击核验”徽标只在单位登记的网站上显示单位名称，放到别处会直接说明。徽标不跟踪访客。',
      ],
    },
  ],
  checkSerial: '核对证明编号',
  serial: '证明编号',
  checkCredential: '核对一张凭证',
  credential: '凭证（以 eyJ 开头的一长串字符）',
  check: '核对',
  verdicts: {
    valid: '有效：由本登记系统签发，与目前的登记一致。',
    expired: '已过期：由本登记系统签发，但已超过一天，请重新查询。',
    revoked: '已作废：由本登记系统签发，但登记在此之后变更了。',
    forged: '不是真的：不是本登记系统签发，或内容被改动过。',
  } satisfies Record<CredentialStatus, string>,
  forProgrammers: '给技术人员',
  fold: '技术核验',
  foldLead: '不必相信本页：可以自己核对。',
  logIndex: '账本中的位置',
  leafHash: '叶子摘要',
  notLogged: '正在写入公开账本，请稍后刷新。',
  links: {
    json: '查询结果（JSON，含 proof 与 credential）',
    rdap: 'RDAP',
    checkpoint: '公开账本的签名检查点',
    keys: '凭证公钥（JWKS）',
    docs: '接口文档',
  },
  command: '核对整本账本：',
  explained: '能核验什么',
  complain: '投诉这个号码',
  complainShort: '投诉',
  certificateTitle: '号码归属证明核对',
  certificate: {
    valid: '证明有效',
    changed: '与登记不一致',
    expired: '证明已过期',
  } satisfies Record<CertificateStatus, string>,
  certificateMeans: {
    valid: '证明所载内容与目前的登记一致。',
    changed: '目前的登记与证明所载不同，或号码未在使用。请以目前的登记为准。',
    expired: '证明所载与目前的登记一致，但证明已过有效期，请单位重新开具。',
  } satisfies Record<CertificateStatus, string>,
  noCertificate: '没有这个证明编号，请核对后再试。',
  certified: '证明所载',
  number: '400 号码',
  holder: '使用单位',
  issuedOn: '开具日期',
  validUntil: '有效至',
  present: '查看目前的登记',
  postponed: (times: number) => (times === 0 ? '' : `（已推迟 ${times} 次）`),
};

type ExplainedTexts = typeof zh;

const en: ExplainedTexts = {
  title: 'What can be checked, and how',
  lead: 'You need not trust this site: everything below can be checked by yourself, or by somebody technical.',
  sections: [
    {
      title: 'Who answers for a number',
      text: [
        'Enter a number and see the registered organisation, when it was verified, until when, and why it is suspended if it is; also who held it on any day of the last two years.',
        'Absence says nothing against a number: it may lie outside this register. Ask its carrier.',
      ],
    },
    {
      title: 'A call “from a 400 number”',
      text: [
        '400 numbers in general only receive calls. Even when the registration is right, the call need not have come from that organisation: caller IDs can be forged.',
        'Do not call numbers that came with a call or message; use those the organisation itself publishes.',
      ],
    },
    {
      title: 'Whether a registration was changed in secret',
      text: [
        'Every public change of a number goes into an append-only public log, signed by the carrier. Whoever checks the log notices when any old entry was changed or removed.',
        'Every answer carries its place in the log and a proof. The log holds salted digests only: it is no customer list.',
      ],
    },
    {
      title: 'A credential that can be checked offline',
      text: [
        'The credential in our API’s answer is the answer itself, signed by the carrier, good for one day. Whoever has it can check it with the published keys; when the registration changes it is revoked.',
      ],
    },
    {
      title: 'Certificates and badges',
      text: [
        'A certificate on paper has a serial and a QR code: scan it, or enter the serial below, to see whether it still holds.',
        'The badge on a web site names the organisation on the site it registered only, and says so elsewhere. It does not track visitors.',
      ],
    },
  ],
  checkSerial: 'Check a certificate',
  serial: 'Serial',
  checkCredential: 'Check a credential',
  credential: 'Credential (a long string that begins with eyJ)',
  check: 'Check',
  verdicts: {
    valid: 'Valid: issued by this register, and still what is registered.',
    expired: 'Expired: issued by this register more than a day ago; look the number up again.',
    revoked: 'Revoked: issued by this register, but the registration changed since.',
    forged: 'Not genuine: not issued by this register, or altered.',
  },
  forProgrammers: 'For programmers',
  fold: 'Technical proof',
  foldLead: 'You need not trust this page: check it yourself.',
  logIndex: 'Place in the log',
  leafHash: 'Leaf hash',
  notLogged: 'Being written to the public log; reload in a moment.',
  links: {
    json: 'This answer (JSON, with proof and credential)',
    rdap: 'RDAP',
    checkpoint: 'Signed checkpoint of the log',
    keys: 'Keys of credentials (JWKS)',
    docs: 'API documentation',
  },
  command: 'To check the whole log:',
  explained: 'What can be checked',
  complain: 'Complain about this number',
  complainShort: 'Complain',
  certificateTitle: 'Check of a certificate',
  certificate: { valid: 'Certificate valid', changed: 'Differs from the register', expired: 'Certificate expired' },
  certificateMeans: {
    valid: 'What it says is what is registered now.',
    changed: 'What is registered now differs, or the number is not in service. Go by the present registration.',
    expired: 'What it says is still registered, but the certificate has run out; ask for a new one.',
  },
  noCertificate: 'There is no such serial. Please check and try again.',
  certified: 'What it says',
  number: '400 number',
  holder: 'Holder',
  issuedOn: 'Issued on',
  validUntil: 'Valid until',
  present: 'See the present registration',
  postponed: (times) => (times === 0 ? '' : times === 1 ? ' (postponed once)' : ` (postponed ${times} times)`),
};

export const EXPLAINED: Readonly<Record<Language, ExplainedTexts>> = { zh, en };
