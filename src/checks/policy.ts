import { WORKING_HOURS, type WorkingHours } from '../domain/business-calendar.js';
import type { IndustryPolicyOverrides } from '../domain/industry.js';
import type { DocumentKind } from '../domain/ocr-fields.js';
import type { RequiredDocuments } from '../domain/required-documents.js';

/**
 * What an installation may decide for itself. Values marked L rest on one weak source (domain.md) and are defaults only.
 * Each key has its row in `policies/policy-table.ts`: limits, source, and whether the checks look at it.
 */
export interface Policy {
  /** Version of rules and policy together; stored with every evaluation. */
  readonly rulesVersion: string;
  /** L: 5 */
  readonly maxNumbersPerEntityPerCarrier: number;
  /** The same person standing for this many other entities or more is a signal. */
  readonly maxOtherEntitiesPerPerson: number;
  /** A colour photograph of the original needs no company seal on the licence. */
  readonly colourLicenceNeedsNoSeal: boolean;
  /** A black-and-white licence copy without a company seal: `fail` or `warn`. */
  readonly unstampedCopy: 'fail' | 'warn';
  /** Days a letter without an end date is good for after its signature. */
  readonly letterValidDays: number;
  /** What this installation says of an industry division where it differs from the default (L). */
  readonly industries: IndustryPolicyOverrides;
  /** Kinds that may follow until carrier acceptance, and what their absence means at acceptance. */
  readonly counterDocuments: readonly DocumentKind[];
  readonly counterDocumentsMissingAtAcceptance: 'warn' | 'refuse';
  /** Papers that submission needs beside the licence, the identity documents and the letter, by type of entity. */
  readonly requiredDocuments: RequiredDocuments;
  /** Reservation length in days, and the most open ones a reseller may have. */
  readonly reservationDays: number;
  readonly maxOpenReservations: number;
  readonly reReserveAfterDays: number;
  /** Deadlines in days; the warning is sent this many days before. */
  readonly actionRequiredDays: number;
  readonly acceptanceDays: number;
  readonly deadlineWarningDays: number;
  readonly claimMinutes: number;
  /** How long the contact a reseller had named may object to the owner's own. */
  readonly ownerObjectionHours: number;
  readonly undoSeconds: number;
  /** Working minutes until a submitted application should be decided. */
  readonly reviewWorkingMinutes: number;
  /** When people work on a working day; deadlines in working time go by it. */
  readonly workingHours: WorkingHours;
  /** Second approval also for these lanes; fraud signals, overrides and contests always need it. */
  readonly secondApprovalAlways: boolean;
  readonly secondApproverMustBeSenior: boolean;
  /** Of what one person decided, the part that another looks at again without knowing the decision. */
  readonly blindReviewShare: number;
  /** Years until the next verification is due. */
  readonly reverifyAfterYears: number;
  /** Days until a disconnected number may be issued again; 90 at least, whatever is said here. */
  readonly quarantineDays: number;
  /** Days in which the last holder may come back. */
  readonly returnDays: number;
  /** L-M: 30. Days between telling a holder and ending its service. */
  readonly disconnectNoticeDays: number;
  /** Days before `verified.due` at which the holder is warned, and after it at which its numbers stop. */
  readonly verificationWarningDays: number;
  readonly verificationGraceDays: number;
  /** Hours in which a second person confirms an emergency stop before it becomes an alarm. */
  readonly emergencyConfirmHours: number;
  /** Days over which different networks that complain are counted, and how many make somebody look again (decision 151). */
  readonly complaintWindowDays: number;
  readonly complaintVoicesPerNumber: number;
  readonly complaintGraveVoicesPerNumber: number;
  readonly complaintVoicesPerReseller: number;
  /** Months after closing until what a complainant told is forgotten. */
  readonly complaintKeepMonths: number;
  /** Days until sheets and papers of a bulk that nobody submitted are erased. */
  readonly bulkKeepDays: number;
  /** Years for which replaced public records, and the salts that prove them, are kept. */
  readonly recordKeepYears: number;
  /** Who runs this installation, as the public pages and the console show it; empty: our own words. */
  readonly houseName: string;
  /** Content hash of its mark (policies/mark-model.ts); empty: ours. */
  readonly houseMark: string;
  /** ICP 备案号 for the footer of the public pages; empty: none. */
  readonly icpNumber: string;
}

/** Everything but the version, which is reckoned and not set. */
export type PolicyKey = Exclude<keyof Policy, 'rulesVersion'>;

/** Those that the checks look at. A change of any makes what is not decided be evaluated anew, under another version. */
export const CHECK_POLICIES = [
  'maxNumbersPerEntityPerCarrier',
  'maxOtherEntitiesPerPerson',
  'colourLicenceNeedsNoSeal',
  'unstampedCopy',
  'letterValidDays',
  'industries',
  'counterDocuments',
  'requiredDocuments',
] as const satisfies readonly PolicyKey[];
export type CheckPolicy = Pick<Policy, (typeof CHECK_POLICIES)[number] | 'rulesVersion'>;

/** Those of one moment, and no others: that somebody changes the length of a claim makes no other evaluation. */
export function checkPolicy(policy: Policy): CheckPolicy {
  const { rulesVersion } = policy;
  const entries = CHECK_POLICIES.map((key) => [key, policy[key]] as const);
  return { rulesVersion, ...(Object.fromEntries(entries) as Omit<CheckPolicy, 'rulesVersion'>) };
}

export const DEFAULT_POLICY: Policy = {
  rulesVersion: '2026-11-2',
  maxNumbersPerEntityPerCarrier: 5,
  maxOtherEntitiesPerPerson: 3,
  colourLicenceNeedsNoSeal: true,
  unstampedCopy: 'fail',
  letterValidDays: 365,
  industries: {},
  counterDocuments: ['acceptance_form', 'commitment_letter'],
  counterDocumentsMissingAtAcceptance: 'warn',
  requiredDocuments: {},
  reservationDays: 15,
  maxOpenReservations: 200,
  reReserveAfterDays: 30,
  actionRequiredDays: 30,
  acceptanceDays: 60,
  deadlineWarningDays: 7,
  claimMinutes: 30,
  ownerObjectionHours: 72,
  undoSeconds: 10,
  reviewWorkingMinutes: 2 * 7.5 * 60,
  workingHours: WORKING_HOURS,
  secondApprovalAlways: false,
  secondApproverMustBeSenior: false,
  blindReviewShare: 0.03,
  reverifyAfterYears: 1,
  quarantineDays: 180,
  returnDays: 30,
  disconnectNoticeDays: 30,
  verificationWarningDays: 30,
  verificationGraceDays: 30,
  emergencyConfirmHours: 24,
  complaintWindowDays: 30,
  complaintVoicesPerNumber: 5,
  complaintGraveVoicesPerNumber: 3,
  complaintVoicesPerReseller: 30,
  complaintKeepMonths: 24,
  bulkKeepDays: 7,
  recordKeepYears: 2,
  houseName: '',
  houseMark: '',
  icpNumber: '',
};
