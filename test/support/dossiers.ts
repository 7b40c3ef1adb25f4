import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../fixtures/dossiers');

export interface FixtureDossier {
  readonly slug: string;
  readonly number: string;
  /** Checks that must fail; all others must not. */
  readonly mustFail: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly declared: {
    readonly entity: { readonly name: string; readonly uscc: string; readonly legalRepresentative: string };
    readonly legalRepresentative: { readonly name: string; readonly idNumber: string };
    readonly agent: { readonly name: string; readonly idNumber: string; readonly mobile: string };
    readonly purpose: string;
    readonly industry: string;
  };
}

/** A whole application of the specimens: invented people, marked 样本 SPECIMEN. */
export function fixtureDossier(slug: string): FixtureDossier {
  return JSON.parse(readFileSync(join(FOLDER, slug, 'dossier.json'), 'utf8')) as FixtureDossier;
}

export function fixtureFile(dossier: FixtureDossier, kind: string): { name: string; bytes: Buffer } {
  const name = dossier.files[kind];
  if (name === undefined) throw new Error(`${dossier.slug} has no ${kind}`);
  return { name, bytes: readFileSync(join(FOLDER, dossier.slug, name)) };
}
