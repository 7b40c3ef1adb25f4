import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { publicNameOf } from '../domain/names.js';
import { entityTypeOf } from '../domain/uscc.js';
import { inTransaction } from '../platform/mongo.js';
import { importNumbers, type ImportedNumber } from '../registry/import-numbers.js';
import { moveOperation, stepOf } from './move-operation.js';
import { operationItemModel, type OperationItemRow } from './operation-item-model.js';
import { findOperation } from './operation-queries.js';
import type { OperationRow } from './operation-model.js';
import { openItem } from './plan-import.js';

/** Rows in one transaction: some hundred milliseconds of work, far below the server's limits. */
const BATCH = 250;

/**
 * Does what was planned, step by step: rows, registry and events of a step are written together or not at all, so a killed
 * run goes on where it stopped, and two runs at once share the work. @returns the operation when all is done
 */
export async function runOperation(deps: Deps, operation: OperationRow): Promise<OperationRow> {
  while ((await runStep(deps, operation)) > 0);
  // Being undone already: then that is how it ends.
  const present = await findOperation(deps, operation._id.toHexString());
  return present.status === 'running' ? moveOperation(deps, operation, 'done') : present;
}

async function runStep(deps: Deps, operation: OperationRow): Promise<number> {
  const operationId = operation._id.toHexString();
  const items = operationItemModel(deps.db);
  return inTransaction(deps.db, async () => {
    if (!(await stepOf(deps, operation, 'running'))) return 0;
    const planned = await items
      .find({ operationId, status: 'planned' })
      .sort({ row: 1 })
      .limit(BATCH)
      .lean<OperationItemRow[]>();
    if (planned.length === 0) return 0;
    const now = deps.clock.now();
    const numbers = planned.flatMap((item) => numberOf(deps, item, now) ?? []);
    const context = { operationId, actor: operation.author, reason: operation.reason, now };
    const written = await importNumbers(deps, numbers, context);
    await items.bulkWrite(
      planned.map(({ _id, number }) => {
        const before = number === null ? undefined : written.get(number);
        const update = before === undefined ? { status: 'missed' as const } : { status: 'done' as const, before };
        return { updateOne: { filter: { _id, status: 'planned' }, update: { $set: update } } };
      }),
    );
    return planned.length;
  });
}

function numberOf(deps: Deps, item: OperationItemRow, now: Date): ImportedNumber | null {
  const { number, carrier, uscc, name, province, city, openedOn } = item;
  if (number === null || carrier === null || uscc === null) return null;
  const zone = deps.config.TZ_BUSINESS;
  const entityType = entityTypeOf(uscc);
  const operator = entityType === 'sole_trader' ? openItem(deps, item).person.legalRepresentative : '';
  return {
    number,
    carrier,
    holder: { uscc, name, entityType, province, city },
    publicName: publicNameOf(entityType, name, operator),
    registeredPurpose: item.purpose,
    resellerId: item.resellerId,
    verified: { level: 'legacy_unverified', on: businessToday(now, zone), due: item.due },
    from: openedOn === null ? now : DateTime.fromISO(openedOn, { zone }).toJSDate(),
    stopped: item.stopped,
  };
}
