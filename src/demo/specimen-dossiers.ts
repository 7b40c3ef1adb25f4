import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { createBody } from '../applications/application-schemas.js';
import { DOCUMENT_KINDS, type DocumentKind } from '../domain/ocr-fields.js';
import { projectRoot } from '../platform/project-root.js';

const FOLDER = join(projectRoot, 'test', 'fixtures', 'dossiers');

const dossierSchema = z.object({
  slug: z.string(),
  number: z.string(),
  files: z.partialRecord(z.enum(DOCUMENT_KINDS), z.string()),
  declared: createBody.omit({ kind: true, numbers: true }),
});

export interface SpecimenFile {
  readonly kind: DocumentKind;
  readonly read: () => Promise<Buffer>;
}

export interface SpecimenDossier {
  readonly number: string;
  readonly declared: z.output<typeof dossierSchema>['declared'];
  readonly files: readonly SpecimenFile[];
}

/**
 * The specimen dossiers, by name: `clean` comes first, so its number is the first to work.
 * @throws Error when the fixtures are not there, as in an image without tests
 */
export async function specimenDossiers(): Promise<SpecimenDossier[]> {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  const slugs = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(slugs.sort().map(readDossier));
}

async function readDossier(slug: string): Promise<SpecimenDossier> {
  const folder = join(FOLDER, slug);
  const { number, declared, files } = dossierSchema.parse(
    JSON.parse(await readFile(join(folder, 'dossier.json'), 'utf8')),
  );
  return {
    number,
    declared,
    files: Object.entries(files).map(([kind, name]) => ({
      kind: kind as DocumentKind,
      read: () => readFile(join(folder, name)),
    })),
  };
}
