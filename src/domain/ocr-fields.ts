/** What a document can be and what can be read from it. Names are those of the `extract` contract. */

/** A document kind as the applicant names it at upload. */
export const DOCUMENT_KINDS = [
  'business_licence',
  'entity_certificate',
  'legal_representative_id',
  'legal_representative_id_front',
  'legal_representative_id_back',
  'agent_id',
  'agent_id_front',
  'agent_id_back',
  'bundle',
  'authorisation_letter',
  'acceptance_form',
  'commitment_letter',
  'multi_number_proof',
  'industry_licence',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What a page *is*, whoever's it is: the reader cannot know whether an ID card is the agent's. */
export const PAGE_KINDS = [
  'business_licence',
  'entity_certificate',
  'id_front',
  'id_back',
  'authorisation_letter',
  'acceptance_form',
  'commitment_letter',
  'mainland_travel_permit',
  'passport',
  'other',
] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** Which identity document a card is; the sides of all three hold the same fields. */
export const CARD_TYPES = ['resident_id', 'hk_mo_tw_residence_permit', 'foreign_permanent_resident'] as const;
export type CardType = (typeof CARD_TYPES)[number];

/** Identity documents that may stand in for a card, by the applicant's `idType`. */
const TRAVEL_PAPERS: readonly PageKind[] = ['mainland_travel_permit', 'passport'];

/** The page kinds a document of this kind is expected to hold; empty means anything goes. */
export const EXPECTED_PAGES: Record<DocumentKind, readonly PageKind[]> = {
  business_licence: ['business_licence'],
  entity_certificate: ['entity_certificate'],
  legal_representative_id: ['id_front', 'id_back', ...TRAVEL_PAPERS],
  legal_representative_id_front: ['id_front', ...TRAVEL_PAPERS],
  legal_representative_id_back: ['id_back', ...TRAVEL_PAPERS],
  agent_id: ['id_front', 'id_back', ...TRAVEL_PAPERS],
  agent_id_front: ['id_front', ...TRAVEL_PAPERS],
  agent_id_back: ['id_back', ...TRAVEL_PAPERS],
  bundle: [],
  authorisation_letter: ['authorisation_letter'],
  acceptance_form: ['acceptance_form'],
  commitment_letter: ['commitment_letter'],
  multi_number_proof: [],
  industry_licence: [],
  other: [],
};

/** The fields of each page kind (contract: *Fields*). Dates are `YYYY-MM-DD`; `validUntil` may be `长期`. */
export const PAGE_FIELDS = {
  business_licence: [
    'uscc',
    'name',
    'type',
    'legalRepresentative',
    'registeredCapital',
    'established',
    'term',
    'address',
    'scope',
    'registrationAuthority',
    'issued',
  ],
  entity_certificate: [
    'uscc',
    'name',
    'type',
    'legalRepresentative',
    'address',
    'scope',
    'term',
    'registrationAuthority',
  ],
  id_front: ['name', 'sex', 'ethnicity', 'birth', 'address', 'idNumber'],
  id_back: ['authority', 'validFrom', 'validUntil'],
  authorisation_letter: [
    'entityName',
    'uscc',
    'legalRepresentative',
    'agentName',
    'agentIdNumber',
    'numbers',
    'signedOn',
    'validUntil',
  ],
  acceptance_form: ['entityName', 'uscc', 'numbers'],
  commitment_letter: ['entityName', 'legalRepresentative'],
  // Recognised, not read: a person compares them (contract: idType).
  mainland_travel_permit: [],
  passport: [],
  other: [],
} as const satisfies Record<PageKind, readonly string[]>;

/** `read` is a promise that the value is right; anything doubtful is `unsure` and goes to a person. */
export type Verdict = 'read' | 'unsure' | 'missing';

/** `[x, y, width, height]` in pixels of the *rendered* page (upright, metadata dropped). */
export type Box = readonly [number, number, number, number];

export interface FieldReading {
  /** Names as printed (no NFKC); codes upper case; `numbers` joined by `,`; null when missing. */
  readonly value: string | null;
  /** 0…1, the reader's own figure; a verdict, never this, decides. */
  readonly confidence: number;
  readonly verdict: Verdict;
  readonly box: Box | null;
  /** 1-based page. */
  readonly page: number;
  /** Other values the readers saw, best first. */
  readonly candidates?: readonly string[];
  /** 1-based paper of a file that holds several (see {@link ExtractedPart}). */
  readonly part?: number;
}

/** One paper of a file that holds several: a page, or a card on a page with others. */
export interface ExtractedPart {
  readonly kind: PageKind;
  readonly card?: CardType;
  readonly page: number;
  readonly box: Box;
}

/** Whose and what for: only `company` is the seal that papers need. `unknown`: the writing is not legible. */
export const SEAL_TYPES = ['company', 'finance', 'contract', 'invoice', 'department', 'authority', 'unknown'] as const;
export type SealType = (typeof SEAL_TYPES)[number];

export interface SealReading {
  readonly box: Box;
  readonly page: number;
  readonly confidence: number;
  readonly type?: SealType;
  /** The name along the ring, as far as it is legible; null when it is not. */
  readonly text?: string | null;
  /** `read`: the name is right. */
  readonly verdict?: Verdict;
  /** Share of the ring that is inked, 0…1: below about 0.85 part of the seal is missing. */
  readonly complete?: number;
  readonly part?: number;
}

/** Each 0…1: sharpness (1 sharp), glare (share of blown-out pixels), coverage (share of the frame the page fills). */
export interface PageQuality {
  readonly sharpness: number;
  readonly glare: number;
  readonly coverage: number;
}

/** A field whose print or paper differs from the rest of its page: a hint for a reviewer, never more. */
export interface FieldEdit {
  readonly field: string;
  readonly page: number;
  readonly box: Box;
  /** Too little noise for this page, or print sharper than all around it. */
  readonly what: 'noise' | 'sharpness';
}

/** What the pipeline found in one file. */
export interface Extraction {
  /** The kind the content shows (of the first page that shows one), `null` when none can be told. */
  readonly kind: PageKind | null;
  /** Kind of each page, in order. */
  readonly pageKinds: readonly (PageKind | null)[];
  readonly card?: CardType;
  /** The papers of a file that holds several; each of its fields then says to which it belongs. */
  readonly parts?: readonly ExtractedPart[];
  readonly pages: number;
  /** Clockwise turn in degrees (0, 90, 180, 270) that made the first page upright. */
  readonly rotation: number;
  /** By name; a field that an earlier paper of the file has too is called `name@2`, with the number of its paper. */
  readonly fields: Readonly<Record<string, FieldReading>>;
  readonly seals: readonly SealReading[];
  /** QR texts: opaque, never opened. */
  readonly qr: readonly string[];
  readonly quality: PageQuality;
  /** Hints of edited fields (workers/forgery); absent where nobody looked. */
  readonly edits?: readonly FieldEdit[];
  readonly ms: number;
}
