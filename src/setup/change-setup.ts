import type { Principal } from '../accounts/principal.js';
import { requireWholeView } from '../accounts/require-whole-view.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction, isDuplicateKey } from '../platform/mongo.js';
import { setupModel, type SetupRow } from './setup-model.js';

const NEW: Omit<SetupRow, '_id'> = { version: 0, steps: {}, finishedAt: null, keyShownAt: null };

export interface SetupChange {
  readonly type: 'setting.step' | 'setting.finished' | 'setting.key_shown';
  readonly facts: Readonly<Record<string, unknown>>;
  /** What becomes of the row; null: it is so already, nothing happens. @throws DomainError */
  readonly change: (row: Omit<SetupRow, '_id'>) => Partial<SetupRow> | null;
}

/**
 * One change of the setup with its event.
 * @throws DomainError FORBIDDEN (scoped) | CONFLICT (two at once), and what `change` throws
 */
export async function changeSetup(deps: Deps, principal: Principal, request: SetupChange): Promise<void> {
  requireWholeView(principal);
  const setups = setupModel(deps.db);
  try {
    await inTransaction(deps.db, async () => {
      const found = await setups.findOne({ _id: 'setup' }).lean<SetupRow>();
      const row = found ?? { _id: 'setup', ...NEW };
      const set = request.change(row);
      if (set === null) return;
      const version = row.version + 1;
      if (found === null) await setups.insertMany([{ ...row, ...set, version }]);
      else {
        const changed = await setups.updateOne({ _id: 'setup', version: row.version }, { $set: { ...set, version } });
        if (changed.modifiedCount !== 1) throw new DomainError('CONFLICT');
      }
      await recordEvent(deps, {
        type: request.type,
        subjects: [{ kind: 'setting', id: 'setup' }],
        actor: actorOf(principal),
        resellerId: null,
        after: { ...request.facts },
        version,
      });
    });
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError('CONFLICT');
    throw error;
  }
}
