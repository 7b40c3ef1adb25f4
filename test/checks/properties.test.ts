import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dossier, DossierDocument } from '../../src/checks/dossier.js';
import { evaluate } from '../../src/checks/evaluate.js';
import { WARN_AT_MOST, type Check, type CheckCode } from '../../src/domain/checks.js';
import { DOCUMENT_KINDS, PAGE_FIELDS, PAGE_KINDS, type FieldReading } from '../../src/domain/ocr-fields.js';
import { changed, cleanDossier, document, extraction, onDocument, read, unsure } from './dossier-fixture.js';

const RUNS = { numRuns: 60 };
const FIELD_NAMES = [...new Set(Object.values(PAGE_FIELDS).flat())];

const value = fc.oneof(
  fc.constantFrom(
    '91110199EB700F2U42',
    '440399199111028884',
    '陈静轩',
    '2016-01-01',
    '长期',
    '男',
    '4008880001',
    '***',
  ),
  fc.string({ maxLength: 20 }),
);
const reading: fc.Arbitrary<FieldReading> = fc.record({
  value: fc.option(value),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  verdict: fc.constantFrom('read', 'unsure', 'missing'),
  box: fc.constant(null),
  page: fc.integer({ min: 1, max: 3 }),
});
const anyDocument: fc.Arbitrary<DossierDocument> = fc
  .record({
    kind: fc.constantFrom(...DOCUMENT_KINDS),
    status: fc.constantFrom('queued', 'processing', 'ready', 'failed'),
    pageKinds: fc.array(fc.option(fc.constantFrom(...PAGE_KINDS)), { minLength: 1, maxLength: 3 }),
    fields: fc.dictionary(fc.constantFrom(...FIELD_NAMES), reading),
    qr: fc.array(value, { maxLength: 2 }),
    colour: fc.boolean(),
    id: fc.uuid(),
  })
  .map(({ kind, status, pageKinds, fields, qr, ...more }) => {
    const content = status === 'ready' ? extraction(pageKinds[0] ?? null, fields, { pageKinds, qr }) : null;
    return document(kind, content, { ...more, status });
  });
const anyDossier: fc.Arbitrary<Dossier> = fc
  .array(anyDocument, { maxLength: 6 })
  .map((documents) => ({ ...cleanDossier(), documents }));

/** Checks that compare something printed. */
const MATCHING: ReadonlySet<CheckCode> = new Set<CheckCode>([
  'licence.uscc_matches',
  'licence.name_matches',
  'licence.legal_representative_matches',
  'licence.in_force',
  'licence.qr_matches',
  'id.number_matches',
  'id.name_matches',
  'id.birth_matches',
  'id.sex_matches',
  'id.in_force',
  'id.validity_length',
  'letter.entity_matches',
  'letter.agent_matches',
  'letter.number_matches',
  'letter.in_force',
]);

/** The dossier with every reading made doubtful and its value replaced. */
function doubtful(dossier: Dossier, wrong: string | null): Dossier {
  return {
    ...dossier,
    documents: dossier.documents.map((each) => {
      const entries = Object.entries(each.extraction?.fields ?? {});
      const fields = Object.fromEntries(entries.map(([name, { value: was }]) => [name, unsure(wrong ?? was ?? '')]));
      return each.extraction === null ? each : { ...each, extraction: { ...each.extraction, fields } };
    }),
  };
}

describe('evaluate, whatever the dossier', () => {
  it('is deterministic and does not change its input', () => {
    fc.assert(
      fc.property(anyDossier, (dossier) => {
        const before = JSON.stringify(dossier);
        expect(evaluate(dossier)).toEqual(evaluate(dossier));
        expect(JSON.stringify(dossier)).toBe(before);
      }),
      RUNS,
    );
  });

  it('never fails by a rule that may only warn', () => {
    fc.assert(
      fc.property(anyDossier, (dossier) => {
        const refused = evaluate(dossier).checks.filter(({ status }) => status === 'fail');
        expect(refused.filter(({ code }) => WARN_AT_MOST.has(code))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('has a sentence in both languages that quotes nothing read or declared', () => {
    fc.assert(
      fc.property(anyDossier, (dossier) => {
        const { entity, agent, legalRepresentative } = dossier.declared;
        const secrets = [entity.name, entity.uscc, agent?.name, agent?.idNumber, legalRepresentative?.name];
        for (const { message } of evaluate(dossier).checks) {
          expect(message.zh.length * message.en.length).toBeGreaterThan(0);
          for (const secret of secrets) expect(`${message.zh}${message.en}`).not.toContain(secret);
        }
      }),
      RUNS,
    );
  });

  it('points only at documents of the dossier', () => {
    fc.assert(
      fc.property(anyDossier, (dossier) => {
        const known = new Set<string | null>([null, ...dossier.documents.map(({ id }) => id)]);
        for (const { evidence } of evaluate(dossier).checks) {
          for (const { documentId } of evidence) expect(known.has(documentId)).toBe(true);
        }
      }),
      RUNS,
    );
  });
});

describe('a doubtful reading', () => {
  it('neither fails nor passes a check that compares it, right or wrong', () => {
    fc.assert(
      fc.property(fc.option(value), (wrong) => {
        const checks = evaluate(doubtful(cleanDossier(), wrong)).checks.filter(({ code }) => MATCHING.has(code));
        expect(new Set(checks.map(({ status }) => status))).toEqual(new Set(['unreadable']));
      }),
      RUNS,
    );
  });

  it('never makes a dossier noncompliant', () => {
    fc.assert(
      fc.property(fc.option(value), (wrong) => {
        const failed = evaluate(doubtful(cleanDossier(), wrong)).checks.filter(({ status }) => status === 'fail');
        expect(failed).toEqual([]);
      }),
      RUNS,
    );
  });

  it('of one field never turns a pass into a fail', () => {
    const documents = cleanDossier().documents.flatMap(({ kind, extraction: content }) =>
      Object.keys(content?.fields ?? {}).map((name) => ({ kind, name })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...documents), value, ({ kind, name }, wrong) => {
        const content = cleanDossier().documents.find((each) => each.kind === kind)?.extraction;
        if (content === null || content === undefined) throw new Error('no such document');
        const fields = { ...content.fields, [name]: unsure(wrong) };
        expect(evaluate(changed(onDocument(kind, { extraction: { ...content, fields } }))).outcome).toBe('compliant');
      }),
      RUNS,
    );
  });
});

describe('a document that has nothing to do with the rest', () => {
  const key = (check: Check) => JSON.stringify(check);
  it('changes no check, whatever stands on it', () => {
    fc.assert(
      fc.property(anyDossier, fc.dictionary(fc.constantFrom(...FIELD_NAMES), value), (dossier, texts) => {
        const fields = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, read(text)]));
        const extra = document('other', extraction('id_front', fields));
        fc.pre(dossier.documents.length > 0);
        const after = evaluate({ ...dossier, documents: [...dossier.documents, extra] }).checks;
        expect(after.map(key)).toEqual(evaluate(dossier).checks.map(key));
      }),
      RUNS,
    );
  });
});
