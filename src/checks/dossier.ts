import type { ApplicationKind, Declared } from '../domain/application.js';
import type { Paper } from '../domain/application-kinds.js';
import type { NumberStatus, Carrier } from '../domain/number-status.js';
import type { DocumentKind, Extraction } from '../domain/ocr-fields.js';
import type { ResellerStatus } from '../domain/reseller.js';
import type { CheckPolicy } from './policy.js';

/** A current (not superseded) document of the dossier with what was read from it, reviewers' corrections applied. */
export interface DossierDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly status: 'queued' | 'processing' | 'ready' | 'failed';
  /** Present when `ready`. A field corrected by a reviewer has verdict `read` and confidence 1. */
  readonly extraction: Extraction | null;
  /** The picture has colour (a black-and-white copy has none). */
  readonly colour: boolean;
  /** Signs found in the uploaded bytes (documents/traces); absent for documents older than the search. */
  readonly traces?: readonly {
    readonly code: 'EDITOR_METADATA' | 'SCREENSHOT' | 'PHOTO_OF_SCREEN';
    readonly page: number;
  }[];
}

/** What the registry and outside sources say. Read by `loadFacts`; nothing here names another organisation's ids. */
export interface DossierFacts {
  /** The reseller that answers for the application; null: an owner files for itself. */
  readonly reseller: {
    readonly status: ResellerStatus;
    readonly authorisation: {
      readonly from: string;
      readonly until: string;
      readonly provinces: readonly string[] | null;
    };
  } | null;
  /** Names the entity had before, and has in the register: old papers bear them. */
  readonly otherNames: readonly string[];
  readonly numbers: readonly { readonly number: string; readonly carrier: Carrier; readonly status: NumberStatus }[];
  /** Other numbers of this entity with this carrier that count towards the cap, this dossier's own left out. */
  readonly otherNumbersOfEntity: number;
  readonly blocklisted: { readonly reason: string } | null;
  readonly businessStatus: {
    readonly status: 'active' | 'abnormal' | 'revoked' | 'cancelled' | 'not_found' | 'unavailable';
    readonly source: string;
    readonly asOf: string | null;
  };
  /** How many *other* entities the same ID number stands for, by person. */
  readonly otherEntitiesOfPerson: { readonly legalRepresentative: number; readonly agent: number };
  /** Documents of this dossier seen before in a dossier of another entity or organisation. */
  readonly reusedDocuments: readonly { readonly documentId: string; readonly how: 'same_file' | 'similar_picture' }[];
  /** Declared landing numbers that other entities use too. */
  readonly sharedLandingNumbers: readonly { readonly number: string; readonly otherEntities: number }[];
  readonly contactConfirmed: boolean;
  /** Declared members that name a telephone or mailbox of the reseller's own people. */
  readonly contactsOfReseller: readonly string[];
}

/** What kind of application the dossier is for, and what that asks (domain/application-kinds.ts). */
export interface DossierRequest {
  readonly kind: ApplicationKind;
  /** Papers that must be there. */
  readonly papers: readonly Paper[];
  /** Members that differ from the register. */
  readonly changes: readonly string[];
}

/** Everything `evaluate` looks at. */
export interface Dossier {
  readonly request: DossierRequest;
  readonly declared: Declared;
  readonly documents: readonly DossierDocument[];
  readonly facts: DossierFacts;
  readonly policy: CheckPolicy;
  /** `YYYY-MM-DD` in the business zone. */
  readonly today: string;
}
