import { COUNTER_DOCUMENTS, ENTITY_CLASSES, OPTIONAL_DOCUMENTS } from '../domain/required-documents.js';
import { integer, OWN, type PolicyRow } from './policy-row.js';

/** What an application must show, and how entities and people are judged. */
export const DOSSIER_POLICIES = {
  requiredDocuments: {
    group: 'dossier',
    shape: {
      type: 'required_documents',
      classes: Object.keys(ENTITY_CLASSES),
      options: [...OPTIONAL_DOCUMENTS],
    },
    standing: 'rule',
    source: {
      weight: 'H',
      zh: '电话用户实名登记规定：主体证件、法定代表人及经办人身份证件、授权书必须提供，不可减少',
      en: 'Real-name registration rules: entity certificate, identity documents and authorisation letter cannot be waived',
    },
    name: { zh: '必需材料（按单位类型）', en: 'Required documents by type of entity' },
    about: {
      zh: '在必须提供的材料之外，提交时另须提供的材料。',
      en: 'What must be there at submission beside the papers that are always needed.',
    },
  },
  counterDocuments: {
    group: 'dossier',
    shape: { type: 'documents', options: [...COUNTER_DOCUMENTS] },
    standing: 'choice',
    source: {
      weight: 'M',
      zh: '2016 年起须在运营商营业厅受理，受理单与承诺书在柜台签署',
      en: 'Since 2016 the carrier’s own counter accepts; both papers are signed there',
    },
    name: { zh: '可在受理时补交的材料', en: 'Papers that may follow until acceptance' },
    about: {
      zh: '这些材料可以在审核通过后、营业厅受理前补交；未列入的须在提交时提供。',
      en: 'These may still be missing at approval and follow until the carrier accepts; one that is not listed must be there at submission.',
    },
  },
  counterDocumentsMissingAtAcceptance: {
    group: 'dossier',
    shape: {
      type: 'choice',
      options: [
        { value: 'warn', zh: '提示，可继续受理', en: 'Warn, acceptance goes on' },
        { value: 'refuse', zh: '不予受理', en: 'Refuse acceptance' },
      ],
    },
    standing: 'choice',
    source: OWN,
    name: { zh: '受理时仍缺补交材料', en: 'When they are still missing at acceptance' },
    about: {
      zh: '营业厅受理时，上述材料仍未提供的处理方式。',
      en: 'What happens when the carrier accepts and the papers above are not there.',
    },
  },
  unstampedCopy: {
    group: 'dossier',
    shape: {
      type: 'choice',
      options: [
        { value: 'fail', zh: '退回补正', en: 'Fails: sent back' },
        { value: 'warn', zh: '提示审核员', en: 'Warns the reviewer' },
      ],
    },
    standing: 'choice',
    source: { weight: 'M', zh: '复印件须加盖公章（行业惯例）', en: 'Copies bear the company seal (usual practice)' },
    name: { zh: '黑白复印件未盖章', en: 'Black-and-white copy without a seal' },
    about: {
      zh: '营业执照黑白复印件上没有公章时的处理方式。',
      en: 'What a black-and-white copy of the licence without the company seal means.',
    },
  },
  colourLicenceNeedsNoSeal: {
    group: 'dossier',
    shape: { type: 'switch' },
    standing: 'choice',
    source: OWN,
    name: { zh: '彩色原件照片免盖章', en: 'A colour photograph needs no seal' },
    about: {
      zh: '开启后，营业执照原件的彩色照片或扫描件无需加盖公章。',
      en: 'When on, a colour picture of the original licence needs no company seal.',
    },
  },
  letterValidDays: {
    group: 'dossier',
    shape: integer('days', 30, 1_095),
    standing: 'choice',
    source: OWN,
    name: { zh: '授权书默认有效期', en: 'Validity of a letter without an end' },
    about: {
      zh: '未写明期限的授权委托书，自签署之日起多少天内有效。',
      en: 'For how many days after its signature a letter without an end date is good.',
    },
  },
  industries: {
    group: 'dossier',
    shape: { type: 'industries' },
    standing: 'choice',
    source: {
      weight: 'L',
      zh: '行业分类依据 GB/T 4754-2017；准入口径仅有单一来源',
      en: 'Divisions of GB/T 4754-2017; what is allowed rests on one source',
    },
    name: { zh: '行业准入', en: 'Industries' },
    about: {
      zh: '对个别行业改变默认口径：允许、须行业许可、禁止。',
      en: 'Where this installation differs from the default: allowed, needs a licence, prohibited.',
    },
  },
  maxNumbersPerEntityPerCarrier: {
    group: 'entity',
    shape: integer('numbers', 1, 1_000),
    standing: 'choice',
    source: {
      weight: 'L',
      zh: '存在上限有多方佐证（M），上限为 5 个仅有单一来源（L）',
      en: 'That there is a cap: several sources (M); that it is 5: one (L)',
    },
    name: { zh: '每单位号码上限', en: 'Numbers per entity' },
    about: {
      zh: '同一单位在同一运营商可持有的号码数，超出时核验不通过。',
      en: 'How many numbers one entity may hold with one carrier; above it the check fails.',
    },
  },
  maxOtherEntitiesPerPerson: {
    group: 'entity',
    shape: integer('entities', 1, 50),
    standing: 'choice',
    source: OWN,
    name: { zh: '同一人代表多家单位的预警线', en: 'One person for many entities' },
    about: {
      zh: '同一身份证号另代表多少家单位时，作为欺诈信号提示审核员。',
      en: 'From how many other entities on one ID number is a fraud signal for reviewers.',
    },
  },
  ownerObjectionHours: {
    group: 'entity',
    shape: integer('hours', 24, 720),
    standing: 'choice',
    source: OWN,
    name: { zh: '原联系人异议期', en: 'Time for the former contact to object' },
    about: {
      zh: '单位自行认领后，代理商登记的原联系人可提出异议的时间。',
      en: 'After an owner’s claim, how long the contact a reseller had named may object.',
    },
  },
} as const satisfies Record<string, PolicyRow>;
