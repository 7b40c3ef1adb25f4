import type { IndustryPolicyOverrides } from '../domain/industry.js';
import type { DocumentKind } from '../domain/ocr-fields.js';

/** What an installation may decide for itself. Values marked L rest on one weak source (domain.md) and are defaults only. */
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
  /** Second approval also for these lanes; fraud signals, overrides and contests always need it. */
  readonly secondApprovalAlways: boolean;
  readonly secondApproverMustBeSenior: boolean;
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
}

export const DEFAULT_POLICY: Policy = {
  rulesVersion: '2026-11-1',
  maxNumbersPerEntityPerCarrier: 5,
  maxOtherEntitiesPerPerson: 3,
  colourLicenceNeedsNoSeal: true,
  unstampedCopy: 'fail',
  letterValidDays: 365,
  industries: {},
  counterDocuments: ['acceptance_form', 'commitment_letter'],
  counterDocumentsMissingAtAcceptance: 'warn',
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
  secondApprovalAlways: false,
  secondApproverMustBeSenior: false,
  reverifyAfterYears: 1,
  quarantineDays: 180,
  returnDays: 30,
  disconnectNoticeDays: 30,
  verificationWarningDays: 30,
  verificationGraceDays: 30,
  emergencyConfirmHours: 24,
};
