import { casesOf } from './check-case.js';
import {
  declare,
  document,
  ENTITY,
  entity,
  facts,
  extraction,
  field,
  LEGAL,
  legalRepresentative,
  LICENCE_FIELDS,
  MISSING,
  onDocument,
  onExtraction,
  OTHER_USCC,
  policy,
  queued,
  read,
  SEAL,
  unsure,
  upload,
  without,
  type Change,
} from './dossier-fixture.js';

const GONE = without('business_licence');
const WAITING = queued('business_licence');
const BLACK_AND_WHITE = onDocument('business_licence', { colour: false });
const AUTHORITY = { ...SEAL, type: 'authority', text: '某市市场监督管理局' } as const;
const UNREAD = { ...SEAL, type: 'unknown', text: null, verdict: 'missing' } as const;
const NO_SEAL = onExtraction('business_licence', { seals: [] });
const on = (name: string, reading: Parameters<typeof field>[2]) => field('business_licence', name, reading);
const SHOWS_A_CARD = onExtraction('business_licence', {
  pageKinds: ['id_front'],
  fields: { name: read('某人'), idNumber: read('1') },
});
const CERTIFICATE: Change = (dossier) =>
  upload(document('entity_certificate', extraction('entity_certificate', { ...LICENCE_FIELDS, term: MISSING })))(
    GONE(dossier),
  );
const SOLE = entity({ uscc: '92330106MA2XK7QT13', name: '个体工商户（无字号）' });

export const LICENCE_CASES = [
  ...casesOf(
    'licence.uscc_checksum',
    ['pass', 'right check digits', []],
    ['pass', 'the printed code is doubtful, the declared one right', [on('uscc', unsure('91110199EB700F2U43'))]],
    ['warn', 'the declared code is wrong', [entity({ uscc: '91110199EB700F2U43' })], { reasons: ['USCC_INVALID'] }],
    ['warn', 'the printed code is wrong', [on('uscc', read('91110199EB700F2U43'))]],
    ['not_applicable', 'no code at all', [entity({ uscc: undefined }), GONE]],
  ),
  ...casesOf(
    'licence.uscc_matches',
    ['pass', 'the same', []],
    ['pass', 'declared in small letters', [entity({ uscc: ENTITY.uscc.toLowerCase() })]],
    ['pass', 'on a certificate', [CERTIFICATE]],
    ['fail', 'another code', [on('uscc', read(OTHER_USCC))], { reasons: ['USCC_MISMATCH'] }],
    ['unreadable', 'doubtful', [on('uscc', unsure(OTHER_USCC))]],
    ['unreadable', 'missing', [on('uscc', MISSING)]],
    ['unreadable', 'the picture shows a card', [SHOWS_A_CARD]],
    ['unreadable', 'reading failed', [onDocument('business_licence', { status: 'failed', extraction: null })]],
    ['not_applicable', 'no licence', [GONE]],
    ['not_applicable', 'nothing declared', [entity({ uscc: undefined })]],
    ['pending', 'being read', [WAITING]],
  ),
  ...casesOf(
    'licence.name_matches',
    ['pass', 'other brackets, spaces and dots', [entity({ name: '甲 (乙)公司' }), on('name', read('甲（乙）公司'))]],
    ['pass', 'a sole trader without a trade name', [SOLE, on('name', read('***'))]],
    ['fail', 'another name', [on('name', read('别的公司'))], { reasons: ['NAME_MISMATCH'] }],
    ['warn', 'a name the entity had before', [on('name', read('旧公司')), facts({ otherNames: ['旧公司'] })]],
    [
      'fail',
      'the former name, where the name is what changes',
      [
        on('name', read('旧公司')),
        facts({ otherNames: ['旧公司'] }),
        (dossier) => ({ ...dossier, request: { ...dossier.request, changes: ['entity.name'] } }),
      ],
    ],
    ['warn', 'traditional characters', [entity({ name: '匯遠公司' }), on('name', read('汇远公司'))]],
    [
      'warn',
      'a sole trader declares a name the licence has not',
      [entity({ uscc: '92330106MA2XK7QT13' }), on('name', read('***'))],
    ],
    ['unreadable', 'doubtful', [on('name', unsure('别的公司'))]],
    ['unreadable', 'the picture shows a card with another name', [SHOWS_A_CARD]],
    ['not_applicable', 'no licence', [GONE]],
    ['pending', 'being read', [WAITING]],
  ),
  ...casesOf(
    'licence.legal_representative_matches',
    ['pass', 'the same', []],
    [
      'fail',
      'somebody else',
      [on('legalRepresentative', read('别人'))],
      { reasons: ['LEGAL_REPRESENTATIVE_MISMATCH'] },
    ],
    ['fail', 'the card holder declared is somebody else', [legalRepresentative({ name: '别人' })]],
    ['warn', 'traditional characters', [on('legalRepresentative', read('陳靜軒'))]],
    ['unreadable', 'doubtful', [on('legalRepresentative', unsure(LEGAL.name))]],
    [
      'not_applicable',
      'nothing declared',
      [entity({ legalRepresentative: undefined }), declare({ legalRepresentative: {} })],
    ],
    ['pending', 'being read', [WAITING]],
  ),
  ...casesOf(
    'licence.in_force',
    ['pass', 'no end', []],
    ['pass', 'none printed', [on('term', MISSING)]],
    ['pass', 'last day is today', [on('term', read('2016年11月23日至2026年11月22日'))]],
    ['fail', 'ended', [on('term', read('2016年11月22日至2026年11月21日'))], { reasons: ['LICENCE_EXPIRED'] }],
    ['unreadable', 'doubtful', [on('term', unsure('2016年11月22日至2026年11月21日'))]],
    ['unreadable', 'no end can be told', [on('term', read('2016年11月22日'))]],
    ['unreadable', 'none found on a page hardly read', [on('term', MISSING), on('name', MISSING), on('uscc', MISSING)]],
    ['unreadable', 'none found on a certificate', [CERTIFICATE]],
    ['not_applicable', 'no licence', [GONE]],
    ['pending', 'being read', [WAITING]],
  ),
  ...casesOf(
    'licence.seal',
    ['not_applicable', 'a colour picture', [NO_SEAL]],
    ['not_applicable', 'no licence', [GONE]],
    ['pass', 'the company seal on a black-and-white copy', [BLACK_AND_WHITE]],
    ['pass', 'the company seal, where one is needed', [policy({ colourLicenceNeedsNoSeal: false })]],
    [
      'fail',
      'only the seal of the registration authority',
      [onExtraction('business_licence', { seals: [AUTHORITY] }), policy({ colourLicenceNeedsNoSeal: false })],
      { reasons: ['UNSTAMPED_COPY'] },
    ],
    ['fail', 'a black-and-white copy without', [BLACK_AND_WHITE, NO_SEAL], { reasons: ['UNSTAMPED_COPY'] }],
    ['fail', 'a colour picture without, where one is needed', [NO_SEAL, policy({ colourLicenceNeedsNoSeal: false })]],
    [
      'warn',
      'the same by policy',
      [BLACK_AND_WHITE, NO_SEAL, policy({ unstampedCopy: 'warn' })],
      { reasons: ['UNSTAMPED_COPY'] },
    ],
    [
      'unreadable',
      'whose seal is it',
      [onExtraction('business_licence', { seals: [UNREAD] }), policy({ colourLicenceNeedsNoSeal: false })],
      { reasons: ['SEAL_UNCLEAR'] },
    ],
    ['unreadable', 'a copy hardly read', [BLACK_AND_WHITE, NO_SEAL, on('name', unsure('某')), on('uscc', MISSING)]],
    ['pending', 'being read', [WAITING]],
  ),
  ...casesOf(
    'licence.qr_matches',
    ['pass', 'the same', []],
    [
      'fail',
      'another entity',
      [onExtraction('business_licence', { qr: [`https://x.example/?id=${OTHER_USCC}`] })],
      { reasons: ['USCC_MISMATCH'] },
    ],
    ['unreadable', 'the printed code is doubtful', [on('uscc', unsure(ENTITY.uscc))]],
    ['not_applicable', 'no QR', [onExtraction('business_licence', { qr: [] })]],
    [
      'not_applicable',
      'a QR without a code',
      [onExtraction('business_licence', { qr: ['https://x.example/?t=91110199EB700F2U4391110199EB700F2U43'] })],
    ],
    [
      'not_applicable',
      'what looks like a code but has no right check digit',
      [onExtraction('business_licence', { qr: ['91110199EB700F2U43'] })],
    ],
    ['pending', 'being read', [WAITING]],
  ),
];
