import { KIND_RULES } from '../domain/application-kinds.js';
import type { Evidence } from '../domain/checks.js';
import { EXPECTED_PAGES, type DocumentKind } from '../domain/ocr-fields.js';
import { COUNTER_DOCUMENTS, documentsRequiredOf } from '../domain/required-documents.js';
import type { ReasonCode } from '../domain/reason-codes.js';
import { cardsOf, type Card } from './cards.js';
import type { Dossier } from './dossier.js';
import { findEntityPaper, findLetter, isBeingRead } from './find-sheet.js';
import { agentIsSomebodyElse, hasTwoSides } from './people.js';
import { evidence, fail, pass, pending, warn, type CheckResult } from './result.js';

/**
 * `dossier.complete`: every paper and every declared member that submission needs (contract: *Required at submission*).
 * A paper that was uploaded but cannot be read is there; whether it can be used is for other checks.
 */
export function checkComplete(dossier: Dossier): CheckResult[] {
  const reading = dossier.documents.filter(isBeingRead);
  if (reading.length > 0) return [pending(reading.map(({ id }) => evidence({ documentId: id })))];

  const missed = missingPapers(dossier);
  const bundled = dossier.documents.some(({ kind }) => kind === 'bundle');
  const papers = missed.filter((kind) => !bundled || !isUnseenInBundle(kind));
  const members = missingMembers(dossier);
  if (papers.length + members.length === 0) {
    if (missed.length > 0) return [perhapsInBundle(missed)];
    return [pass({ zh: '必需的材料和填写项齐全。', en: 'Every required document and entry is there.' })];
  }
  const reasons: ReasonCode[] = [];
  if (papers.length > 0) reasons.push('MISSING_DOCUMENT');
  if (papers.includes('authorisation_letter')) reasons.push('LETTER_MISSING');
  if (members.length > 0) reasons.push('FORM_INCOMPLETE');
  const missing: Evidence[] = [...papers, ...members].map((field) => evidence({ field }));
  const message = {
    zh: `还缺 ${papers.length} 份材料、${members.length} 个填写项，请按所列补齐。`,
    en: `The dossier is not complete (documents missing: ${papers.length}, entries missing: ${members.length}); please add what is listed.`,
  };
  return [fail(message, reasons, missing)];
}

/** No page of a bundle is ever recognised as this paper: only a person sees whether it is in there. */
function isUnseenInBundle(kind: DocumentKind): boolean {
  return EXPECTED_PAGES[kind].length === 0;
}

function perhapsInBundle(papers: readonly DocumentKind[]): CheckResult {
  const message = {
    zh: '合并文件中的这些材料无法自动识别，由审核员查看；也可单独上传。',
    en: 'These papers are not recognised inside a combined file; a reviewer will look, or please upload each by itself.',
  };
  return warn(
    message,
    ['MISSING_DOCUMENT'],
    papers.map((field) => evidence({ field })),
  );
}

/** Which papers are needed depends on the kind of application and on what it changes: `request.papers` is that. */
function missingPapers(dossier: Dossier): DocumentKind[] {
  const { papers } = dossier.request;
  const missing: DocumentKind[] = [];
  if (papers.includes('entity_paper') && findEntityPaper(dossier).state === 'absent') missing.push('business_licence');
  const cards = { legalRepresentative: 'legal_representative_card', agent: 'agent_card' } as const;
  for (const card of cardsOf(dossier))
    if (papers.includes(cards[card.person.role])) missing.push(...missingSides(card));
  if (papers.includes('letter') && agentIsSomebodyElse(dossier.declared) && findLetter(dossier).state === 'absent')
    missing.push('authorisation_letter');
  if (papers.includes('entity_paper')) missing.push(...missingByPolicy(dossier));
  return missing;
}

/**
 * What this installation asks of such an entity, and papers of the carrier's counter that may not follow until acceptance;
 * a page of a bundle that was recognised as one counts.
 */
function missingByPolicy({ documents, declared, policy, request }: Dossier): DocumentKind[] {
  const shown = new Set<string | null>(
    documents.flatMap((document) => [document.kind, ...(document.extraction?.pageKinds ?? [])]),
  );
  const required = new Set<DocumentKind>([
    ...COUNTER_DOCUMENTS.filter(
      (kind) => KIND_RULES[request.kind].effect !== 'none' && !policy.counterDocuments.includes(kind),
    ),
    ...documentsRequiredOf(policy.requiredDocuments, declared.entity.uscc),
  ]);
  return [...required].filter((kind) => !shown.has(kind));
}

function missingSides({ person, front, back }: Card): DocumentKind[] {
  const missing: DocumentKind[] = [];
  if (front.state === 'absent') missing.push(...person.kinds.front.slice(0, 1));
  if (back.state === 'absent' && hasTwoSides(person.idType)) missing.push(...person.kinds.back.slice(0, 1));
  return missing;
}

/** Paths of members that submission needs. An agent who is the legal representative need not repeat name and number. */
function missingMembers({ declared, request }: Dossier): string[] {
  const { entity, legalRepresentative, agent, purpose, industry } = declared;
  const required: Record<string, string | undefined> = {
    'entity.name': entity.name,
    'entity.uscc': entity.uscc,
    'legalRepresentative.name': legalRepresentative?.name,
    'legalRepresentative.idNumber': legalRepresentative?.idNumber,
    'agent.mobile': agent?.mobile,
    purpose,
    industry,
  };
  if (agentIsSomebodyElse(declared)) {
    required['agent.name'] = agent?.name;
    required['agent.idNumber'] = agent?.idNumber;
  }
  const missing = Object.keys(required).filter((path) => (required[path] ?? '').trim() === '');
  const { members } = KIND_RULES[request.kind];
  if (members === 'all') return missing;
  if (members === 'identity') return missing.filter((path) => path !== 'purpose' && path !== 'industry');
  if (request.kind === 'change' && request.changes.length === 0) return ['changes'];
  // What the register lacks (older entries) is not asked on the occasion of something else.
  return missing.filter((path) => request.changes.some((member) => path === member || path.startsWith(`${member}.`)));
}
