import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import type { Carrier } from '../domain/number-status.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { touchGuard } from '../platform/guard.js';
import { inTransaction } from '../platform/mongo.js';
import { blockModel } from './block-model.js';
import { FREED, numberModel } from './number-model.js';

const BATCH = 5_000;

/**
 * Opens a block: every number of it becomes `spare`. Two overlapping blocks at once: one wins.
 * @throws DomainError BLOCK_OVERLAPS | VALIDATION_FAILED (wrong order, or on the sandbox prefix)
 */
export async function createBlock(
  deps: Deps,
  principal: Principal,
  block: { from: string; to: string; carrier: Carrier },
): Promise<{ id: string; created: number }> {
  if (principal.carriers !== null && !principal.carriers.includes(block.carrier)) throw new DomainError('FORBIDDEN');
  if (!deps.config.CARRIERS.includes(block.carrier))
    throw invalid('carrier', 'CARRIER_NOT_SERVED', 'this installation does not serve the carrier');
  const now = deps.clock.now();
  const size = Number(block.to) - Number(block.from) + 1;
  if (size < 1) throw invalid('to', 'RANGE_REVERSED', 'must not be lower than from');
  if (size > 1_000_000) throw invalid('to', 'RANGE_TOO_LARGE', 'at most 1,000,000 numbers at once');
  if (overlapsPrefix(block, deps.config.SANDBOX_PREFIX))
    throw invalid('from', 'SANDBOX_PREFIX', 'this prefix is kept for the sandbox');
  return inTransaction(deps.db, async () => {
    await touchGuard(deps.db, 'blocks');
    const overlap = await blockModel(deps.db).exists({ from: { $lte: block.to }, to: { $gte: block.from } });
    if (overlap !== null) throw new DomainError('BLOCK_OVERLAPS');
    const [row] = await blockModel(deps.db).insertMany([{ ...block, createdAt: now, retiring: null, version: 1 }]);
    if (row === undefined) throw new Error('block was not written');
    const blockId = row._id.toHexString();
    const imported = new Set(await adoptImported(deps, block, blockId));
    for (let start = 0; start < size; start += BATCH) {
      const count = Math.min(BATCH, size - start);
      const digits = Array.from({ length: count }, (_, index) => String(Number(block.from) + start + index));
      await numberModel(deps.db).insertMany(
        digits
          .filter((number) => !imported.has(number))
          .map((number) => ({
            _id: number,
            carrier: block.carrier,
            blockId,
            status: 'spare' as const,
            version: 1,
            since: now,
            ...FREED,
          })),
        { lean: true },
      );
    }
    await recordEvent(deps, {
      type: 'block.created',
      subjects: [{ kind: 'block', id: blockId }],
      actor: actorOf(principal),
      resellerId: null,
      after: { ...block },
      version: 1,
    });
    return { id: blockId, created: size - imported.size };
  });
}

/** Numbers of an old register that were imported before their block was opened join it as they are. */
async function adoptImported(
  deps: Pick<Deps, 'db'>,
  block: { readonly from: string; readonly to: string },
  blockId: string,
): Promise<string[]> {
  const within = { _id: { $gte: block.from, $lte: block.to } };
  await numberModel(deps.db).updateMany(within, { $set: { blockId } });
  return numberModel(deps.db).distinct('_id', within);
}

function overlapsPrefix(block: { from: string; to: string }, prefix: string): boolean {
  return block.from <= prefix.padEnd(10, '9') && block.to >= prefix.padEnd(10, '0');
}

function invalid(path: string, code: string, message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', { errors: [{ path, code, message }] });
}
