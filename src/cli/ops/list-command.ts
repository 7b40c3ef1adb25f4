import { latestOperations } from '../../operations/operation-queries.js';
import type { Command } from './command.js';
import { withDeps } from './with-deps.js';

export const listCommand: Command = {
  usage: 'list',
  summary: '列出批量操作 / lists bulk operations',
  run: () =>
    withDeps(async (deps) => {
      for (const { _id, kind, status, createdAt, accepted, refused, reason } of await latestOperations(deps, {
        limit: 50,
      }))
        console.log([_id.toHexString(), kind, status, createdAt.toISOString(), accepted, refused, reason].join('  '));
    }),
};
