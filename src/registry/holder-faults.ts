import type { Deps } from '../deps.js';
import { assignmentModel } from './assignment-model.js';
import { numberModel } from './number-model.js';

const IN_SERVICE = ['working', 'suspended'] as const;

/** Numbers that break the one-holder rule: in service without exactly one live holder, or not in service with one. */
export async function holderFaults(deps: Pick<Deps, 'db'>): Promise<{ number: string; live: number }[]> {
  const live = new Map<string, number>();
  const holders = assignmentModel(deps.db).find({ live: true }, { number: 1 }).lean<{ number: string }[]>().cursor();
  for await (const { number } of holders) live.set(number, (live.get(number) ?? 0) + 1);
  const faults: { number: string; live: number }[] = [];
  const inService = numberModel(deps.db)
    .find({ status: { $in: [...IN_SERVICE] } }, { _id: 1 })
    .lean<{ _id: string }[]>()
    .cursor();
  for await (const { _id } of inService) {
    const count = live.get(_id) ?? 0;
    if (count !== 1) faults.push({ number: _id, live: count });
    live.delete(_id);
  }
  return [...faults, ...[...live].map(([number, count]) => ({ number, live: count }))];
}
