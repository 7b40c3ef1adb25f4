import type { DocumentKind } from '../domain/ocr-fields.js';

const REPRESENTATIVE = '(法定代表人|法人|负责人|经营者)';
const CARD = '(身份证|证件|居住证)?';

/** How a file in a folder is named, and what it is then. The first that fits counts. */
const NAMES: readonly (readonly [RegExp, DocumentKind])[] = [
  [/营业执照|执照/, 'business_licence'],
  [/单位证书|法人证书|登记证书|事业单位/, 'entity_certificate'],
  [new RegExp(`${REPRESENTATIVE}${CARD}.*(人像|正面|头像)`), 'legal_representative_id_front'],
  [new RegExp(`${REPRESENTATIVE}${CARD}.*(国徽|反面|背面)`), 'legal_representative_id_back'],
  [new RegExp(`${REPRESENTATIVE}.*(身份证|证件)`), 'legal_representative_id'],
  [/(经办|代办|代理)人?.*(人像|正面|头像)/, 'agent_id_front'],
  [/(经办|代办|代理)人?.*(国徽|反面|背面)/, 'agent_id_back'],
  [/(经办|代办)人?.*(身份证|证件)/, 'agent_id'],
  [/授权|委托书/, 'authorisation_letter'],
  [/受理单|受理表/, 'acceptance_form'],
  [/承诺书/, 'commitment_letter'],
  [/多号/, 'multi_number_proof'],
  [/行业许可|许可证/, 'industry_licence'],
  [/其他|附件/, 'other'],
];

/** What a file is by its name, in Chinese or as the API calls it (`business_licence.jpg`); null when the name does not say. */
export function kindOfName(name: string, kinds: readonly DocumentKind[]): DocumentKind | null {
  const plain = name.replace(/\.\w{2,5}$/, '').normalize('NFKC');
  const exact = kinds.find((kind) => kind === plain.toLowerCase());
  return exact ?? NAMES.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

/** Kinds any one of which will do, by what is needed (contract: *Required at submission*). */
export function papersLacking(have: ReadonlySet<DocumentKind>, byAgent: boolean): DocumentKind[] {
  const cards = (whole: DocumentKind, front: DocumentKind, back: DocumentKind) =>
    have.has(whole) ? [] : [front, back].filter((kind) => !have.has(kind));
  const entity: DocumentKind[] =
    have.has('business_licence') || have.has('entity_certificate') ? [] : ['business_licence'];
  return [
    ...entity,
    ...cards('legal_representative_id', 'legal_representative_id_front', 'legal_representative_id_back'),
    ...(byAgent ? cards('agent_id', 'agent_id_front', 'agent_id_back') : []),
    ...(byAgent && !have.has('authorisation_letter') ? (['authorisation_letter'] as const) : []),
  ];
}

/** Names of the papers that may be lacking. */
const TITLES: Readonly<Partial<Record<DocumentKind, { readonly zh: string; readonly en: string }>>> = {
  business_licence: { zh: '营业执照', en: 'business licence' },
  legal_representative_id_front: { zh: '法定代表人身份证人像面', en: 'legal representative’s ID, portrait side' },
  legal_representative_id_back: { zh: '法定代表人身份证国徽面', en: 'legal representative’s ID, emblem side' },
  agent_id_front: { zh: '经办人身份证人像面', en: 'agent’s ID, portrait side' },
  agent_id_back: { zh: '经办人身份证国徽面', en: 'agent’s ID, emblem side' },
  authorisation_letter: { zh: '授权委托书', en: 'authorisation letter' },
};

/** `business_licence, agent_id_back` in words. */
export function titlesOf(kinds: string, language: 'zh' | 'en'): string {
  return kinds
    .split(', ')
    .map((kind) => TITLES[kind as DocumentKind]?.[language] ?? kind)
    .join(language === 'zh' ? '、' : ', ');
}
