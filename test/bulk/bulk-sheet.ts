import { writeSheet } from '../../src/operations/sheet/write-sheet.js';
import { BULK_FIELDS, headingOf, type BulkField } from '../../src/bulk/columns.js';
import { fixtureFile, type FixtureDossier } from '../support/dossiers.js';

export type BulkCells = Partial<Record<BulkField, string>>;

/** The specimen dossier as a row of the template. */
export function rowOf({ declared, number }: FixtureDossier, more: BulkCells = {}): BulkCells {
  const { entity, legalRepresentative, agent, purpose, industry } = declared;
  return {
    numbers: number,
    name: entity.name,
    uscc: entity.uscc,
    representative: entity.legalRepresentative,
    representativeId: legalRepresentative.idNumber,
    agent: agent.name,
    agentId: agent.idNumber,
    mobile: agent.mobile,
    purpose,
    industry,
    ...more,
  };
}

export function bulkSheet(rows: readonly BulkCells[]): Promise<Buffer> {
  return writeSheet(
    BULK_FIELDS.map(headingOf),
    rows.map((row) => BULK_FIELDS.map((field) => row[field] ?? '')),
  );
}

const NAMES = {
  business_licence: '营业执照.jpg',
  legal_representative_id_front: '法人身份证人像面.jpg',
  legal_representative_id_back: '法人身份证国徽面.jpg',
  agent_id_front: '经办人身份证正面.jpg',
  agent_id_back: '经办人身份证反面.jpg',
  authorisation_letter: '授权委托书.jpg',
} as const;

/** The papers of a specimen dossier, named as people name them, in one folder. */
export function folderOf(dossier: FixtureDossier, folder: string): Record<string, Buffer> {
  return Object.fromEntries(
    Object.entries(NAMES).map(([kind, name]) => [`${folder}/${name}`, fixtureFile(dossier, kind).bytes]),
  );
}
