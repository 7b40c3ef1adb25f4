import { expect } from 'vitest';
import type { Deps } from '../../src/deps.js';
import { eventModel, type EventRow } from '../../src/events/event-model.js';
import { replayNumber } from '../../src/registry/replay.js';

/**
 * Replays a number event by event: after each, while in service, exactly one entity answers for it.
 * @returns its holder after each event since it came into service
 */
export async function expectOneHolderThroughout(deps: Pick<Deps, 'db'>, number: string): Promise<string[]> {
  const events = await eventModel(deps.db)
    .find({ subjects: { $elemMatch: { kind: 'number', id: number } } })
    .sort({ recordedAt: 1, _id: 1 })
    .lean<EventRow[]>();
  const holders: string[] = [];
  for (let seen = 1; seen <= events.length; seen += 1) {
    const { row, assignments } = replayNumber(number, events.slice(0, seen));
    if (row?.status !== 'working' && row?.status !== 'suspended') continue;
    const live = assignments.filter(({ until }) => until === null);
    expect(live.length, `${number} after ${events[seen - 1]?.type ?? ''}`).toBe(1);
    holders.push(live[0]?.holder.uscc ?? '');
  }
  return holders;
}
