import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { logCheckpointModel, type LogCheckpointRow } from './log-checkpoint-model.js';
import { logTreeModel } from './log-tree-model.js';

/** False until the first process has opened the log (log-identity.ts). */
export async function isLogOpen(deps: Pick<Deps, 'db'>): Promise<boolean> {
  return (await logTreeModel(deps.db).exists({ _id: 'log' })) !== null;
}

/** @throws DomainError NOT_FOUND before the log is opened */
export async function newestCheckpoint(deps: Pick<Deps, 'db'>): Promise<LogCheckpointRow> {
  return logCheckpointModel(deps.db)
    .findOne({})
    .sort({ _id: -1 })
    .orFail(new DomainError('NOT_FOUND'))
    .lean<LogCheckpointRow>();
}

/** The newest one that a witness signed; null when none was. */
export async function witnessedCheckpoint(deps: Pick<Deps, 'db'>): Promise<LogCheckpointRow | null> {
  return logCheckpointModel(deps.db)
    .findOne({ 'cosignatures.name': { $gt: '' } })
    .sort({ _id: -1 })
    .lean<LogCheckpointRow>();
}

/** The checkpoint with all signatures, the log's own first. */
export function noteOf({ note, cosignatures }: LogCheckpointRow): string {
  return note + cosignatures.map(({ line }) => line).join('');
}
