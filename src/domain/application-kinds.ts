import type { ApplicationKind } from './application.js';
import { changeRulesOf } from './declared-changes.js';
import type { NumberStatus } from './number-status.js';

/** A reseller for its customer, or the holder for itself. */
export type Filer = 'reseller' | 'owner';

/** What a dossier may have to prove, each with its papers. */
export type Paper = 'entity_paper' | 'legal_representative_card' | 'agent_card' | 'letter';

/** Whose agreement an application needs beside the applicant's own. */
export const PARTIES = ['holder', 'former_holder', 'losing_reseller', 'gaining_reseller', 'old_contact'] as const;
export type Party = (typeof PARTIES)[number];

/** What carrier acceptance does to the numbers, each in one transaction. `await_transfer`: the carrier transfers them after. */
export type Effect = 'activate' | 'replace' | 'await_transfer' | 'disconnect' | 'none';

/** How one filer may file one kind. */
export interface FilingRule {
  /** Whose numbers it may name: its own, or (a change of reseller) those another reseller serves. */
  readonly numbersOf: 'reservation' | 'reseller' | 'other_reseller' | 'holder' | 'none';
  /** `present`: what stands in the register is declared already and only what changes is asked. `blank`: everything anew. */
  readonly base: 'present' | 'blank';
  /** Papers needed whatever changes; those that follow from the changes come on top (declared-changes.ts). */
  readonly papers: readonly Paper[];
  readonly consents: readonly Party[];
}

export interface KindRule {
  /** Status of each number when the draft is opened. */
  readonly numbers: readonly NumberStatus[];
  readonly filings: Partial<Record<Filer, FilingRule>>;
  /** Members that may differ from what the register holds; `all` but the code, or of a blank one everything. */
  readonly changeable: 'all' | readonly string[];
  /** Which entries must be filled in: everything submission needs, who the entity is, or only what changes. */
  readonly members: 'all' | 'identity' | 'changed';
  readonly effect: Effect;
  /** The number comes to this entity by it, so it counts towards the entity's cap anew. */
  readonly gains: boolean;
  /** Name of the event that tells of the effect. */
  readonly event: string;
}

const ALL_PAPERS: readonly Paper[] = ['entity_paper', 'legal_representative_card', 'agent_card', 'letter'];
const IN_SERVICE: readonly NumberStatus[] = ['working', 'suspended'];
/** What an owner's account already proves needs no paper; a reseller shows the holder's letter. */
const OWN_NUMBERS: FilingRule = { numbersOf: 'holder', base: 'present', papers: [], consents: [] };
const CUSTOMERS_NUMBERS: FilingRule = { ...OWN_NUMBERS, numbersOf: 'reseller', papers: ['letter'] };

/**
 * The kinds of application as data (issue 5.3). Numbers in service stay so under every one of them: until its effect the
 * present holder answers, and the effect swaps holders in one transaction.
 */
export const KIND_RULES: Record<ApplicationKind, KindRule> = {
  new: {
    numbers: ['reserved'],
    filings: { reseller: { numbersOf: 'reservation', base: 'blank', papers: ALL_PAPERS, consents: [] } },
    changeable: 'all',
    members: 'all',
    effect: 'activate',
    gains: true,
    event: 'number.activated',
  },
  change: {
    numbers: IN_SERVICE,
    filings: { reseller: CUSTOMERS_NUMBERS, owner: OWN_NUMBERS },
    changeable: 'all',
    members: 'changed',
    effect: 'replace',
    gains: false,
    event: 'number.changed',
  },
  renewal: {
    numbers: IN_SERVICE,
    filings: {
      reseller: { ...CUSTOMERS_NUMBERS, papers: ALL_PAPERS },
      owner: { ...OWN_NUMBERS, papers: ['entity_paper', 'legal_representative_card'] },
    },
    changeable: 'all',
    members: 'all',
    effect: 'replace',
    gains: false,
    event: 'number.renewed',
  },
  transfer: {
    numbers: ['working'],
    // Both holders sign: the new one by its papers, the old one by consent (contract: States / Number).
    filings: {
      reseller: { numbersOf: 'reseller', base: 'blank', papers: ALL_PAPERS, consents: ['former_holder'] },
    },
    changeable: 'all',
    members: 'all',
    effect: 'await_transfer',
    gains: true,
    event: 'number.transferred',
  },
  reseller_change: {
    numbers: IN_SERVICE,
    filings: {
      // The gaining reseller does not see what the losing one declared: it files the holder's papers itself.
      reseller: {
        numbersOf: 'other_reseller',
        base: 'blank',
        papers: ALL_PAPERS,
        consents: ['holder', 'losing_reseller'],
      },
      owner: { ...OWN_NUMBERS, consents: ['losing_reseller', 'gaining_reseller'] },
    },
    changeable: ['entity.contact', 'agent'],
    members: 'all',
    effect: 'replace',
    gains: false,
    event: 'number.reseller_changed',
  },
  cancel: {
    numbers: IN_SERVICE,
    filings: { reseller: { ...CUSTOMERS_NUMBERS, consents: ['holder'] }, owner: OWN_NUMBERS },
    changeable: ['agent'],
    members: 'changed',
    effect: 'disconnect',
    gains: false,
    event: 'number.disconnected',
  },
  claim: {
    numbers: [],
    filings: {
      owner: {
        numbersOf: 'none',
        base: 'blank',
        papers: ['entity_paper', 'legal_representative_card', 'agent_card', 'letter'],
        consents: [],
      },
    },
    changeable: 'all',
    members: 'identity',
    effect: 'none',
    gains: false,
    event: 'entity.claimed',
  },
};

/** @throws TypeError for a filing that creation refuses */
export function filingOf(kind: ApplicationKind, filer: Filer): FilingRule {
  const filing = KIND_RULES[kind].filings[filer];
  if (filing === undefined) throw new TypeError(`${kind} is not filed by ${filer}`);
  return filing;
}

/** The papers an application needs: those of its kind and those of what it changes. */
export function papersNeeded(kind: ApplicationKind, filer: Filer, changes: readonly string[]): Paper[] {
  const filing = filingOf(kind, filer);
  const ofChanges = filing.base === 'blank' ? [] : changeRulesOf(changes).flatMap(({ papers }) => papers);
  return ALL_PAPERS.filter((paper) => filing.papers.includes(paper) || ofChanges.includes(paper));
}

/** Members among `changes` that this kind does not let differ from the register. The code never does: that is a transfer. */
export function forbiddenChanges(kind: ApplicationKind, filer: Filer, changes: readonly string[]): string[] {
  const { changeable } = KIND_RULES[kind];
  if (filingOf(kind, filer).base === 'blank') return [];
  return changes.filter((member) => member === 'entity.uscc' || (changeable !== 'all' && !changeable.includes(member)));
}
