import type { Policy } from '../../src/checks/policy.js';
import { casesOf } from './check-case.js';
import {
  AGENT,
  agent,
  backFields,
  declare,
  document,
  entity,
  extraction,
  facts,
  frontFields,
  LEGAL,
  LICENCE_FIELDS,
  MISSING,
  onDocument,
  onExtraction,
  policy,
  queued,
  read,
  SAME_PERSON,
  unsure,
  upload,
  without,
  type Change,
} from './dossier-fixture.js';

const NOTHING: Change = (dossier) => ({ ...dossier, documents: [] });
const mayFollow = (...counterDocuments: Policy['counterDocuments']) => policy({ counterDocuments });
const asked = policy({ requiredDocuments: { all: ['industry_licence'] } });
const COUNTER = upload(
  document('acceptance_form', extraction('acceptance_form', {})),
  document('commitment_letter', extraction('commitment_letter', {})),
);
const SCAN = upload(document('bundle', extraction(null, {}, { pageKinds: ['other'] })));
const BLANK = { uscc: MISSING, name: MISSING, legalRepresentative: MISSING };
const blurred = (sharpness: number, glare: number, coverage: number) =>
  onExtraction('business_licence', { fields: BLANK, quality: { sharpness, glare, coverage } });

export const DOSSIER_CASES = [
  ...casesOf(
    'dossier.complete',
    ['pass', 'everything is there', []],
    ['pass', 'the agent is the legal representative', [SAME_PERSON]],
    ['pass', 'the counter papers are left for later', [without('acceptance_form', 'commitment_letter')]],
    [
      'pass',
      'a certificate instead of a licence',
      [
        without('business_licence'),
        upload(document('entity_certificate', extraction('entity_certificate', LICENCE_FIELDS))),
      ],
    ],
    [
      'pass',
      'both sides of a card in one document',
      [
        without('agent_id_front', 'agent_id_back'),
        upload(
          document(
            'agent_id',
            extraction('id_front', { ...frontFields(AGENT), ...backFields('2018-03-04', '2038-03-04') }),
          ),
        ),
      ],
    ],
    [
      'pass',
      'a passport has one side',
      [agent({ idType: 'passport', idNumber: 'E12345678' }), without('agent_id_back')],
    ],
    [
      'fail',
      'no licence',
      [without('business_licence')],
      { reasons: ['MISSING_DOCUMENT'], fields: ['business_licence'] },
    ],
    ['fail', 'one side only', [without('agent_id_back')], { reasons: ['MISSING_DOCUMENT'], fields: ['agent_id_back'] }],
    [
      'fail',
      'no letter although the agent is somebody else',
      [without('authorisation_letter')],
      { reasons: ['MISSING_DOCUMENT', 'LETTER_MISSING'], fields: ['authorisation_letter'] },
    ],
    [
      'fail',
      'the agent claims to be the legal representative under another number',
      [agent({ isLegalRepresentative: true }), without('authorisation_letter')],
      { fields: ['authorisation_letter'] },
    ],
    [
      'fail',
      'entries are missing',
      [
        entity({ name: '', uscc: undefined }),
        declare({ legalRepresentative: {} }),
        declare({ agent: { name: '', mobile: ' ' } }),
        declare({ purpose: undefined, industry: undefined }),
      ],
      {
        reasons: ['FORM_INCOMPLETE'],
        fields: [
          'entity.name',
          'entity.uscc',
          'legalRepresentative.name',
          'legalRepresentative.idNumber',
          'agent.mobile',
          'purpose',
          'industry',
          'agent.name',
          'agent.idNumber',
        ],
      },
    ],
    [
      'fail',
      'a counter paper that may not follow',
      [mayFollow('acceptance_form'), without('acceptance_form', 'commitment_letter')],
      { reasons: ['MISSING_DOCUMENT'], fields: ['commitment_letter'] },
    ],
    ['pass', 'counter papers that may not follow are there', [mayFollow(), COUNTER]],
    [
      'fail',
      'a counter paper that may not follow, and a bundle whose pages are something else',
      [mayFollow('acceptance_form'), SCAN],
      { fields: ['commitment_letter'] },
    ],
    ['fail', 'a licence of its industry is asked for', [asked], { fields: ['industry_licence'] }],
    [
      'warn',
      'a licence of its industry may be in the bundle, where no page is recognised as one',
      [asked, SCAN],
      { reasons: ['MISSING_DOCUMENT'], fields: ['industry_licence'] },
    ],
    [
      'fail',
      'what else is missing is not in the bundle',
      [asked, SCAN, without('authorisation_letter')],
      { fields: ['authorisation_letter'] },
    ],
    ['fail', 'nothing was uploaded', [NOTHING]],
    ['pending', 'a document is being read', [queued('agent_id_back')]],
  ),
  ...casesOf(
    'document.readable',
    ['pass', 'everything was read', []],
    [
      'pass',
      'a doubtful phone photograph',
      [
        onExtraction('business_licence', {
          fields: { uscc: unsure('X') },
          quality: { sharpness: 0.1, glare: 0.4, coverage: 0.2 },
        }),
      ],
    ],
    [
      'fail',
      'a file could not be processed',
      [onDocument('agent_id_front', { status: 'failed', extraction: null })],
      { fields: ['agent_id_front'] },
    ],
    ['unreadable', 'blurred', [blurred(0.1, 0, 0.9)], { reasons: ['BLURRED'] }],
    ['unreadable', 'glare', [blurred(0.9, 0.4, 0.9)], { reasons: ['COVERED_OR_GLARE'] }],
    ['unreadable', 'far away', [blurred(0.9, 0, 0.1)], { reasons: ['INCOMPLETE_IMAGE'] }],
    ['unreadable', 'a bundle without a recognised page', [upload(document('bundle', extraction(null, {})))]],
    ['pass', 'a further paper on which nothing is known', [upload(document('other', extraction(null, {})))]],
    ['unreadable', 'for no visible reason', [blurred(0.9, 0, 0.9)], { reasons: ['BLURRED'] }],
    ['not_applicable', 'nothing was uploaded', [NOTHING]],
    ['pending', 'a document is being read', [queued('business_licence')]],
  ),
  ...casesOf(
    'document.kind',
    ['pass', 'each shows what it should', []],
    ['pass', 'a counter paper is not recognised', [upload(document('acceptance_form', extraction(null, {})))]],
    [
      'warn',
      'a card instead of the licence',
      [onExtraction('business_licence', { pageKinds: ['id_front'], fields: frontFields(LEGAL) })],
    ],
    ['unreadable', 'nothing recognised', [onExtraction('authorisation_letter', { pageKinds: [null] })]],
    ['not_applicable', 'nothing was uploaded', [NOTHING]],
    ['pending', 'a document is being read', [queued('business_licence')]],
  ),
  ...casesOf(
    'document.unaltered',
    ['pass', 'no sign of editing', []],
    [
      'warn',
      'the file names a picture editor',
      [upload(document('other', extraction(null, {}), { traces: [{ code: 'EDITOR_METADATA', page: 1 }] }))],
      { reasons: ['ALTERED'], fields: ['document'] },
    ],
    [
      'pass',
      'a hint that is switched off for want of precision',
      [onExtraction('business_licence', { edits: [{ field: 'name', page: 1, box: [1, 2, 3, 4], what: 'noise' }] })],
    ],
    [
      'warn',
      "a card's number says another birth date",
      [
        onExtraction('legal_representative_id_front', {
          fields: { ...frontFields(LEGAL), birth: read('1980-01-02') },
        }),
      ],
      { reasons: ['ALTERED'] },
    ],
    ['pending', 'a document is being read', [queued('business_licence')]],
    ['not_applicable', 'nothing was uploaded', [NOTHING]],
  ),
  ...casesOf(
    'document.not_reused',
    ['pass', 'never seen', []],
    [
      'warn',
      'seen before',
      [facts({ reusedDocuments: [{ documentId: 'd-business_licence', how: 'same_file' }] })],
      { reasons: ['DOCUMENT_REUSED'] },
    ],
    ['not_applicable', 'nothing was uploaded', [NOTHING]],
  ),
];
