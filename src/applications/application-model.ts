import { Schema, type Types } from 'mongoose';
import type { ApplicationKind } from '../domain/application.js';
import type { ApplicationStatus } from '../domain/application-state.js';
import type { Party } from '../domain/application-kinds.js';
import type { ConsentAnswer, ObjectionGround } from '../domain/consents.js';
import type { CheckCode, EvaluationOutcome, HumanCheckCode } from '../domain/checks.js';
import type { Carrier } from '../domain/number-status.js';
import type { DocumentKind } from '../domain/ocr-fields.js';
import type { ReasonCode } from '../domain/reason-codes.js';
import { defineModel } from '../platform/mongo.js';

export const LANES = ['clean', 'warnings', 'fraud', 'resubmitted'] as const;
export type Lane = (typeof LANES)[number];

/** What the applicant is asked for: a document kind or a member of the application, and why. */
export interface InformationRequest {
  reason: ReasonCode;
  documentKinds: DocumentKind[];
  members: string[];
  note: string | null;
}

/** Somebody whose agreement the application needs, and what it said. */
export interface ConsentRow {
  party: Party;
  /** See accounts/scope.ts, `organisationOf`. */
  organisation: string;
  answer: ConsentAnswer;
  ground: ObjectionGround | null;
  /** `filing`: it filed the application itself. `paper`: a reviewer saw its signature on this document. */
  via: 'filing' | 'account' | 'paper' | 'silence' | null;
  documentId: string | null;
  by: string | null;
  at: Date | null;
  /** When silence consents; null where it never does, and until it was asked. */
  dueAt: Date | null;
}

export interface DecisionRow {
  by: string;
  outcome: 'approve' | 'reject' | 'request_information';
  reasons: ReasonCode[];
  /** Internal; notes and reasons are sealed (sealed-text.ts). */
  note: string | null;
  noteToApplicant: string | null;
  overrides: { checkCode: CheckCode; reason: string }[];
  at: Date;
  /** What `DELETE …/decisions/latest` goes back to, for ten seconds. */
  undone: boolean;
  /** For the decider's own figures (src/dashboards); absent in older rows. */
  work?: {
    /** Since when the decider had the case. */
    claimedAt: Date;
    /** Fields with a place on a paper, and those whose place was never on screen; null unless it approves. */
    fields: { all: number; unshown: number } | null;
    /** What the applicant contested at that time. */
    contested: CheckCode[];
  };
  /** When a senior took this approval back. */
  rescindedAt?: Date;
}

/** A second person judges a decided dossier anew, without knowing how and by whom it was decided (decision 371). */
export interface SecondLookRow {
  /** `void`: the decision itself was taken back meanwhile. */
  status: 'open' | 'agreed' | 'disagreed' | 'settled' | 'void';
  notBefore: Date;
  first: { by: string; outcome: DecisionRow['outcome']; at: Date };
  /** Staff who worked on the dossier before; they cannot take it. */
  involved: string[];
  /** Who took it so far: to them the dossier is undecided until it was judged. */
  blindTo: string[];
  claim: { by: string; at: Date; expiresAt: Date } | null;
  /** What the second person corrected, as `sealedReview` of the dossier. */
  sealedReview: Buffer | null;
  second: {
    by: string;
    outcome: DecisionRow['outcome'];
    reasons: ReasonCode[];
    note: string | null;
    claimedAt: Date;
    at: Date;
  } | null;
  /** With whom of the two a senior sided. */
  settlement: { by: string; side: 'first' | 'second'; reason: string; at: Date } | null;
}

/** One application. Everything about natural persons is in `sealed`; the rest may be read by anyone who sees the row. */
export interface ApplicationRow {
  _id: Types.ObjectId;
  kind: ApplicationKind;
  status: ApplicationStatus;
  /** Raised by every change of the applicant's; `version` by every change at all (compare-and-set, ETag). */
  revision: number;
  version: number;
  /** Who filed it: a reseller's id, or an owner's organisation (accounts/scope.ts). */
  resellerId: string;
  /** The reseller that serves the numbers once it took effect; null: the one that does now. */
  toResellerId: string | null;
  createdBy: string;
  createdAt: Date;
  submittedAt: Date | null;
  numbers: string[];
  carrier: Carrier;
  /** Of the entity's address; null when it cannot be told. */
  province: string | null;
  city: string | null;
  entityName: string | null;
  uscc: string | null;
  entityType: string | null;
  /** The `Declared` of domain/application.ts, sealed with the id as associated data. */
  sealed: Buffer;
  /** What the register held when the draft was opened, sealed like `sealed`; null for what is new. */
  sealedBefore: Buffer | null;
  /** Members that differ from it (domain/declared-changes.ts). */
  changes: string[];
  consents: ConsentRow[];
  /** Blind indexes for “who else stands for this person, number”. */
  blind: { legalRepresentative: string | null; agent: string | null; landing: string[] };
  evaluation: {
    id: string;
    outcome: EvaluationOutcome;
    lane: Lane;
    fraudSignal: boolean;
    failing: CheckCode[];
    /** Rules and policies it was made under; absent in rows older than that. */
    rulesVersion?: string;
    at: Date;
  } | null;
  contests: { checkCode: CheckCode; reason: string }[];
  requests: InformationRequest[];
  resubmitted: boolean;
  claim: { by: string; at: Date; expiresAt: Date } | null;
  parkedUntil: Date | null;
  parkedNote: string | null;
  dueAt: Date | null;
  /** Working minutes left when the SLA was paused by parking. */
  pausedMinutesLeft: number | null;
  firstApproval: { by: string; at: Date } | null;
  decisions: DecisionRow[];
  /** State before the latest decision, for undo. */
  undo: {
    by: string;
    until: Date;
    /** The row's version right after the decision: whatever came later ends the undo. */
    version: number;
    status: ApplicationStatus;
    claim: ApplicationRow['claim'];
    firstApproval: ApplicationRow['firstApproval'];
    requests: InformationRequest[];
    deadline: Date | null;
    numbersEvent: 'rescind' | 'undo_release' | null;
  } | null;
  /** Absent in older rows, and where nobody looks again. */
  secondLook?: SecondLookRow | null;
  /** Never stored: the row is as somebody sees it who must not know of the decision (second-look.ts). */
  blindView?: true;
  humanChecks: { code: HumanCheckCode; status: 'pass' | 'fail' | 'warn'; by: string; at: Date }[];
  /** Notes of human checks and corrections of fields, sealed: they quote what stands on papers. */
  sealedReview: Buffer | null;
  /** What reviewers tell each other; the text is sealed (sealed-text.ts). Absent in older rows. */
  comments?: { by: string; at: Date; text: string }[];
  deadline: Date | null;
  deadlineWarned: boolean;
  acceptedAt: Date | null;
  /** When an approved claim takes effect, if nobody objects. */
  effectiveAt: Date | null;
  endedAt: Date | null;
  disputed: boolean;
}

const schema = new Schema(
  {
    kind: { type: String, required: true },
    status: { type: String, required: true },
    revision: { type: Number, required: true },
    version: { type: Number, required: true },
    resellerId: { type: String, required: true },
    toResellerId: { type: String, default: null },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    submittedAt: { type: Date, default: null },
    numbers: { type: [String], required: true },
    carrier: { type: String, required: true },
    province: { type: String, default: null },
    city: { type: String, default: null },
    entityName: { type: String, default: null },
    uscc: { type: String, default: null },
    entityType: { type: String, default: null },
    sealed: { type: Buffer, required: true },
    sealedBefore: { type: Buffer, default: null },
    changes: { type: [String], default: [] },
    consents: { type: [Schema.Types.Mixed], default: [] },
    blind: { type: Schema.Types.Mixed, required: true },
    evaluation: { type: Schema.Types.Mixed, default: null },
    contests: { type: [Schema.Types.Mixed], default: [] },
    requests: { type: [Schema.Types.Mixed], default: [] },
    resubmitted: { type: Boolean, default: false },
    claim: { type: Schema.Types.Mixed, default: null },
    parkedUntil: { type: Date, default: null },
    parkedNote: { type: String, default: null },
    dueAt: { type: Date, default: null },
    pausedMinutesLeft: { type: Number, default: null },
    firstApproval: { type: Schema.Types.Mixed, default: null },
    decisions: { type: [Schema.Types.Mixed], default: [] },
    undo: { type: Schema.Types.Mixed, default: null },
    secondLook: { type: Schema.Types.Mixed, default: undefined },
    humanChecks: { type: [Schema.Types.Mixed], default: [] },
    sealedReview: { type: Buffer, default: null },
    comments: { type: [Schema.Types.Mixed], default: undefined },
    deadline: { type: Date, default: null },
    deadlineWarned: { type: Boolean, default: false },
    acceptedAt: { type: Date, default: null },
    effectiveAt: { type: Date, default: null },
    endedAt: { type: Date, default: null },
    disputed: { type: Boolean, default: false },
  },
  { versionKey: false, minimize: false, strict: 'throw' },
);
// serves: a reseller's board, newest first
schema.index({ resellerId: 1, status: 1, _id: -1 });
// serves: review queue by lane, oldest due first
schema.index({ status: 1, 'evaluation.lane': 1, dueAt: 1, _id: 1 });
// serves: deadline sweep
schema.index({ status: 1, deadline: 1 });
// serves: one natural person across entities (fraud signal)
schema.index({ 'blind.legalRepresentative': 1 });
schema.index({ 'blind.agent': 1 });
schema.index({ 'blind.landing': 1 });
// serves: applications of an entity
schema.index({ uscc: 1, status: 1 });
// serves: what an organisation is asked to agree to
schema.index({ 'consents.organisation': 1, _id: -1 });
// serves: figures of a time (src/dashboards)
schema.index({ submittedAt: 1 });
schema.index({ 'decisions.at': 1 });
// serves: second looks that wait, and disagreements for a senior; few dossiers have one
schema.index({ 'secondLook.status': 1, 'secondLook.notBefore': 1 }, { sparse: true });
// serves: what a reviewer must not know of
schema.index({ 'secondLook.blindTo': 1 }, { sparse: true });
// serves: figures of a time
schema.index({ 'secondLook.second.at': 1 }, { sparse: true });
// serves: silence that consents
schema.index({ 'consents.dueAt': 1 }, { partialFilterExpression: { 'consents.answer': 'open' } });

export const applicationModel = defineModel<ApplicationRow>('Application', schema, 'applications');
