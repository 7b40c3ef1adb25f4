import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import type { Deps } from '../../deps.js';
import { openApiDocument } from '../../http/openapi.js';
import { projectRoot } from '../../platform/project-root.js';
import { everyRoute } from '../../routes.js';

// `npm run api-types`: the types of the console's client, from the routes themselves; needs no store and no network.

const target = join(projectRoot, 'src', 'web', 'api', 'schema.gen.d.ts');
const routes = everyRoute(absentDeps());
const document = openApiDocument(routes, { title: 'registry-400', version: 'types', description: '' });
// Refusals all have one shape, a problem document; repeated under every route they would be nine tenths of the file.
const answers = { ...document, paths: successesOf(document['paths']) };
const types = astToString(await openapiTS(answers as unknown as OpenAPI3, { alphabetize: true }));
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, `// Made by \`npm run api-types\` from src/routes.ts; not in git.\n${types}`);

/** Describing routes runs no handler: whatever is asked of these dependencies answers with more of the same. */
function absentDeps(): Deps {
  const nothing: unknown = new Proxy(() => undefined, {
    get: (_target, name) => (name === 'then' ? undefined : name === Symbol.toPrimitive ? () => '' : nothing),
    apply: () => nothing,
    construct: () => nothing as object,
  });
  return nothing as Deps;
}

function successesOf(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(successesOf);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, value]: [string, unknown]) => [
      name,
      name === 'responses' && typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).filter(([status]) => status.startsWith('2')))
        : successesOf(value),
    ]),
  );
}
