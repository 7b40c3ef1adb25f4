import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { verifyHoldings } from '../registry/verify-holdings.js';
import { keepEntity } from './keep-entity.js';

/**
 * The entity itself was reached through a channel that no reseller supplied: `entity_confirmed`, on it and on all its
 * numbers. Call it inside a transaction, whose event names the numbers.
 * @returns its numbers in service
 */
export async function confirmEntity(deps: Deps, uscc: string): Promise<string[]> {
  const now = deps.clock.now();
  const on = businessToday(now, deps.config.TZ_BUSINESS);
  const due = DateTime.fromISO(on).plus({ years: deps.policy.reverifyAfterYears }).toISODate() ?? on;
  const verified = { level: 'entity_confirmed', on, due } as const;
  const assignments = await verifyHoldings(deps, uscc, verified);
  const latest = assignments.at(-1);
  if (latest !== undefined) await keepEntity(deps, latest.holder, verified, now);
  return assignments.map(({ number }) => number);
}
