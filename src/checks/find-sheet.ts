import type { DocumentKind, PageKind } from '../domain/ocr-fields.js';
import type { Dossier, DossierDocument } from './dossier.js';
import { evidence, notApplicable, pending, unreadable, type CheckResult, type Text } from './result.js';
import { sheetsOf, type Sheet } from './sheet.js';

/** Where a paper of the dossier stands: there to be read, still being read, not to be read, or not there. */
export type Found =
  | { readonly state: 'found'; readonly sheet: Sheet }
  | { readonly state: 'pending'; readonly documentId: string }
  /** Uploaded, but reading failed or the content is something else (`document.readable`, `document.kind` say so). */
  | { readonly state: 'illegible'; readonly documentId: string }
  | { readonly state: 'absent' };

export const ABSENT: Found = { state: 'absent' };

export function isBeingRead(document: DossierDocument): boolean {
  return document.status === 'queued' || document.status === 'processing';
}

export function documentsOf(dossier: Dossier, kinds: readonly DocumentKind[]): DossierDocument[] {
  return kinds.flatMap((kind) => dossier.documents.filter((document) => document.kind === kind));
}

/** Sheets of one page kind in all bundles that have been read, in order. */
export function bundleSheets(dossier: Dossier, page: PageKind): Sheet[] {
  return documentsOf(dossier, ['bundle'])
    .flatMap(sheetsOf)
    .filter((sheet) => sheet.kind === page);
}

/**
 * The first sheet of one of the `pages` kinds: in documents claimed to be one of `claimed`, else in a bundle
 * (`fromBundle` says which of its pages). `pending` only while a document that could still bring it is being read.
 */
export function findSheet(
  dossier: Dossier,
  claimed: readonly DocumentKind[],
  pages: readonly PageKind[],
  fromBundle: () => Sheet | undefined = () => pages.flatMap((page) => bundleSheets(dossier, page))[0],
): Found {
  const own = documentsOf(dossier, claimed);
  const bundles = documentsOf(dossier, ['bundle']);
  const sheet = own.flatMap(sheetsOf).find((candidate) => pages.includes(candidate.kind)) ?? undefined;
  if (sheet !== undefined) return { state: 'found', sheet };
  const reading = own.find(isBeingRead);
  if (reading !== undefined) return { state: 'pending', documentId: reading.id };
  const bundled = fromBundle();
  if (bundled !== undefined) return { state: 'found', sheet: bundled };
  const bundle = bundles.find(isBeingRead);
  if (bundle !== undefined) return { state: 'pending', documentId: bundle.id };
  const useless = own[0];
  return useless === undefined ? ABSENT : { state: 'illegible', documentId: useless.id };
}

/** The licence, or the certificate an organisation without a licence holds (domain.md §6). */
export function findEntityPaper(dossier: Dossier): Found {
  return findSheet(dossier, ['business_licence', 'entity_certificate'], ['business_licence', 'entity_certificate']);
}

export function findLetter(dossier: Dossier): Found {
  return findSheet(dossier, ['authorisation_letter'], ['authorisation_letter']);
}

/**
 * Runs a check on a paper. Without one there is nothing to compare: whether it had to be there is `dossier.complete`'s
 * to say. `field` names the paper in the evidence.
 */
export function onSheet(found: Found, paper: Text, field: string, check: (sheet: Sheet) => CheckResult): CheckResult {
  switch (found.state) {
    case 'found':
      return check(found.sheet);
    case 'pending':
      return pending([evidence({ documentId: found.documentId, field })]);
    case 'illegible':
      return unreadable(
        {
          zh: `上传的${paper.zh}无法识别，由审核员查看。`,
          en: `The uploaded ${paper.en} could not be read; a reviewer will look at it.`,
        },
        [],
        [evidence({ documentId: found.documentId, field })],
      );
    case 'absent':
      return notApplicable({ zh: `没有${paper.zh}可核对。`, en: `There is no ${paper.en} to compare.` }, [
        evidence({ field }),
      ]);
  }
}
