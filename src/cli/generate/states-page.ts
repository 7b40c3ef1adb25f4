import { DEFAULT_POLICY } from '../../checks/policy.js';
import { APPLICATION_STATUSES, APPLICATION_TRANSITIONS } from '../../domain/application-state.js';
import { HOLD_KINDS, HOLD_RULES, type HoldRule } from '../../domain/hold-rules.js';
import {
  NUMBER_EVENTS,
  NUMBER_STATUSES,
  NUMBER_STEPS,
  PUBLIC_STATUSES,
  type NumberEvent,
  type NumberStep,
} from '../../domain/number-status.js';
import { stateDiagram, type TransitionTable } from './state-diagram.js';

/** event → from → to, of the numbers. */
export const NUMBER_MOVES: TransitionTable = Object.fromEntries(
  NUMBER_EVENTS.map((event) => [event, NUMBER_STEPS[event].moves]),
);

/** The whole of docs/states.md, from the tables of src/domain. */
export function statesPage(): string {
  return `# States

Generated from \`src/domain/application-state.ts\`, \`src/domain/number-status.ts\` and \`src/domain/hold-rules.ts\` by
\`node src/cli/bootstrap.mjs state-diagrams\`; do not edit by hand. Every pair of status and event that has no arrow here is
refused with 409. The label of an arrow is the event's name in the table.

## Application

${stateDiagram(APPLICATION_STATUSES, APPLICATION_TRANSITIONS, { event: 'create', to: 'draft' })}

A reseller sees \`awaiting_second_approval\` as \`in_review\`.

## Number

${stateDiagram(NUMBER_STATUSES, NUMBER_MOVES, { event: 'block created', to: 'spare' })}

The public lookup answers for ${PUBLIC_STATUSES.map((status) => `\`${status}\``).join(', ')}; for every other status it answers 404.

| event | from → to | who | needs | limit | told |
|---|---|---|---|---|---|
${NUMBER_EVENTS.map(numberRow).join('\n')}

## Holds

A number is suspended while any hold is open. The most serious first, as notices show them:

| kind | placed by | lifted by | lifting needs | open at once | public reads |
|---|---|---|---|---|---|
${HOLD_KINDS.map((kind) => holdRow(kind, HOLD_RULES[kind])).join('\n')}
`;
}

function numberRow(event: NumberEvent): string {
  const step: NumberStep = NUMBER_STEPS[event];
  const moves = Object.entries(step.moves).map(([from, to]) => `${from} → ${to}`);
  const limit = step.limit === undefined ? '–' : `${DEFAULT_POLICY[step.limit]} days (\`${step.limit}\`)`;
  return `| ${event} | ${moves.join('<br>')} | ${step.who.join(', ')} | ${step.needs} | ${limit} | ${listed(step.notice)} |`;
}

function holdRow(kind: string, rule: HoldRule): string {
  const needs = [
    ...rule.liftNeeds,
    ...(rule.second.length > 0 ? [`a second person (${rule.second.join(', ')})`] : []),
    ...(rule.cleared === 'verified' ? ['the holder verified again'] : []),
  ];
  const days = [
    ...(rule.overdueDays === undefined ? [] : [`overdue ${rule.overdueDays} days before`]),
    ...(rule.terminateAfterDays === undefined ? [] : [`may end the service after ${rule.terminateAfterDays} more`]),
    ...(rule.restoreWithinHours === undefined ? [] : [`restored within ${rule.restoreWithinHours} hours`]),
  ];
  const publicly = rule.publicly === 'neutral' ? 'a neutral sentence' : 'the reason as written';
  const kindCell = days.length === 0 ? `\`${kind}\`` : `\`${kind}\`: ${days.join(', ')}`;
  return `| ${kindCell} | ${rule.place.join(', ')} | ${rule.lift.join(', ')} | ${listed(needs)} | ${rule.several ? 'several' : 'one'} | ${publicly} |`;
}

function listed(parts: readonly string[]): string {
  return parts.length === 0 ? '–' : parts.join(', ');
}
