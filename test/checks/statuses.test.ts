import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/checks/evaluate.js';
import { cleanDossier, changed } from './dossier-fixture.js';
import { DOSSIER_CASES } from './cases-dossier.js';
import { ENTITY_CASES } from './cases-entity.js';
import { ID_CASES } from './cases-id.js';
import { LETTER_CASES } from './cases-letter.js';
import { LICENCE_CASES } from './cases-licence.js';
import { CHECK_CODES, WARN_AT_MOST } from '../../src/domain/checks.js';

const ALL = [...DOSSIER_CASES, ...LICENCE_CASES, ...ID_CASES, ...LETTER_CASES, ...ENTITY_CASES];

describe('every status a check can have', () => {
  it.each(ALL.map((one) => [`${one.code} is ${one.status}: ${one.given}`, one] as const))('%s', (_, one) => {
    const checks = evaluate(changed(...one.changes)).checks.filter(({ code }) => code === one.code);
    const check =
      checks.find(
        ({ evidence }) => one.whose === undefined || evidence.some(({ documentId }) => documentId === one.whose),
      ) ?? checks[0];
    expect(check?.status).toBe(one.status);
    if (one.reasons !== undefined) expect(check?.reasons).toEqual(one.reasons);
    if (one.fields !== undefined) expect(check?.evidence.map(({ field }) => field)).toEqual(one.fields);
    expect(check?.message.zh).toMatch(/^[^。]+。$|^[^。]+$/u);
    expect(check?.message.en).toMatch(/^[A-Z]/u);
  });

  it('gives every code at least two of its statuses', () => {
    for (const code of CHECK_CODES) {
      const seen = new Set(ALL.filter((one) => one.code === code).map(({ status }) => status));
      expect([code, seen.size >= 2]).toEqual([code, true]);
      if (WARN_AT_MOST.has(code)) expect([code, seen.has('fail')]).toEqual([code, false]);
    }
  });

  it('finds nothing in a clean dossier', () => {
    const open = evaluate(cleanDossier()).checks.filter(
      ({ status }) => status !== 'pass' && status !== 'not_applicable',
    );
    expect(open.map(({ code, status }) => [code, status])).toEqual([]);
  });
});
