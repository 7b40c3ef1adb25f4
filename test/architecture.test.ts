import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every relative import between our own files; packages are named as they are. */
const IMPORTS: readonly Import[] = ['src', 'workers'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .flatMap((file) => {
      const from = join(folder, file);
      const found = ts.preProcessFile(readFileSync(join(ROOT, from), 'utf8')).importedFiles;
      return found.map(({ fileName }) => ({
        from,
        to: fileName.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(from), fileName)) : fileName,
      }));
    }),
);

/** Imports that break a rule, as `from → to`. */
function breaking(rule: (edge: Import) => boolean): string[] {
  return IMPORTS.filter(rule).map(({ from, to }) => `${from} → ${to}`);
}

const featureOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1];
/** Reviews are the reviewing half of an application and share its row. */
const SHARED_MODELS = new Set(['src/applications/application-model.js']);

describe('imports', () => {
  it('keep the domain pure: no I/O, no framework, nothing of other folders', () => {
    const allowed = new Set(['luxon', 'chinese-days', 'opencc-js', 'zod', 'node:module']);
    expect(
      breaking(
        ({ from, to }) =>
          from.startsWith('src/domain/') &&
          !to.startsWith('src/domain/') &&
          !allowed.has(to.split('/')[0] ?? to) &&
          !to.startsWith('opencc-js'),
      ),
    ).toEqual([]);
  });

  it('keep checks pure: the domain and the dossier only', () => {
    const outside = new Set(['src/checks/business-status.ts', 'src/checks/inputs-hash.ts']);
    expect(
      breaking(
        ({ from, to }) => from.startsWith('src/checks/') && !outside.has(from) && !/^src\/(checks|domain)\//.test(to),
      ),
    ).toEqual([]);
  });

  it('never lead from the API into the workers', () => {
    expect(
      breaking(({ from, to }) => from.startsWith('src/') && !from.startsWith('src/cli/') && to.startsWith('workers/')),
    ).toEqual([]);
  });

  it('keep the console apart: it takes rules from the domain and types from permissions, and nothing takes from it', () => {
    const ours = (to: string) => /^(src|workers|test)\//.test(to);
    const allowed = /^src\/(web|domain)\//;
    expect(
      breaking(({ from, to }) =>
        from.startsWith('src/web/')
          ? ours(to) && !allowed.test(to) && !(to === 'src/accounts/permissions.js' && isTypeOnly(from, to))
          : to.startsWith('src/web/'),
      ),
    ).toEqual([]);
  });

  it('never reach into the model of another feature', () => {
    const model = /-model\.js$/;
    expect(
      breaking(
        ({ from, to }) =>
          model.test(to) &&
          featureOf(from) !== undefined &&
          featureOf(from) !== featureOf(to) &&
          !SHARED_MODELS.has(to) &&
          !isTypeOnly(from, to),
      ),
    ).toEqual([]);
  });

  it('name every model in the list that makes the indexes', () => {
    const models = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('-model.ts'),
    );
    const listed = IMPORTS.filter(({ from }) => from === 'src/models.ts').map(({ to }) =>
      to.replace(/^src\//, '').replace(/\.js$/, '.ts'),
    );
    expect(listed.filter((file) => file.endsWith('-model.ts')).sort()).toEqual(models.sort());
  });

  it('have no barrels', () => {
    expect(IMPORTS.map(({ from }) => from).filter((from) => from.endsWith('/index.ts'))).toEqual([]);
  });
});

describe('files', () => {
  it('stay small: none over 400 lines', () => {
    const files = ['src', 'workers', 'test'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.gen.d.ts'))
        .map((file) => join(folder, file)),
    );
    expect(files.filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 401)).toEqual([]);
  });
});

/** A row type may cross features (it describes what a query returns); the model, which can write, may not. */
function isTypeOnly(from: string, to: string): boolean {
  const source = ts.createSourceFile(from, readFileSync(join(ROOT, from), 'utf8'), ts.ScriptTarget.ESNext);
  return source.statements.every((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return true;
    if (relative(ROOT, resolve(ROOT, dirname(from), statement.moduleSpecifier.text)) !== to) return true;
    const clause = statement.importClause;
    if (clause === undefined) return false;
    if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
    const named = clause.namedBindings;
    return (
      named !== undefined &&
      ts.isNamedImports(named) &&
      named.elements.every((element) => element.isTypeOnly || !element.name.text.endsWith('Model'))
    );
  });
}
