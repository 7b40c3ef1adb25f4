import { casesOf } from './check-case.js';
import {
  AGENT,
  agent,
  backFields,
  declare,
  document,
  extraction,
  field,
  frontFields,
  legalRepresentative,
  MISSING,
  onDocument,
  onExtraction,
  queued,
  read,
  unsure,
  upload,
  without,
} from './dossier-fixture.js';
import type { IdType } from '../../src/domain/application.js';

const FRONT = 'd-agent_id_front';
const BACK = 'd-agent_id_back';
const onFront = (name: string, reading: Parameters<typeof field>[2]) => field('agent_id_front', name, reading);
const onBack = (name: string, reading: Parameters<typeof field>[2]) => field('agent_id_back', name, reading);
const GONE = without('agent_id_front', 'agent_id_back');
const type = (idType: IdType, idNumber = 'E12345678') => agent({ idType, idNumber });
/** Check digits are right. */
const BORN_2009 = '440399200911028888';
const BORN_2011 = '440399201111028884';
const NO_NUMBER = declare({ agent: { name: AGENT.name } });
const NO_NAME = declare({ agent: { idNumber: AGENT.idNumber } });
const OTHER_NUMBER = '110199199111029708';
const whose = FRONT;

export const ID_CASES = [
  ...casesOf(
    'id.number_checksum',
    ['pass', 'a right number', [], { whose }],
    ['pass', 'a small x', [agent({ idNumber: '11019919911102566x' })], { whose }],
    ['fail', 'a wrong check digit', [agent({ idNumber: '440399199111028885' })], { whose, reasons: ['ID_INVALID'] }],
    ['fail', 'too short', [agent({ idNumber: '4403991991' })], { whose }],
    ['warn', 'of another kind of document', [type('hk_mo_tw_residence_permit', AGENT.idNumber)], { whose }],
    [
      'unreadable',
      'a permanent resident with a number of the old form',
      [type('foreign_permanent_resident', 'USA110199111028')],
      { whose },
    ],
    ['not_applicable', 'a passport', [type('passport')], { whose }],
    ['not_applicable', 'nothing declared', [NO_NUMBER], { whose }],
  ),
  ...casesOf(
    'id.number_matches',
    ['pass', 'the same', [], { whose }],
    ['fail', 'another number', [onFront('idNumber', read(OTHER_NUMBER))], { whose, reasons: ['ID_NAME_MISMATCH'] }],
    ['unreadable', 'doubtful', [onFront('idNumber', unsure(OTHER_NUMBER))], { whose }],
    ['unreadable', 'missing', [onFront('idNumber', MISSING)], { whose }],
    ['unreadable', 'a passport that differs', [type('passport')], { whose }],
    ['not_applicable', 'nothing declared', [NO_NUMBER], { whose }],
    ['pending', 'being read', [queued('agent_id_front')], { whose }],
  ),
  ...casesOf(
    'id.name_matches',
    ['pass', 'the same', [], { whose }],
    ['fail', 'another name', [onFront('name', read('别人'))], { whose, reasons: ['ID_NAME_MISMATCH'] }],
    ['warn', 'traditional characters', [agent({ name: '陈静' }), onFront('name', read('陳靜'))], { whose }],
    [
      'warn',
      'Latin letters in another case',
      [agent({ name: 'John Smith' }), onFront('name', read('JOHN SMITH'))],
      { whose },
    ],
    ['unreadable', 'doubtful', [onFront('name', unsure('别人'))], { whose }],
    ['not_applicable', 'nothing declared', [NO_NAME], { whose }],
    ['pending', 'being read', [queued('agent_id_front')], { whose }],
  ),
  ...casesOf(
    'id.birth_matches',
    ['pass', 'fits the number', [], { whose }],
    ['fail', 'does not', [onFront('birth', read('1991-11-03'))], { whose, reasons: ['ID_INVALID'] }],
    ['unreadable', 'doubtful', [onFront('birth', unsure('1991-11-03'))], { whose }],
    ['unreadable', 'the number is doubtful', [onFront('idNumber', unsure(OTHER_NUMBER))], { whose }],
    ['not_applicable', 'a passport', [type('passport')], { whose }],
    ['pending', 'being read', [queued('agent_id_front')], { whose }],
  ),
  ...casesOf(
    'id.sex_matches',
    ['pass', 'fits the number', [], { whose }],
    ['fail', 'does not', [onFront('sex', read('男'))], { whose, reasons: ['ID_INVALID'] }],
    ['unreadable', 'doubtful', [onFront('sex', unsure('男'))], { whose }],
    ['not_applicable', 'a travel permit', [type('mainland_travel_permit')], { whose }],
    ['pending', 'being read', [queued('agent_id_front')], { whose }],
  ),
  ...casesOf(
    'id.in_force',
    ['pass', 'in force', [], { whose: BACK }],
    ['pass', 'its last day', [onBack('validUntil', read('2026-11-22'))], { whose: BACK }],
    ['pass', 'without end', [onBack('validUntil', read('长期'))], { whose: BACK }],
    ['pass', 'the start is doubtful', [onBack('validFrom', unsure('2048-03-04'))], { whose: BACK }],
    ['fail', 'ended yesterday', [onBack('validUntil', read('2026-11-21'))], { whose: BACK, reasons: ['ID_EXPIRED'] }],
    ['fail', 'begins tomorrow', [onBack('validFrom', read('2026-11-23'))], { whose: BACK, reasons: ['ID_INVALID'] }],
    ['unreadable', 'doubtful', [onBack('validUntil', unsure('2016-01-01'))], { whose: BACK }],
    ['unreadable', 'no date', [onBack('validUntil', read('2038.03.04'))], { whose: BACK }],
    ['pending', 'being read', [queued('agent_id_back')], { whose: BACK }],
  ),
  ...casesOf(
    'id.validity_length',
    ['pass', '20 years at 26', [], { whose: BACK }],
    ['warn', '10 years at 26', [onBack('validUntil', read('2028-03-04'))], { whose: BACK }],
    ['unreadable', 'doubtful', [onBack('validFrom', unsure('2018-03-04'))], { whose: BACK }],
    ['not_applicable', 'a residence permit', [type('hk_mo_tw_residence_permit')], { whose: BACK }],
    ['pending', 'being read', [queued('agent_id_back')], { whose: BACK }],
  ),
  ...casesOf(
    'id.adult',
    ['pass', 'of age', [], { whose }],
    ['warn', '17', [agent({ idNumber: BORN_2009 })], { whose, reasons: ['ID_INVALID'] }],
    ['fail', '15', [agent({ idNumber: BORN_2011 })], { whose, reasons: ['ID_INVALID'] }],
    ['pass', 'as printed on a passport', [type('passport')], { whose }],
    ['unreadable', 'nothing certain', [type('passport'), onFront('birth', unsure('1991-11-02'))], { whose }],
    ['pending', 'not to be told yet', [type('passport'), queued('agent_id_front')], { whose }],
  ),
  ...casesOf(
    'id.sides_present',
    ['pass', 'both', [], { whose }],
    [
      'pass',
      'the wrong way round',
      [
        onDocument('agent_id_front', { extraction: extraction('id_back', backFields('2018-03-04', '2038-03-04')) }),
        onDocument('agent_id_back', { extraction: extraction('id_front', frontFields(AGENT)) }),
      ],
      { whose },
    ],
    ['fail', 'one was not uploaded', [without('agent_id_back')], { whose, reasons: ['ID_SIDE_MISSING'] }],
    [
      'fail',
      'the same side twice',
      [onDocument('agent_id_back', { extraction: extraction('id_front', frontFields(AGENT)) })],
      { whose, reasons: ['ID_SIDE_MISSING'] },
    ],
    [
      'unreadable',
      'one side of two on a page was not recognised',
      [GONE, upload(document('agent_id', extraction('id_front', frontFields(AGENT))))],
      { whose: 'd-agent_id' },
    ],
    [
      'unreadable',
      'a blurred second side that looks like the first',
      [onDocument('agent_id_back', { extraction: extraction('id_front', { name: unsure(AGENT.name) }) })],
      { whose },
    ],
    ['not_applicable', 'a passport', [type('passport'), without('agent_id_back')], { whose }],
    [
      'not_applicable',
      'nobody has a card',
      [GONE, without('legal_representative_id_front', 'legal_representative_id_back')],
    ],
    ['pending', 'being read', [queued('agent_id_back')], { whose: BACK }],
  ),
  ...casesOf(
    'id.name_matches',
    [
      'fail',
      "the legal representative's card is another person's",
      [onExtraction('legal_representative_id_front', { fields: frontFields(AGENT) })],
      { whose: 'd-legal_representative_id_front' },
    ],
    ['pass', 'the other person is not concerned', [legalRepresentative({ name: '别人' })], { whose }],
    [
      'not_applicable',
      'no card',
      [without('legal_representative_id_front')],
      { fields: ['legal_representative_id_front'] },
    ],
  ),
  ...casesOf('id.number_matches', ['pass', 'the same', [], { whose: 'd-legal_representative_id_front' }]),
];
