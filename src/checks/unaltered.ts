import type { Evidence } from '../domain/checks.js';
import { FORGERY_HINTS, HINT_CODES, type HintCode } from './forgery-hints.js';
import { isBeingRead } from './find-sheet.js';
import { NO_DOCUMENTS } from './document.js';
import type { Dossier, DossierDocument } from './dossier.js';
import { checkBirth, checkSex } from './id-consistency.js';
import { checkValidityLength } from './id-validity.js';
import { evidence, notApplicable, pass, pending, warn, type CheckResult } from './result.js';

interface Finding {
  readonly hint: HintCode;
  readonly evidence: readonly Evidence[];
}

/**
 * `document.unaltered`: what the upload, the reader and the cards themselves hint at. A hint is for a person to look at;
 * its absence says only that none of these signs was found.
 */
export function checkUnaltered(dossier: Dossier): CheckResult[] {
  const { documents } = dossier;
  if (documents.length === 0) return [notApplicable(NO_DOCUMENTS)];
  const waiting = documents.filter(isBeingRead);
  if (waiting.length > 0) return [pending(waiting.map(({ id }) => evidence({ documentId: id })))];
  const found = [...documents.flatMap(inPicture), ...inCards(dossier)].filter(({ hint }) => FORGERY_HINTS[hint].on);
  if (found.length === 0) {
    return [
      pass({
        zh: '未发现篡改迹象（这不等于证明材料未经改动）。',
        en: 'No sign of alteration was found, which does not prove that there is none.',
      }),
    ];
  }
  const hints = HINT_CODES.filter((code) => found.some(({ hint }) => hint === code)).map((code) => FORGERY_HINTS[code]);
  const message = {
    zh: `有材料可能经过改动：${hints.map(({ zh }) => zh).join('；')}，请审核员对照原图核实。`,
    en: `A document may have been altered: ${hints.map(({ en }) => en).join('; ')}. A reviewer should compare the picture.`,
  };
  return [
    warn(
      message,
      ['ALTERED'],
      found.flatMap((f) => f.evidence),
    ),
  ];
}

/** What the picture itself hints at; `read` in the evidence names the hint. */
function inPicture({ id, traces = [], extraction }: DossierDocument): Finding[] {
  return [
    ...traces.map(({ code, page }): Finding => ({
      hint: code,
      evidence: [evidence({ documentId: id, page, field: 'document', read: code })],
    })),
    ...(extraction?.edits ?? []).map(({ field, page, box, what }): Finding => {
      const hint = what === 'noise' ? 'FIELD_NOISE' : 'FIELD_SHARPNESS';
      return { hint, evidence: [evidence({ documentId: id, page, field, box, read: hint })] };
    }),
  ];
}

/** A card that contradicts itself: only certain readings count, as in the checks that tell the applicant. */
function inCards(dossier: Dossier): Finding[] {
  const of = (hint: HintCode, results: readonly CheckResult[]): Finding[] =>
    results
      .filter(({ status }) => status === 'fail' || status === 'warn')
      .map((result) => ({ hint, evidence: result.evidence }));
  return [
    ...of('ID_CONTRADICTS_ITSELF', [...checkBirth(dossier), ...checkSex(dossier)]),
    ...of('VALIDITY_IMPLAUSIBLE', checkValidityLength(dossier)),
  ];
}
