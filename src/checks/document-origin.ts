import { NO_DOCUMENTS } from './document.js';
import type { Dossier } from './dossier.js';
import { evidence, notApplicable, pass, warn, type CheckResult } from './result.js';

/** `document.not_reused`: the same file or picture was seen in a dossier of another entity or organisation. */
export function checkNotReused({ facts, documents }: Dossier): CheckResult[] {
  if (documents.length === 0) return [notApplicable(NO_DOCUMENTS)];
  if (facts.reusedDocuments.length === 0) {
    return [
      pass({ zh: '材料未在其他单位的申请中出现过。', en: 'No document was seen in an application of another entity.' }),
    ];
  }
  const proof = facts.reusedDocuments.map(({ documentId, how }) =>
    evidence({ documentId, field: 'document', read: how }),
  );
  const message = {
    zh: '有材料曾用于其他单位的申请，请核实来源。',
    en: "A document was used in another entity's application; verify where it came from.",
  };
  return [warn(message, ['DOCUMENT_REUSED'], proof)];
}
