import type { Deps } from '../deps.js';
import { openOperations } from './operation-queries.js';
import { runOperation } from './run-operation.js';
import { undoOperation } from './undo-operation.js';

/** Works off what is running or being undone. Several processes may: each step belongs to one. @returns how many there were */
export async function goOnWithOperations(deps: Deps): Promise<number> {
  const open = await openOperations(deps);
  for (const operation of open) {
    await (operation.status === 'undoing' ? undoOperation(deps, operation) : runOperation(deps, operation));
  }
  return open.length;
}
