import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentTable } from '../../src/cli/generate/environment-table.js';
import { withGeneratedPart } from '../../src/cli/generate/generated-part.js';
import type { TransitionTable } from '../../src/cli/generate/state-diagram.js';
import { NUMBER_MOVES, statesPage } from '../../src/cli/generate/states-page.js';
import { environmentSchema } from '../../src/config.js';
import { APPLICATION_TRANSITIONS } from '../../src/domain/application-state.js';
import { projectRoot } from '../../src/platform/project-root.js';

const read = (...path: string[]) => readFileSync(join(projectRoot, ...path), 'utf8');

describe('generated documentation', () => {
  it('the README’s table of variables is current (node src/cli/bootstrap.mjs env-table)', () => {
    const readme = read('README.md');
    expect(withGeneratedPart(readme, 'environment', environmentTable())).toBe(readme);
  });

  it('names every variable with a meaning', () => {
    const rows = environmentTable().split('\n').slice(2);
    expect(rows.map((row) => /^\| `(\w+)` \|/.exec(row)?.[1])).toEqual(Object.keys(environmentSchema.shape));
    expect(rows.filter((row) => /\|\s*\|$/.test(row))).toEqual([]);
    expect(rows).toContain(
      '| `MONGODB_URI` | **required** | MongoDB replica set; `npm start` provides one when absent |',
    );
    expect(rows.find((row) => row.includes('`DEMO`'))).toContain('| `0` |');
  });

  it('docs/states.md is current (node src/cli/bootstrap.mjs state-diagrams)', () => {
    expect(read('docs', 'states.md')).toBe(statesPage());
  });

  it('shows every transition of both tables', () => {
    const arrows = statesPage()
      .split('\n')
      .filter((line) => line.includes(' --> '));
    const tables: TransitionTable[] = [APPLICATION_TRANSITIONS, NUMBER_MOVES];
    for (const table of tables) {
      for (const [event, moves] of Object.entries(table)) {
        for (const [from, to = ''] of Object.entries(moves)) {
          const arrow = arrows.find((line) => line.startsWith(`  ${from} --> ${to}: `));
          expect(arrow?.split(': ')[1]?.split(', ')).toContain(event);
        }
      }
    }
  });
});

describe('withGeneratedPart', () => {
  it('replaces only what stands between the markers', () => {
    const text = 'before\n<!-- generated: x -->\nold\n<!-- end of generated: x -->\nafter';
    expect(withGeneratedPart(text, 'x', 'new')).toBe(
      'before\n<!-- generated: x -->\n\nnew\n\n<!-- end of generated: x -->\nafter',
    );
  });

  it('refuses a text without markers', () => {
    expect(() => withGeneratedPart('nothing here', 'x', 'new')).toThrow('x');
  });
});
