import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  APPLICATION_EVENTS,
  APPLICATION_STATUSES,
  nextApplicationStatus,
  OPEN_STATUSES,
  type ApplicationEvent,
  type ApplicationStatus,
} from '../../src/domain/application-state.js';
import { PERMISSIONS, type Action } from '../../src/accounts/permissions.js';
import {
  NUMBER_EVENTS,
  NUMBER_STATUSES,
  NUMBER_STEPS,
  nextNumberStatus,
  type NumberEvent,
  type NumberStatus,
} from '../../src/domain/number-status.js';

// Written out from contract.md, *States*, independently of the tables in src/domain: every other pair is refused.
const APPLICATION: readonly (readonly [ApplicationStatus, ApplicationEvent, ApplicationStatus])[] = [
  ['draft', 'edit', 'draft'],
  ['action_required', 'edit', 'action_required'],
  ['draft', 'submit_compliant', 'in_review'],
  ['action_required', 'submit_compliant', 'in_review'],
  ['draft', 'submit_pending', 'processing'],
  ['action_required', 'submit_pending', 'processing'],
  ['processing', 'settle_clean', 'in_review'],
  ['processing', 'settle_failed', 'action_required'],
  ['in_review', 'approve', 'approved'],
  ['in_review', 'approve_first', 'awaiting_second_approval'],
  ['awaiting_second_approval', 'approve_first', 'awaiting_second_approval'],
  ['awaiting_second_approval', 'approve_second', 'approved'],
  ['in_review', 'correct', 'in_review'],
  ['awaiting_second_approval', 'correct', 'in_review'],
  ['processing', 'consent', 'processing'],
  ['in_review', 'consent', 'in_review'],
  ['awaiting_second_approval', 'consent', 'awaiting_second_approval'],
  ['action_required', 'consent', 'action_required'],
  ['in_review', 'request_information', 'action_required'],
  ['awaiting_second_approval', 'request_information', 'action_required'],
  ['in_review', 'reject', 'rejected'],
  ['awaiting_second_approval', 'reject', 'rejected'],
  ['approved', 'rescind', 'in_review'],
  ['approved', 'accept', 'activated'],
  ['approved', 'accept_transfer', 'approved'],
  ['draft', 'withdraw', 'withdrawn'],
  ['processing', 'withdraw', 'withdrawn'],
  ['in_review', 'withdraw', 'withdrawn'],
  ['awaiting_second_approval', 'withdraw', 'withdrawn'],
  ['action_required', 'withdraw', 'withdrawn'],
  ['approved', 'withdraw', 'withdrawn'],
  ['draft', 'expire', 'expired'],
  ['action_required', 'expire', 'expired'],
  ['approved', 'expire', 'expired'],
];

const NUMBER: readonly (readonly [NumberStatus, NumberEvent, NumberStatus])[] = [
  ['spare', 'reserve', 'reserved'],
  ['reserved', 'release_reservation', 'spare'],
  ['reserved', 'submit', 'pending'],
  ['pending', 'approve', 'assigned'],
  ['assigned', 'rescind', 'pending'],
  ['pending', 'release', 'spare'],
  ['assigned', 'release', 'spare'],
  ['spare', 'undo_release', 'pending'],
  ['assigned', 'activate', 'working'],
  ['working', 'suspend', 'suspended'],
  ['suspended', 'suspend', 'suspended'],
  ['suspended', 'reinstate', 'working'],
  ['working', 'transfer', 'working'],
  ['working', 'replace', 'working'],
  ['suspended', 'replace', 'suspended'],
  ['working', 'disconnect', 'disconnected'],
  ['suspended', 'disconnect', 'disconnected'],
  ['disconnected', 'return', 'working'],
  ['disconnected', 'quarantine', 'quarantined'],
  ['quarantined', 'requalify', 'spare'],
  ['quarantined', 'retire', 'unavailable'],
  ['spare', 'block', 'unavailable'],
  ['unavailable', 'unblock', 'spare'],
];

describe('state tables', () => {
  it('allow for applications exactly what the contract lists', () => {
    for (const from of APPLICATION_STATUSES) {
      for (const event of APPLICATION_EVENTS) {
        const listed = APPLICATION.find((row) => row[0] === from && row[1] === event);
        expect([from, event, nextApplicationStatus(from, event)]).toEqual([from, event, listed?.[2] ?? null]);
      }
    }
  });

  it('allow for numbers exactly what the contract lists', () => {
    for (const from of NUMBER_STATUSES) {
      for (const event of NUMBER_EVENTS) {
        const listed = NUMBER.find((row) => row[0] === from && row[1] === event);
        expect([from, event, nextNumberStatus(from, event)]).toEqual([from, event, listed?.[2] ?? null]);
      }
    }
  });

  it('name for each step of a number whom the permissions let cause it', () => {
    const CAUSED_BY: Partial<Record<NumberEvent, Action>> = {
      reserve: 'reservation.manage',
      rescind: 'review.rescind',
      activate: 'review.accept',
      return: 'number.control',
      disconnect: 'number.control',
      block: 'number.block',
      unblock: 'number.block',
    };
    for (const [event, action] of Object.entries(CAUSED_BY) as [NumberEvent, Action][]) {
      const roles = PERMISSIONS[action].map((role) => (role.startsWith('reseller') ? 'reseller' : role));
      expect([event, NUMBER_STEPS[event].who]).toEqual([event, expect.arrayContaining([...new Set(roles)])]);
    }
  });

  it('never bring a number into use without reservation, submission, approval and carrier acceptance', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...NUMBER_EVENTS), { maxLength: 40 }), (events) => {
        let status: NumberStatus = 'spare';
        const happened: NumberEvent[] = [];
        for (const event of events) {
          const next = nextNumberStatus(status, event);
          if (next === null) continue;
          status = next;
          happened.push(event);
        }
        if (status === 'working') expect(happened).toEqual(expect.arrayContaining(['approve', 'activate']));
      }),
    );
  });

  it('let every open application be withdrawn, and nothing leave a final state', () => {
    for (const status of APPLICATION_STATUSES) {
      const leaves = APPLICATION_EVENTS.some((event) => nextApplicationStatus(status, event) !== null);
      expect(leaves).toBe(OPEN_STATUSES.includes(status));
    }
  });
});
