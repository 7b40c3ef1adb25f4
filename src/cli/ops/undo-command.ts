import { parseArgs } from 'node:util';
import { DomainError } from '../../domain/errors.js';
import { moveOperation } from '../../operations/move-operation.js';
import { countItems, findOperation } from '../../operations/operation-queries.js';
import { undoOperation } from '../../operations/undo-operation.js';
import { OpsError, type Command } from './command.js';
import { consoleActor, withDeps } from './with-deps.js';

const USAGE = 'undo OPERATION [--reason TEXT]';

export const undoCommand: Command = {
  usage: USAGE,
  summary: '撤销一次批量操作；之后又变动过的号码保留 / takes a bulk operation back; what changed since is kept',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { reason: { type: 'string', default: '撤销导入 / import undone' } },
    });
    const [id] = positionals;
    if (id === undefined) throw new OpsError(`用法 / usage: npm run ops -- ${USAGE}`);
    await withDeps(async (deps) => {
      try {
        const operation = await findOperation(deps, id);
        const undoing = await moveOperation(deps, operation, 'undoing', {
          actor: consoleActor(),
          reason: values.reason,
        });
        await undoOperation(deps, undoing);
      } catch (error) {
        throw error instanceof DomainError ? new OpsError(error.message) : error;
      }
      const { undone = 0, kept = 0 } = await countItems(deps, id);
      console.log(`已撤销 / undone: ${undone}，保留 / kept: ${kept}`);
    });
  },
};
