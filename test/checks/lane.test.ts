import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/checks/evaluate.js';
import { laneOf } from '../../src/checks/lane.js';
import { changed, facts, field, LEGAL, queued, unsure, type Change } from './dossier-fixture.js';

function lane(...changes: readonly Change[]): string {
  return laneOf(evaluate(changed(...changes)).checks);
}

const UNAVAILABLE = { status: 'unavailable', source: 'none', asOf: null } as const;

describe('the lane of a dossier', () => {
  it('is clean when every check passes', () => expect(lane()).toBe('clean'));
  it('stays clean when only nobody has looked yet', () => {
    expect(lane(facts({ contactConfirmed: false, businessStatus: UNAVAILABLE }))).toBe('clean');
  });
  it('is warnings when the register speaks against the entity', () => {
    expect(lane(facts({ businessStatus: { status: 'abnormal', source: 'csv', asOf: null } }))).toBe('warnings');
    expect(lane(facts({ businessStatus: { status: 'not_found', source: 'csv', asOf: null } }))).toBe('warnings');
  });
  it('is warnings when something could not be read', () => {
    expect(lane(field('business_licence', 'legalRepresentative', unsure(LEGAL.name)))).toBe('warnings');
  });
  it('is warnings while something is pending', () => expect(lane(queued('business_licence'))).toBe('warnings'));
  it('is fraud on a signal for reviewers, whatever else there is', () => {
    expect(lane(facts({ blocklisted: { reason: 'sample' } }))).toBe('fraud');
    expect(lane(facts({ blocklisted: { reason: 'sample' } }), queued('agent_id_front'))).toBe('fraud');
  });
});
