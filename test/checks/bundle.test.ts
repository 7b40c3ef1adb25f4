import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/checks/evaluate.js';
import type { CheckCode } from '../../src/domain/checks.js';
import type { FieldReading, PageKind } from '../../src/domain/ocr-fields.js';
import {
  AGENT,
  backFields,
  changed,
  document,
  ENTITY,
  extraction,
  frontFields,
  LEGAL,
  LETTER_FIELDS,
  LICENCE_FIELDS,
  onDocument,
  queued,
  read,
  SEAL,
  unsure,
  upload,
  without,
  type Change,
} from './dossier-fixture.js';

const NOTHING: Change = (dossier) => ({ ...dossier, documents: [] });

/** Pages in order; from the second page with the same field on, its name carries the page. */
function bundle(...pages: readonly (readonly [PageKind | null, Record<string, FieldReading>])[]): Change {
  const fields: Record<string, FieldReading> = {};
  pages.forEach(([, own], index) => {
    for (const [name, reading] of Object.entries(own)) {
      fields[name in fields ? `${name}@${index + 1}` : name] = { ...reading, page: index + 1 };
    }
  });
  const pageKinds = pages.map(([kind]) => kind);
  return upload(
    document(
      'bundle',
      extraction(pageKinds[0] ?? null, fields, {
        pageKinds,
        pages: pages.length,
        seals: [{ ...SEAL, page: pages.length }],
      }),
    ),
  );
}

const LICENCE = ['business_licence', LICENCE_FIELDS] as const;
const LEGAL_FRONT = ['id_front', frontFields(LEGAL)] as const;
const LEGAL_BACK = ['id_back', backFields('2020-07-09', '长期')] as const;
const AGENT_FRONT = ['id_front', frontFields(AGENT)] as const;
const AGENT_BACK = ['id_back', backFields('2018-03-04', '2038-03-04')] as const;
const LETTER = ['authorisation_letter', LETTER_FIELDS] as const;

function statuses(code: CheckCode, ...changes: readonly Change[]): string[] {
  return evaluate(changed(...changes))
    .checks.filter((check) => check.code === code)
    .map(({ status }) => status);
}

describe('a dossier in one bundle', () => {
  it('is clean when every page is there, in whatever order', () => {
    for (const pages of [
      [LICENCE, LEGAL_FRONT, LEGAL_BACK, AGENT_FRONT, AGENT_BACK, LETTER],
      [AGENT_FRONT, AGENT_BACK, LEGAL_FRONT, LEGAL_BACK, LICENCE, LETTER],
    ]) {
      const { outcome, checks } = evaluate(changed(NOTHING, bundle(...pages)));
      expect(checks.filter(({ status }) => status !== 'pass' && status !== 'not_applicable')).toEqual([]);
      expect(outcome).toBe('compliant');
    }
  });

  it('gives each emblem side to the portrait side next to it', () => {
    const expired = ['id_back', backFields('2008-03-04', '2018-03-04')] as const;
    const pages = [LICENCE, AGENT_FRONT, expired, LEGAL_FRONT, LEGAL_BACK, LETTER];
    expect(statuses('id.in_force', NOTHING, bundle(...pages))).toEqual(['pass', 'fail']);
  });

  it('gives a card to its owner by a doubtful number, and then does not call it a match', () => {
    const doubtful = ['id_front', { ...frontFields(LEGAL), idNumber: unsure(LEGAL.idNumber) }] as const;
    const pages = [AGENT_FRONT, AGENT_BACK, doubtful, LEGAL_BACK];
    expect(statuses('id.number_matches', NOTHING, bundle(...pages))).toEqual(['unreadable', 'pass']);
  });

  it('names what is missing', () => {
    const check = evaluate(changed(NOTHING, bundle(LICENCE, LEGAL_FRONT, LEGAL_BACK, AGENT_FRONT))).checks[0];
    expect(check?.evidence.map(({ field }) => field)).toEqual(['agent_id_back', 'authorisation_letter']);
  });

  it('completes what was uploaded one by one', () => {
    expect(
      statuses('dossier.complete', without('agent_id_front', 'agent_id_back'), bundle(AGENT_FRONT, AGENT_BACK)),
    ).toEqual(['pass']);
  });

  it('does not stand in for a document that is there', () => {
    const other = ['business_licence', { ...LICENCE_FIELDS, name: read('别的公司') }] as const;
    expect(statuses('licence.name_matches', bundle(other))).toEqual(['pass']);
  });

  it('is waited for only where something is missing', () => {
    const waiting = upload(document('bundle', null, { status: 'processing' }));
    expect(statuses('licence.name_matches', waiting)).toEqual(['pass']);
    expect(statuses('licence.name_matches', without('business_licence'), waiting)).toEqual(['pending']);
  });

  it("does not read one paper's field on another's page", () => {
    const nameless = ['business_licence', { uscc: read(ENTITY.uscc) }] as const;
    expect(statuses('licence.name_matches', NOTHING, bundle(LEGAL_FRONT, nameless))).toEqual(['unreadable']);
  });
});

describe('one card for the legal representative who is the agent', () => {
  it('may be uploaded as the agent’s', () => {
    const same: Change = (dossier) => ({
      ...dossier,
      declared: { ...dossier.declared, agent: { ...dossier.declared.legalRepresentative, mobile: '19800000000' } },
    });
    const renamed = [
      onDocument('agent_id_front', { extraction: extraction('id_front', frontFields(LEGAL)) }),
      onDocument('agent_id_back', { extraction: extraction('id_back', backFields('2020-07-09', '长期')) }),
    ];
    const gone = without('legal_representative_id_front', 'legal_representative_id_back', 'authorisation_letter');
    expect(evaluate(changed(same, gone, ...renamed)).outcome).toBe('compliant');
    expect(statuses('id.in_force', same, gone, queued('agent_id_back'))).toEqual(['pending']);
  });
});
