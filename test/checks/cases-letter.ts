import type { SealReading } from '../../src/domain/ocr-fields.js';
import { casesOf } from './check-case.js';
import {
  AGENT,
  declare,
  field,
  LETTER_FIELDS,
  MISSING,
  NUMBER,
  onExtraction,
  OTHER_USCC,
  queued,
  read,
  SAME_PERSON,
  SEAL,
  unsure,
  without,
  facts,
} from './dossier-fixture.js';

const LETTER = 'authorisation_letter';
const on = (name: string, reading: Parameters<typeof field>[2]) => field(LETTER, name, reading);
const seals = (...differing: Partial<SealReading>[]) =>
  onExtraction(LETTER, { seals: differing.map((more) => ({ ...SEAL, ...more })) });
const FINANCE = { type: 'finance' } as const;
const NOT_NEEDED = ['not_applicable', 'the agent is the legal representative', [SAME_PERSON]] as const;
const GONE = ['not_applicable', 'no letter', [without(LETTER)]] as const;
const WAITING = ['pending', 'being read', [queued(LETTER)]] as const;
const SCOPE = { reasons: ['LETTER_SCOPE_MISMATCH'] } as const;

export const LETTER_CASES = [
  ...casesOf(
    'letter.entity_matches',
    ['pass', 'the same', []],
    ['pass', 'without code and legal representative', [on('uscc', MISSING), on('legalRepresentative', MISSING)]],
    ['fail', 'another entity', [on('entityName', read('别的公司'))], { ...SCOPE, fields: ['entityName'] }],
    ['warn', 'a name the entity had before', [on('entityName', read('旧公司')), facts({ otherNames: ['旧公司'] })]],
    ['fail', 'another code', [on('uscc', read(OTHER_USCC))], { ...SCOPE, fields: ['uscc'] }],
    ['fail', 'another legal representative', [on('legalRepresentative', read('别人'))]],
    ['warn', 'traditional characters', [on('legalRepresentative', read('陳靜軒'))]],
    ['unreadable', 'a doubtful name', [on('entityName', unsure('别的公司'))]],
    ['unreadable', 'no name', [on('entityName', MISSING)]],
    ['unreadable', 'a doubtful code', [on('uscc', unsure(OTHER_USCC))]],
    NOT_NEEDED,
    GONE,
    WAITING,
  ),
  ...casesOf(
    'letter.agent_matches',
    ['pass', 'the same', []],
    [
      'pass',
      'a small x',
      [
        declare({ agent: { ...AGENT, idNumber: '11019919911102566x', mobile: '1' } }),
        on('agentIdNumber', read('11019919911102566X')),
      ],
    ],
    ['fail', 'another name', [on('agentName', read('别人'))], SCOPE],
    ['fail', 'another number', [on('agentIdNumber', read('110199199111029708'))], SCOPE],
    [
      'warn',
      'traditional characters',
      [declare({ agent: { ...AGENT, name: '陈静', mobile: '1' } }), on('agentName', read('陳靜'))],
    ],
    ['unreadable', 'no number', [on('agentIdNumber', MISSING)]],
    NOT_NEEDED,
    WAITING,
  ),
  ...casesOf(
    'letter.number_matches',
    ['pass', 'named', []],
    ['pass', 'named with others, as written', [on('numbers', read('400-888-0009，400-888-0001'))]],
    ['fail', 'another number', [on('numbers', read('4008880009'))], SCOPE],
    ['fail', 'one of two', [declare({ numbers: [NUMBER, '4008880002'] })], SCOPE],
    ['unreadable', 'doubtful', [on('numbers', unsure('4008880009'))]],
    ['unreadable', 'none', [on('numbers', MISSING)]],
    ['unreadable', 'not a 400 number', [on('numbers', read('4008880'))]],
    NOT_NEEDED,
    GONE,
    WAITING,
  ),
  ...casesOf(
    'letter.in_force',
    ['pass', 'signed lately', []],
    ['pass', 'ends today', [on('validUntil', read('2026-11-22'))]],
    ['pass', 'signed long ago, ends later', [on('signedOn', read('2020-01-01')), on('validUntil', read('2027-01-01'))]],
    ['pass', 'signed long ago, never ends', [on('signedOn', read('2020-01-01')), on('validUntil', read('长期'))]],
    ['fail', 'ended yesterday', [on('validUntil', read('2026-11-21'))], { reasons: ['LETTER_EXPIRED'] }],
    ['fail', 'dated tomorrow', [on('signedOn', read('2026-11-23'))], { reasons: ['LETTER_INCOMPLETE'] }],
    ['warn', 'old and without end', [on('signedOn', read('2025-11-01'))], { reasons: ['LETTER_EXPIRED'] }],
    ['unreadable', 'no date', [on('signedOn', MISSING)]],
    ['unreadable', 'a doubtful date in the future', [on('signedOn', unsure('2036-09-01'))]],
    ['unreadable', 'a doubtful end', [on('validUntil', unsure('2016-09-01'))]],
    ['unreadable', 'a date that is none', [on('signedOn', read('2026年'))]],
    NOT_NEEDED,
    GONE,
    WAITING,
  ),
  ...casesOf(
    'letter.seal',
    ['pass', 'the seal of the entity', []],
    ['pass', 'beside another', [seals(FINANCE, {})]],
    ['fail', 'the seal of somebody else', [seals({ text: '样例乙有限公司' })], { reasons: ['SEAL_NAME_MISMATCH'] }],
    ['fail', 'the seal for finance', [seals(FINANCE)], { reasons: ['SEAL_WRONG_TYPE'] }],
    [
      'fail',
      'only the seal of an authority',
      [seals({ type: 'authority', text: '某市市场监督管理局' })],
      { reasons: ['SEAL_MISSING'] },
    ],
    [
      'unreadable',
      'a ring that is not legible',
      [seals({ type: 'unknown', text: null, verdict: 'missing' })],
      { reasons: ['SEAL_UNCLEAR'] },
    ],
    ['unreadable', 'a doubtful ring', [seals({ verdict: 'unsure' })], { reasons: ['SEAL_UNCLEAR'] }],
    ['unreadable', 'a doubtful ring of somebody else', [seals({ verdict: 'unsure', text: '样例乙有限公司' })]],
    ['unreadable', 'the wrong one and one that is not legible', [seals(FINANCE, { text: null, verdict: 'missing' })]],
    ['unreadable', 'a purpose that is not legible', [seals({ type: 'unknown' })], { reasons: ['SEAL_UNCLEAR'] }],
    ['fail', 'none on a legible letter', [seals()], { reasons: ['SEAL_MISSING'] }],
    ['unreadable', 'a faint one', [seals({ confidence: 0.3 })], { reasons: ['SEAL_UNCLEAR'] }],
    ['unreadable', 'a letter hardly read', [onExtraction(LETTER, { seals: [], fields: { uscc: LETTER_FIELDS.uscc } })]],
    NOT_NEEDED,
    GONE,
    WAITING,
  ),
];
