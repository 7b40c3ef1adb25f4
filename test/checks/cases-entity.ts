import { casesOf } from './check-case.js';
import {
  AGENT,
  declare,
  document,
  entity,
  ENTITY,
  extraction,
  facts,
  field,
  MISSING,
  NUMBER,
  policy,
  queued,
  SAME_PERSON,
  upload,
  without,
  type Change,
} from './dossier-fixture.js';
import type { DossierFacts } from '../../src/checks/dossier.js';

const business = (status: DossierFacts['businessStatus']['status']) =>
  facts({ businessStatus: { status, source: 'csv', asOf: null } });
const reseller = (
  status: NonNullable<DossierFacts['reseller']>['status'],
  authorisation: Partial<NonNullable<DossierFacts['reseller']>['authorisation']> = {},
) =>
  facts({
    reseller: { status, authorisation: { from: '2026-01-01', until: '2026-12-31', provinces: null, ...authorisation } },
  });
const landing = (...numbers: readonly (string | { number: string; [member: string]: unknown })[]): Change =>
  declare({ landingNumbers: numbers.map((each) => (typeof each === 'string' ? { number: each } : each)) });

export const ENTITY_CASES = [
  ...casesOf(
    'entity.organisation',
    ['pass', 'a company', []],
    ['pass', 'a sole trader', [entity({ uscc: '92330106MA2XK7QT13' })]],
    ['pass', 'a rural collective, whose code begins with a letter', [entity({ uscc: 'N2450123MF3JD08P4N' })]],
    ['fail', 'an ID number', [entity({ uscc: AGENT.idNumber })], { reasons: ['NATURAL_PERSON'] }],
    ['fail', 'a person by declared type', [entity({ type: '个人' })], { reasons: ['NATURAL_PERSON'] }],
    ['warn', 'an unknown category', [entity({ uscc: '99110199EB700F2U42' })], { reasons: ['USCC_INVALID'] }],
    ['warn', 'not a code', [entity({ uscc: '1234' })]],
    ['warn', 'a branch', [entity({ name: `${ENTITY.name}上海分公司` })], { reasons: ['MISSING_DOCUMENT'] }],
    ['not_applicable', 'no code', [entity({ uscc: undefined })]],
  ),
  ...casesOf(
    'entity.number_cap',
    ['pass', 'the first number', []],
    [
      'pass',
      'the fifth, with a reason',
      [facts({ otherNumbersOfEntity: 4 }), declare({ multiNumberReason: '分地区服务' })],
    ],
    [
      'pass',
      'a second, with proof',
      [facts({ otherNumbersOfEntity: 1 }), upload(document('multi_number_proof', extraction(null, {})))],
    ],
    [
      'warn',
      'a second without either',
      [declare({ numbers: [NUMBER, '4008880002'] })],
      { reasons: ['MULTI_NUMBER_PROOF_MISSING'] },
    ],
    [
      'fail',
      'the sixth',
      [facts({ otherNumbersOfEntity: 5 }), declare({ multiNumberReason: '分地区服务' })],
      { reasons: ['LIMIT_EXCEEDED'] },
    ],
  ),
  ...casesOf(
    'entity.blocklist',
    ['pass', 'not on it', []],
    ['warn', 'on it', [facts({ blocklisted: { reason: 'sample' } })], { reasons: ['BLOCKLISTED'] }],
  ),
  ...casesOf(
    'entity.business_status',
    ['pass', 'active', []],
    ['warn', 'abnormal', [business('abnormal')], { reasons: ['ABNORMAL_LIST'] }],
    ['warn', 'revoked', [business('revoked')], { reasons: ['LICENCE_REVOKED'] }],
    ['warn', 'cancelled', [business('cancelled')], { reasons: ['LICENCE_REVOKED'] }],
    ['warn', 'unknown', [business('not_found')]],
    ['warn', 'not available', [business('unavailable')], { reasons: [] }],
  ),
  ...casesOf(
    'person.entity_count',
    ['pass', 'few others', [facts({ otherEntitiesOfPerson: { legalRepresentative: 2, agent: 2 } })]],
    [
      'warn',
      'the agent stands for many',
      [facts({ otherEntitiesOfPerson: { legalRepresentative: 0, agent: 3 } })],
      { reasons: ['AGENT_NOT_EMPLOYEE'], fields: ['agent'] },
    ],
    [
      'warn',
      'the legal representative does',
      [SAME_PERSON, facts({ otherEntitiesOfPerson: { legalRepresentative: 3, agent: 3 } })],
      { fields: ['legalRepresentative'] },
    ],
  ),
  ...casesOf(
    'contact.confirmed',
    ['pass', 'confirmed', []],
    ['warn', 'not yet', [facts({ contactConfirmed: false })], { reasons: [] }],
  ),
  ...casesOf(
    'contact.not_reseller',
    ['pass', "the holder's own", []],
    ['warn', "the reseller's", [facts({ contactsOfReseller: ['agent.mobile'] })], { fields: ['agent.mobile'] }],
    [
      'fail',
      "the reseller's, in a claim",
      [
        facts({ contactsOfReseller: ['entity.contact.email'] }),
        (dossier) => ({ ...dossier, request: { ...dossier.request, kind: 'claim' } }),
      ],
    ],
  ),
  ...casesOf(
    'landing.format',
    ['pass', 'mobile, fixed and service lines', [landing('13900000001', '010-88880000', '95105888')]],
    ['fail', 'no area code', [landing('13900000001', '88880000')], { fields: ['landingNumbers'] }],
    ['fail', 'a 400 number', [landing('4008880009')]],
    ['not_applicable', 'none', []],
  ),
  ...casesOf(
    'landing.registered',
    [
      'pass',
      "the entity's",
      [landing({ number: '13900000001', ownerIsEntity: true }, { number: '13900000002', ownerName: ENTITY.name })],
    ],
    [
      'pass',
      'on a named platform',
      [landing({ number: '95105888', line: 'platform', platformOperator: '样例云平台' })],
    ],
    ['warn', 'nothing stated', [landing('13900000001')], { reasons: ['LANDING_NUMBER_UNREGISTERED'] }],
    ['warn', "somebody else's", [landing({ number: '13900000001', ownerName: '别的公司', ownerIsEntity: true })]],
    ['warn', 'on a platform nobody names', [landing({ number: '95105888', line: 'platform', ownerIsEntity: true })]],
    ['not_applicable', 'none', []],
  ),
  ...casesOf(
    'landing.shared',
    ['pass', 'used by nobody else', [landing('13900000001')]],
    [
      'warn',
      'used by others',
      [landing('13900000001'), facts({ sharedLandingNumbers: [{ number: '13900000001', otherEntities: 4 }] })],
    ],
    ['not_applicable', 'none', []],
  ),
  ...casesOf(
    'purpose.industry',
    ['pass', 'allowed', []],
    [
      'pass',
      'with its licence',
      [declare({ industry: 'J66' }), upload(document('industry_licence', extraction(null, {})))],
    ],
    ['warn', 'without its licence', [declare({ industry: 'J66' })], { reasons: ['INDUSTRY_LICENCE_MISSING'] }],
    ['warn', 'unknown', [declare({ industry: 'Z99' })], { reasons: ['PURPOSE_UNCLEAR'] }],
    ['fail', 'prohibited here', [policy({ industries: { I65: 'prohibit' } })], { reasons: ['INDUSTRY_PROHIBITED'] }],
    ['not_applicable', 'none declared', [declare({ industry: undefined })]],
  ),
  ...casesOf(
    'reseller.authorised',
    ['pass', 'active and in force', []],
    ['pass', 'the first and last day', [reseller('active', { from: '2026-11-22', until: '2026-11-22' })]],
    ['pass', 'within its provinces', [reseller('active', { provinces: ['浙江省', '上海'] })]],
    ['pass', 'a province by its code', [reseller('active', { provinces: ['31'] })]],
    [
      'pass',
      'by the address on the licence',
      [reseller('active', { provinces: ['上海市'] }), entity({ address: undefined })],
    ],
    ['fail', 'suspended', [reseller('suspended')], { reasons: ['RESELLER_NOT_AUTHORISED'] }],
    ['fail', 'leaving', [reseller('exiting')]],
    ['fail', 'ended', [reseller('active', { until: '2026-11-21' })]],
    ['fail', 'not begun', [reseller('active', { from: '2026-11-23' })]],
    ['fail', 'another province', [reseller('active', { provinces: ['浙江省'] })]],
    [
      'warn',
      'no province to be told',
      [reseller('active', { provinces: ['浙江省'] }), entity({ address: '某街 1 号' })],
    ],
    [
      'warn',
      'no address at all',
      [
        reseller('active', { provinces: ['浙江省'] }),
        entity({ address: undefined }),
        field('business_licence', 'address', MISSING),
      ],
    ],
    [
      'warn',
      'no address and no licence',
      [reseller('active', { provinces: ['浙江省'] }), entity({ address: undefined }), without('business_licence')],
    ],
    [
      'pending',
      'the licence is being read',
      [reseller('active', { provinces: ['浙江省'] }), entity({ address: undefined }), queued('business_licence')],
    ],
  ),
];
