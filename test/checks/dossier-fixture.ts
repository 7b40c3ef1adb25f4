import type { Dossier, DossierDocument, DossierFacts } from '../../src/checks/dossier.js';
import { DEFAULT_POLICY } from '../../src/checks/policy.js';
import type { Declared } from '../../src/domain/application.js';
import { papersNeeded } from '../../src/domain/application-kinds.js';
import type { DocumentKind, Extraction, FieldReading, PageKind } from '../../src/domain/ocr-fields.js';

/** Everything invented: unassigned region codes, made-up names. */
export const TODAY = '2026-11-22';
export const ENTITY = { name: '成都市汇远文化传媒股份有限公司', uscc: '91110199EB700F2U42' };
export const OTHER_USCC = '91510199QJ1CW6J54J';
export const LEGAL = { name: '陈静轩', idNumber: '330199197406097830' };
export const AGENT = { name: '高明鑫', idNumber: '440399199111028884' };
export const NUMBER = '4008880001';

export function read(value: string, page = 1): FieldReading {
  return { value, confidence: 0.99, verdict: 'read', box: [10, 20, 300, 40], page };
}

export function unsure(value: string, page = 1): FieldReading {
  return { value, confidence: 0.6, verdict: 'unsure', box: [10, 20, 300, 40], page, candidates: [value] };
}

export const MISSING: FieldReading = { value: null, confidence: 0, verdict: 'missing', box: null, page: 1 };

export function extraction(
  kind: PageKind | null,
  fields: Extraction['fields'],
  more: Partial<Extraction> = {},
): Extraction {
  return {
    kind,
    pageKinds: [kind],
    pages: 1,
    rotation: 0,
    fields,
    seals: [],
    qr: [],
    quality: { sharpness: 0.8, glare: 0.01, coverage: 0.9 },
    ms: 900,
    ...more,
  };
}

export function document(
  kind: DocumentKind,
  content: Extraction | null,
  more: Partial<DossierDocument> = {},
): DossierDocument {
  return { id: `d-${kind}`, kind, status: 'ready', extraction: content, colour: true, ...more };
}

/** The company seal of the declared entity. */
export const SEAL = {
  box: [800, 900, 300, 300],
  page: 1,
  confidence: 0.95,
  type: 'company',
  text: ENTITY.name,
  verdict: 'read',
} as const;

export const LICENCE_FIELDS = {
  uscc: read(ENTITY.uscc),
  name: read(ENTITY.name),
  legalRepresentative: read(LEGAL.name),
  address: read('上海市示范区滨河大道698号'),
  established: read('2010-07-18'),
  term: read('2010-07-18至长期'),
};

export function frontFields(person: { name: string; idNumber: string }, page = 1): Record<string, FieldReading> {
  const { idNumber } = person;
  return {
    name: read(person.name, page),
    sex: read(Number(idNumber.charAt(16)) % 2 === 1 ? '男' : '女', page),
    birth: read(`${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`, page),
    idNumber: read(idNumber, page),
  };
}

export function backFields(from: string, until: string, page = 1): Record<string, FieldReading> {
  return { authority: read('样例市公安局', page), validFrom: read(from, page), validUntil: read(until, page) };
}

export const LETTER_FIELDS = {
  entityName: read(ENTITY.name),
  uscc: read(ENTITY.uscc),
  legalRepresentative: read(LEGAL.name),
  agentName: read(AGENT.name),
  agentIdNumber: read(AGENT.idNumber),
  numbers: read(NUMBER),
  signedOn: read('2026-09-01'),
};

const DECLARED: Declared = {
  numbers: [NUMBER],
  carrier: 'CT',
  entity: { ...ENTITY, type: 'company', legalRepresentative: LEGAL.name, address: '上海市示范区滨河大道698号' },
  legalRepresentative: { ...LEGAL, idType: 'resident_id' },
  agent: { ...AGENT, idType: 'resident_id', mobile: '19800000000' },
  purpose: '客户服务热线',
  industry: 'I65',
  landingNumbers: [],
};

const FACTS: DossierFacts = {
  reseller: { status: 'active', authorisation: { from: '2026-01-01', until: '2027-12-31', provinces: null } },
  otherNames: [],
  numbers: [{ number: NUMBER, carrier: 'CT', status: 'reserved' }],
  otherNumbersOfEntity: 0,
  blocklisted: null,
  businessStatus: { status: 'active', source: 'csv', asOf: '2026-11-01' },
  otherEntitiesOfPerson: { legalRepresentative: 0, agent: 0 },
  reusedDocuments: [],
  sharedLandingNumbers: [],
  contactConfirmed: true,
  contactsOfReseller: [],
};

/** A dossier with nothing to find: an agent who is somebody else, all papers read with certainty. */
export function cleanDossier(): Dossier {
  return {
    request: { kind: 'new', papers: papersNeeded('new', 'reseller', []), changes: [] },
    declared: DECLARED,
    facts: FACTS,
    policy: DEFAULT_POLICY,
    today: TODAY,
    documents: [
      document(
        'business_licence',
        extraction('business_licence', LICENCE_FIELDS, {
          seals: [SEAL],
          qr: [`http://register.example/index.html?uniscid=${ENTITY.uscc}&t=0c85165446ad3752`],
        }),
      ),
      document('legal_representative_id_front', extraction('id_front', frontFields(LEGAL))),
      document('legal_representative_id_back', extraction('id_back', backFields('2020-07-09', '长期'))),
      document('agent_id_front', extraction('id_front', frontFields(AGENT))),
      document('agent_id_back', extraction('id_back', backFields('2018-03-04', '2038-03-04'))),
      document('authorisation_letter', extraction('authorisation_letter', LETTER_FIELDS, { seals: [SEAL] })),
    ],
  };
}

export type Change = (dossier: Dossier) => Dossier;

export function changed(...changes: readonly Change[]): Dossier {
  return changes.reduce((dossier, change) => change(dossier), cleanDossier());
}

export function declare(more: Partial<Declared>): Change {
  return (dossier) => ({ ...dossier, declared: { ...dossier.declared, ...more } });
}

export function entity(more: Partial<Declared['entity']>): Change {
  return (dossier) => declare({ entity: { ...dossier.declared.entity, ...more } })(dossier);
}

export function agent(more: NonNullable<Declared['agent']>): Change {
  return (dossier) => declare({ agent: { ...dossier.declared.agent, ...more } })(dossier);
}

export function legalRepresentative(more: NonNullable<Declared['legalRepresentative']>): Change {
  return (dossier) => declare({ legalRepresentative: { ...dossier.declared.legalRepresentative, ...more } })(dossier);
}

export function facts(more: Partial<DossierFacts>): Change {
  return (dossier) => ({ ...dossier, facts: { ...dossier.facts, ...more } });
}

export function policy(more: Partial<Dossier['policy']>): Change {
  return (dossier) => ({ ...dossier, policy: { ...dossier.policy, ...more } });
}

export function upload(...documents: readonly DossierDocument[]): Change {
  return (dossier) => ({ ...dossier, documents: [...dossier.documents, ...documents] });
}

export function without(...kinds: readonly DocumentKind[]): Change {
  return (dossier) => ({ ...dossier, documents: dossier.documents.filter(({ kind }) => !kinds.includes(kind)) });
}

export function onDocument(kind: DocumentKind, more: Partial<DossierDocument>): Change {
  return (dossier) => ({
    ...dossier,
    documents: dossier.documents.map((each) => (each.kind === kind ? { ...each, ...more } : each)),
  });
}

/** Still being read. */
export function queued(kind: DocumentKind): Change {
  return onDocument(kind, { status: 'queued', extraction: null });
}

export function onExtraction(kind: DocumentKind, more: Partial<Extraction>): Change {
  return (dossier) => ({
    ...dossier,
    documents: dossier.documents.map((each) =>
      each.kind === kind && each.extraction !== null ? { ...each, extraction: { ...each.extraction, ...more } } : each,
    ),
  });
}

export function field(kind: DocumentKind, name: string, reading: FieldReading): Change {
  return (dossier) => {
    const fields = dossier.documents.find((each) => each.kind === kind)?.extraction?.fields ?? {};
    return onExtraction(kind, { fields: { ...fields, [name]: reading } })(dossier);
  };
}

/** The agent is the legal representative: no second card, no letter. */
export const SAME_PERSON: Change = (dossier) =>
  without(
    'agent_id_front',
    'agent_id_back',
    'authorisation_letter',
  )(declare({ agent: { mobile: '19800000000', isLegalRepresentative: true } })(dossier));
