import { APPLICATION_STATUSES, APPLICATION_TRANSITIONS } from '../../domain/application-state.js';
import { NUMBER_STATUSES, NUMBER_TRANSITIONS, PUBLIC_STATUSES } from '../../domain/number-status.js';
import { stateDiagram } from './state-diagram.js';

/** The whole of docs/states.md, from the transition tables of src/domain. */
export function statesPage(): string {
  return `# States

Generated from \`src/domain/application-state.ts\` and \`src/domain/number-status.ts\` by
\`node src/cli/bootstrap.mjs state-diagrams\`; do not edit by hand. Every pair of status and event that has no arrow here is
refused with 409. The label of an arrow is the event's name in the table; who may cause it and under which condition
stands in the command (\`src/applications\`, \`src/reviews\`, \`src/registry\`).

## Application

${stateDiagram(APPLICATION_STATUSES, APPLICATION_TRANSITIONS, { event: 'create', to: 'draft' })}

A reseller sees \`awaiting_second_approval\` as \`in_review\`.

## Number

${stateDiagram(NUMBER_STATUSES, NUMBER_TRANSITIONS, { event: 'block created', to: 'spare' })}

The public lookup answers for ${PUBLIC_STATUSES.map((status) => `\`${status}\``).join(', ')}; for every other status it answers 404.
`;
}
