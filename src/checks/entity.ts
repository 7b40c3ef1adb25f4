import { KIND_RULES } from '../domain/application-kinds.js';
import { parseCitizenId } from '../domain/citizen-id.js';
import { hasUsccShape, isValidUscc, usccCategory } from '../domain/uscc.js';
import { foldCode } from './compare.js';
import type { Dossier } from './dossier.js';
import { documentsOf } from './find-sheet.js';
import { evidence, fail, notApplicable, pass, warn, type CheckResult } from './result.js';

/**
 * `entity.organisation`: an organisation, never a natural person (domain.md §1); sole traders are accepted. A branch is
 * no legal person: its head office has to agree (M), which a reviewer sees to.
 */
export function checkOrganisation({ declared, today }: Dossier): CheckResult[] {
  const { name, uscc, type } = declared.entity;
  if (uscc === undefined || uscc.trim() === '') {
    return [notApplicable({ zh: '没有填写统一社会信用代码。', en: 'No unified social credit code was declared.' })];
  }
  const code = foldCode(uscc);
  const proof = [evidence({ field: 'entity.uscc', expected: code })];
  const citizenNumber = !isValidUscc(code) && parseCitizenId(code, today)?.valid === true;
  if (citizenNumber || NATURAL_PERSON_TYPES.has((type ?? '').trim().toLowerCase())) {
    return [
      fail(
        {
          zh: '400 号码不向个人开放，请以单位或个体工商户名义申请。',
          en: 'A 400 number is not issued to natural persons; please apply as an organisation or a registered sole trader.',
        },
        ['NATURAL_PERSON'],
        proof,
      ),
    ];
  }
  if (!hasUsccShape(code) || !usccCategory(code).known) {
    return [
      warn(
        {
          zh: '从统一社会信用代码看不出单位类别，由审核员核对。',
          en: 'The unified social credit code does not tell the kind of entity; a reviewer will look.',
        },
        ['USCC_INVALID'],
        proof,
      ),
    ];
  }
  if (usccCategory(code).kind === 'company' && /分公司$/u.test((name ?? '').trim())) {
    return [
      warn(
        {
          zh: '分公司不是独立法人，请核对总公司授权。',
          en: "A branch is no legal person; the head office's authorisation should be seen.",
        },
        ['MISSING_DOCUMENT'],
        [...proof, evidence({ field: 'headOfficeAuthorisation' })],
      ),
    ];
  }
  return [
    pass(
      { zh: '申请单位是组织或个体工商户。', en: 'The applicant is an organisation or a registered sole trader.' },
      proof,
    ),
  ];
}

/** `entity.type` is the applicant's free text; these words say that a person applies. */
const NATURAL_PERSON_TYPES: ReadonlySet<string> = new Set(['natural_person', 'person', 'individual', '自然人', '个人']);

/**
 * `entity.number_cap`: what the entity holds at this carrier and asks for, against the carrier's own cap; and, for a
 * second number, a stated reason or proof (domain.md §1: M, so its absence is a warning).
 */
export function checkNumberCap(dossier: Dossier): CheckResult[] {
  const { declared, facts, policy, request } = dossier;
  if (!KIND_RULES[request.kind].gains) {
    return [
      notApplicable({
        zh: '本次申请不增加该单位的号码。',
        en: 'The entity gains no number by this application.',
      }),
    ];
  }
  const total = facts.otherNumbersOfEntity + declared.numbers.length;
  const cap = policy.maxNumbersPerEntityPerCarrier;
  const proof = [evidence({ field: 'numbers', read: String(total), expected: `≤ ${cap}` })];
  if (total > cap) {
    return [
      fail(
        {
          zh: `该单位在本运营商的号码将达 ${total} 个，超过上限 ${cap} 个，请减少申请或先注销不用的号码。`,
          en: `The entity would hold ${total} numbers of this carrier, more than the limit of ${cap}; please ask for fewer or disconnect one no longer used.`,
        },
        ['LIMIT_EXCEEDED'],
        proof,
      ),
    ];
  }
  const explained =
    (declared.multiNumberReason ?? '').trim() !== '' || documentsOf(dossier, ['multi_number_proof']).length > 0;
  if (total > 1 && !explained) {
    return [
      warn(
        {
          zh: '申请第二个及以上号码须说明理由，请填写理由或上传多号证明。',
          en: 'A second or further number needs a reason; please state it or upload the multi-number proof.',
        },
        ['MULTI_NUMBER_PROOF_MISSING'],
        [...proof, evidence({ field: 'multiNumberReason' })],
      ),
    ];
  }
  return [pass({ zh: '号码数量未超过上限。', en: 'The count of numbers is within the limit.' }, proof)];
}
