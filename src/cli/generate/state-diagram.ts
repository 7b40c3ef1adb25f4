/** event → from → to, as the tables of src/domain are written. */
export type TransitionTable = Readonly<Record<string, Readonly<Partial<Record<string, string>>>>>;

/** An arrow from outside the table into its first status. */
export interface Beginning {
  readonly event: string;
  readonly to: string;
}

/**
 * A transition table as a Mermaid state diagram: one arrow for each pair of statuses, labelled with all events that lead
 * that way; statuses that nothing leads out of end the diagram.
 */
export function stateDiagram(statuses: readonly string[], table: TransitionTable, beginning: Beginning): string {
  const arrows = new Map<string, string[]>([[`[*] --> ${beginning.to}`, [beginning.event]]]);
  for (const from of statuses) {
    for (const [event, moves] of Object.entries(table)) {
      const to = moves[from];
      if (to === undefined) continue;
      const arrow = `${from} --> ${to}`;
      arrows.set(arrow, [...(arrows.get(arrow) ?? []), event]);
    }
  }
  const ends = statuses.filter((status) => Object.values(table).every((moves) => moves[status] === undefined));
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...[...arrows].map(([arrow, events]) => `  ${arrow}: ${events.join(', ')}`),
    ...ends.map((status) => `  ${status} --> [*]`),
    '```',
  ].join('\n');
}
