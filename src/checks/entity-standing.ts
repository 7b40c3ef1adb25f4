import type { ReasonCode } from '../domain/reason-codes.js';
import type { Dossier, DossierFacts } from './dossier.js';
import { evidence, pass, warn, type CheckResult, type Text } from './result.js';

/** `entity.blocklist` (reviewers only) */
export function checkBlocklist({ facts }: Dossier): CheckResult[] {
  if (facts.blocklisted === null) {
    return [pass({ zh: '不在禁止名单中。', en: 'Not on the blocklist.' })];
  }
  const proof = [evidence({ field: 'blocklist', read: facts.blocklisted.reason })];
  return [
    warn(
      {
        zh: '单位、人员或号码在禁止名单中，请按风险流程处理。',
        en: 'The entity, a person or a number is on the blocklist; follow the risk procedure.',
      },
      ['BLOCKLISTED'],
      proof,
    ),
  ];
}

interface StatusMeaning {
  readonly reasons: readonly ReasonCode[];
  readonly message: Text;
}

const BUSINESS_STATUS: Readonly<Record<Exclude<DossierFacts['businessStatus']['status'], 'active'>, StatusMeaning>> = {
  abnormal: {
    reasons: ['ABNORMAL_LIST'],
    message: {
      zh: '登记机关将该单位列入经营异常名录。',
      en: 'The registration authority lists the entity as abnormal.',
    },
  },
  revoked: {
    reasons: ['LICENCE_REVOKED'],
    message: {
      zh: '登记机关显示该单位已被吊销营业执照。',
      en: "The registration authority shows the entity's licence as revoked.",
    },
  },
  cancelled: {
    reasons: ['LICENCE_REVOKED'],
    message: { zh: '登记机关显示该单位已注销。', en: 'The registration authority shows the entity as deregistered.' },
  },
  not_found: {
    reasons: ['USCC_MISMATCH'],
    message: {
      zh: '登记信息中查不到该统一社会信用代码，由审核员核对。',
      en: 'The register does not know this unified social credit code; a reviewer will look.',
    },
  },
  // No reason: nothing speaks against the entity, only nobody has looked.
  unavailable: {
    reasons: [],
    message: {
      zh: '暂时查不到登记状态，由审核员人工查询。',
      en: 'The business status is not available; a reviewer will look it up.',
    },
  },
};

/** `entity.business_status` */
export function checkBusinessStatus({ facts }: Dossier): CheckResult[] {
  const { status, source, asOf } = facts.businessStatus;
  const proof = [evidence({ field: source, read: status, expected: 'active' })];
  if (status !== 'active') return [warn(BUSINESS_STATUS[status].message, BUSINESS_STATUS[status].reasons, proof)];
  const date = asOf ?? '';
  return [
    pass(
      {
        zh: `登记状态正常${date === '' ? '' : `（${date}）`}。`,
        en: `The register shows the entity as active${date === '' ? '' : ` (${date})`}.`,
      },
      proof,
    ),
  ];
}
