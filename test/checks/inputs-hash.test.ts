import { describe, expect, it } from 'vitest';
import { hashInputs } from '../../src/checks/inputs-hash.js';
import { changed, cleanDossier, entity, facts, field, onExtraction, policy, unsure } from './dossier-fixture.js';

const KEY = Buffer.alloc(32, 7);

describe('the hash of the inputs', () => {
  const hash = hashInputs(cleanDossier(), KEY);

  it('is 64 hex digits and the same for the same inputs', () => {
    expect(hash).toMatch(/^[0-9a-f]{64}$/u);
    expect(hashInputs(cleanDossier(), KEY)).toBe(hash);
  });
  it('does not depend on the order of members or on how long reading took', () => {
    const { request, today, policy: rules, facts: sources, documents, declared } = cleanDossier();
    expect(hashInputs({ request, today, policy: rules, facts: sources, documents, declared }, KEY)).toBe(hash);
    expect(hashInputs(changed(onExtraction('business_licence', { ms: 1 })), KEY)).toBe(hash);
  });
  it('changes with every input and with the key', () => {
    const others = [
      changed(entity({ name: '另一单位' })),
      changed(field('business_licence', 'name', unsure('成都'))),
      changed(facts({ otherNumbersOfEntity: 1 })),
      changed(policy({ letterValidDays: 1 })),
      { ...cleanDossier(), today: '2026-11-23' },
    ].map((dossier) => hashInputs(dossier, KEY));
    expect(new Set([hash, ...others, hashInputs(cleanDossier(), Buffer.alloc(32, 8))]).size).toBe(7);
  });
  it('refuses a short key', () => {
    expect(() => hashInputs(cleanDossier(), Buffer.alloc(16))).toThrow(RangeError);
  });
});
