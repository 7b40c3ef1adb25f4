import { readFile } from 'node:fs/promises';
import { DomainError } from '../../domain/errors.js';
import { acceptFile } from '../../operations/acceptance/accept-file.js';
import { refusingSheets } from '../../operations/refuse-sheet.js';
import { OpsError, type Command } from './command.js';
import { consoleActor, withDeps } from './with-deps.js';

const USAGE = 'accept FILE.xlsx|csv';

export const acceptCommand: Command = {
  usage: USAGE,
  summary:
    '导入运营商受理结果（号码 受理单号 营业厅 受理员 受理日期） / records the carrier’s acceptances, each row for itself',
  run: async (args) => {
    const [file] = args;
    if (file === undefined || args.length > 1) throw new OpsError(`用法 / usage: npm run ops -- ${USAGE}`);
    const bytes = await readFile(file).catch(() => {
      throw new OpsError(`读不到文件 / cannot read ${file}`);
    });
    const rows = await withDeps((deps) => {
      // The console is no user with a scope: all carriers and provinces.
      const doer = { actor: consoleActor(), scope: {} };
      return refusingSheets(() => acceptFile(deps, doer, bytes)).catch((error: unknown) => {
        throw error instanceof DomainError ? new OpsError(error.message) : error;
      });
    });
    const refused = rows.filter(({ status }) => status === 'refused');
    for (const { row, code, message } of refused)
      console.log(`✗ 第 ${row} 行 / row ${row}: ${message ?? ''} (${code ?? ''})`);
    console.log(`已受理 / accepted: ${rows.length - refused.length}，未受理 / refused: ${refused.length}`);
    if (refused.length > 0)
      throw new OpsError(
        '改正后可再次导入整个文件，已受理的行会被拒绝而不变 / correct and import the file again: rows that are accepted change nothing',
      );
  },
};
