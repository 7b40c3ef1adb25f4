import type { Carrier } from './number-status.js';

export const APPLICATION_KINDS = ['new', 'change', 'renewal', 'transfer', 'reseller_change', 'cancel'] as const;
/** A claim to be the holder is a dossier like the others, but opened at a door of its own (owners/). */
export const DOSSIER_KINDS = [...APPLICATION_KINDS, 'claim'] as const;
export type ApplicationKind = (typeof DOSSIER_KINDS)[number];

export const ID_TYPES = [
  'resident_id',
  'hk_mo_tw_residence_permit',
  'foreign_permanent_resident',
  'mainland_travel_permit',
  'passport',
] as const;
export type IdType = (typeof ID_TYPES)[number];

export interface DeclaredPerson {
  readonly name: string;
  readonly idType: IdType;
  readonly idNumber: string;
}

export interface DeclaredLanding {
  readonly number: string;
  readonly line?: 'fixed' | 'mobile' | 'platform' | undefined;
  readonly ownerName?: string | undefined;
  readonly ownerIsEntity?: boolean | undefined;
  readonly platformOperator?: string | undefined;
}

/**
 * What the applicant declares. A draft may be incomplete: everything but `numbers` can be absent, and completeness is
 * judged at evaluation (contract: *Application*).
 */
export interface Declared {
  readonly numbers: readonly string[];
  readonly carrier: Carrier;
  readonly entity: {
    readonly name?: string | undefined;
    readonly uscc?: string | undefined;
    readonly type?: string | undefined;
    readonly legalRepresentative?: string | undefined;
    readonly address?: string | undefined;
    readonly contact?:
      | {
          readonly name?: string | undefined;
          readonly mobile?: string | undefined;
          readonly email?: string | undefined;
        }
      | undefined;
  };
  readonly legalRepresentative?: Partial<DeclaredPerson> | undefined;
  readonly agent?:
    | (Partial<DeclaredPerson> & {
        readonly mobile?: string | undefined;
        readonly isLegalRepresentative?: boolean | undefined;
      })
    | undefined;
  readonly purpose?: string | undefined;
  readonly industry?: string | undefined;
  readonly landingNumbers: readonly DeclaredLanding[];
  readonly multiNumberReason?: string | undefined;
}

/** The agent is somebody else unless said otherwise or the two ID numbers are the same. */
export function agentIsLegalRepresentative(declared: Pick<Declared, 'agent' | 'legalRepresentative'>): boolean {
  const { agent, legalRepresentative } = declared;
  if (agent === undefined) return false;
  if (agent.isLegalRepresentative !== undefined) return agent.isLegalRepresentative;
  return agent.idNumber !== undefined && agent.idNumber === legalRepresentative?.idNumber;
}
