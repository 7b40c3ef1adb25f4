import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../platform/project-root.js';
import { environmentTable } from './generate/environment-table.js';
import { withGeneratedPart } from './generate/generated-part.js';

// `node src/cli/bootstrap.mjs env-table`: writes the README's table of environment variables anew from src/config.ts.
const readme = join(projectRoot, 'README.md');
writeFileSync(readme, withGeneratedPart(readFileSync(readme, 'utf8'), 'environment', environmentTable()));
