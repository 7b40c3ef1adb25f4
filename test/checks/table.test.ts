import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { asCheck, evaluate } from '../../src/checks/evaluate.js';
import { CHECK_TABLE } from '../../src/checks/table.js';
import { CHECK_CODES, FRAUD_CHECKS, WARN_AT_MOST } from '../../src/domain/checks.js';
import { REASON_CODES } from '../../src/domain/reason-codes.js';
import { changed, cleanDossier, declare, queued, SAME_PERSON, without } from './dossier-fixture.js';

describe('the table of checks', () => {
  it('has a function for every code and no other', () => {
    expect(Object.keys(CHECK_TABLE)).toEqual([...CHECK_CODES]);
  });

  it('is described row by row in docs/checks.md, in the same order and with the same marks', async () => {
    const rows = (await readFile('docs/checks.md', 'utf8')).matchAll(/^\| `([a-z_.]+)`([ *FW]*) \|/gmu);
    const described = [...rows].map(([, code, marks]) => [code, (marks ?? '').replace(/[ *]/gu, '')]);
    const expected = CHECK_CODES.map((code) => [
      code,
      `${FRAUD_CHECKS.has(code) ? 'F' : ''}${WARN_AT_MOST.has(code) ? 'W' : ''}`,
    ]);
    expect(described).toEqual(expected);
  });

  it('names only reasons of the catalogue in docs/checks.md', async () => {
    const text = await readFile('docs/checks.md', 'utf8');
    for (const [, word = ''] of text.matchAll(/`([A-Z]+(?:_[A-Z]+)*)`/gu)) {
      expect([...REASON_CODES, 'WARN_AT_MOST']).toContain(word);
    }
  });

  it('never lets an uncertain rule refuse', () => {
    for (const code of WARN_AT_MOST) {
      const known = CHECK_CODES.find((each) => each === code);
      if (known === undefined) continue;
      const failed = { status: 'fail', reasons: [], evidence: [], message: { zh: '', en: '' } } as const;
      expect(asCheck(known, failed).status).toBe('warn');
    }
  });
});

describe('an evaluation', () => {
  it('gives every code once, the id ones for each person, in the order of the contract', () => {
    const codes = evaluate(cleanDossier()).checks.map(({ code }) => code);
    expect([...new Set(codes)]).toEqual([...CHECK_CODES]);
    for (const code of CHECK_CODES) {
      expect(codes.filter((each) => each === code)).toHaveLength(code.startsWith('id.') ? 2 : 1);
    }
  });

  it('asks for one card when the agent is the legal representative', () => {
    const { outcome, checks } = evaluate(changed(SAME_PERSON));
    expect(outcome).toBe('compliant');
    expect(checks.filter(({ code }) => code === 'id.name_matches')).toHaveLength(1);
  });

  it('points at the document of each person', () => {
    const { checks } = evaluate(cleanDossier());
    for (const code of CHECK_CODES.filter((each) => each.startsWith('id.'))) {
      const owners = checks
        .filter((check) => check.code === code)
        .map(({ evidence }) => evidence[0]?.documentId?.replace(/^d-|_id.*$/gu, ''));
      expect([code, owners]).toEqual([code, ['legal_representative', 'agent']]);
    }
  });

  it('is compliant, noncompliant or pending, with the version of the rules', () => {
    const { rulesVersion } = cleanDossier().policy;
    expect(evaluate(cleanDossier())).toMatchObject({ outcome: 'compliant', rulesVersion });
    expect(evaluate(changed(without('business_licence'))).outcome).toBe('noncompliant');
    expect(evaluate(changed(without('business_licence'), queued('agent_id_back'))).outcome).toBe('pending');
    expect(evaluate(changed(declare({ industry: 'J66' }))).outcome).toBe('compliant');
  });

  it('waits only for what a check depends on', () => {
    const { checks } = evaluate(changed(queued('authorisation_letter')));
    const waiting = new Set(checks.filter(({ status }) => status === 'pending').map(({ code }) => code));
    expect([...waiting].sort()).toEqual([
      'document.kind',
      'document.readable',
      'document.unaltered',
      'dossier.complete',
      'letter.agent_matches',
      'letter.entity_matches',
      'letter.in_force',
      'letter.number_matches',
      'letter.seal',
    ]);
  });
});
