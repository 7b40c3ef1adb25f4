import { EXPECTED_PAGES, type PageKind } from '../domain/ocr-fields.js';
import type { ReasonCode } from '../domain/reason-codes.js';
import type { Dossier, DossierDocument } from './dossier.js';
import { isBeingRead } from './find-sheet.js';
import { evidence, fail, notApplicable, pass, pending, unreadable, warn, type CheckResult } from './result.js';
import { fieldOn, KEY_FIELDS, sheetsOf } from './sheet.js';

/** What a picture must at least show before its quality is blamed; each is one file's figure, 0…1. */
const QUALITY = { minSharpness: 0.35, maxGlare: 0.1, minCoverage: 0.25 };

function waiting(dossier: Dossier): CheckResult | null {
  const reading = dossier.documents.filter(isBeingRead);
  return reading.length === 0 ? null : pending(reading.map(({ id }) => evidence({ documentId: id })));
}

export const NO_DOCUMENTS = { zh: '还没有上传材料。', en: 'No document has been uploaded yet.' };

/**
 * `document.readable`: a file that could not be processed fails; a picture on which hardly anything was found goes to a
 * person. A usable phone photograph never fails here, whatever its quality figures.
 */
export function checkReadable(dossier: Dossier): CheckResult[] {
  const wait = waiting(dossier);
  if (wait !== null) return [wait];
  const failed = dossier.documents.filter(({ status }) => status === 'failed');
  if (failed.length > 0) {
    const message = {
      zh: '有材料无法处理，请重新拍摄或扫描后上传。',
      en: 'A document could not be processed; please photograph or scan it again and upload it.',
    };
    return [fail(message, ['INCOMPLETE_IMAGE'], failed.map(documentEvidence))];
  }
  const poor = dossier.documents.filter(isHardlyReadable);
  if (poor.length > 0) {
    const message = {
      zh: '有材料几乎没有读出内容，建议重新拍摄；也可由审核员查看。',
      en: 'Hardly anything could be read on a document; a better picture would help, otherwise a reviewer will look.',
    };
    return [unreadable(message, [...new Set(poor.flatMap(qualityReasons))], poor.map(documentEvidence))];
  }
  if (dossier.documents.length === 0) return [notApplicable(NO_DOCUMENTS)];
  return [pass({ zh: '全部材料可以辨认。', en: 'Every document can be read.' })];
}

function documentEvidence({ id, kind }: DossierDocument) {
  return evidence({ documentId: id, field: kind });
}

/**
 * Less than a third of the fields that matter were found at all, or no page of a bundle was recognised. Kinds that
 * promise no field of their own are never hard to read.
 */
function isHardlyReadable(document: DossierDocument): boolean {
  const sheets = sheetsOf(document);
  if (document.kind === 'bundle') return sheets.length === 0;
  if (EXPECTED_PAGES[document.kind].length === 0) return false;
  const wanted = sheets.flatMap((sheet) => KEY_FIELDS[sheet.kind].map((name) => fieldOn(sheet, name)));
  const found = wanted.filter(({ verdict }) => verdict !== 'missing').length;
  return wanted.length > 0 && found * 3 < wanted.length;
}

function qualityReasons({ extraction }: DossierDocument): ReasonCode[] {
  const quality = extraction?.quality;
  if (quality === undefined) return [];
  const reasons: ReasonCode[] = [];
  if (quality.glare > QUALITY.maxGlare) reasons.push('COVERED_OR_GLARE');
  if (quality.coverage < QUALITY.minCoverage) reasons.push('INCOMPLETE_IMAGE');
  if (quality.sharpness < QUALITY.minSharpness || reasons.length === 0) reasons.push('BLURRED');
  return reasons;
}

/** `document.kind`: the content shows something else than was claimed (at most a warning). A bundle claims nothing. */
export function checkKind(dossier: Dossier): CheckResult[] {
  const wait = waiting(dossier);
  if (wait !== null) return [wait];
  const claims = dossier.documents.filter(
    ({ kind, extraction }) => extraction !== null && EXPECTED_PAGES[kind].length > 0,
  );
  const wrong = claims.filter((document) => showsSomethingElse(document));
  if (wrong.length > 0) {
    const message = {
      zh: '有材料的内容与所选类别不符，请核对是否传错；由审核员查看。',
      en: 'A document shows something else than the kind chosen for it; please check the upload. A reviewer will look.',
    };
    return [warn(message, ['MISSING_DOCUMENT'], wrong.map(kindEvidence))];
  }
  // Papers of the carrier's counter come in many forms: that one is not recognised says nothing.
  const unknown = claims.filter(
    (document) => !dossier.policy.counterDocuments.includes(document.kind) && recognised(document).length === 0,
  );
  if (unknown.length > 0) {
    const message = {
      zh: '有材料未能识别出类别，由审核员查看。',
      en: 'The kind of a document could not be recognised; a reviewer will look.',
    };
    return [unreadable(message, [], unknown.map(kindEvidence))];
  }
  if (claims.length === 0)
    return [
      notApplicable({ zh: '没有需要核对类别的材料。', en: 'There is no document whose kind could be compared.' }),
    ];
  return [pass({ zh: '材料内容与所选类别相符。', en: 'Every document shows what it was uploaded as.' })];
}

/** `other` tells no more than nothing recognised. */
function recognised({ extraction }: DossierDocument): PageKind[] {
  return (extraction?.pageKinds ?? []).filter((kind) => kind !== null).filter((kind) => kind !== 'other');
}

function showsSomethingElse(document: DossierDocument): boolean {
  const shown = recognised(document);
  return shown.length > 0 && !shown.some((kind) => EXPECTED_PAGES[document.kind].includes(kind));
}

function kindEvidence(document: DossierDocument) {
  const read = [...new Set(recognised(document))].join(',');
  return evidence({
    documentId: document.id,
    page: 1,
    field: 'kind',
    read: read === '' ? null : read,
    expected: document.kind,
  });
}
