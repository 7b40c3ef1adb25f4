import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../platform/project-root.js';
import { statesPage } from './generate/states-page.js';

// `node src/cli/bootstrap.mjs state-diagrams`: writes docs/states.md anew from the transition tables of src/domain.
writeFileSync(join(projectRoot, 'docs', 'states.md'), statesPage());
