import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Deps } from '../../deps.js';
import { FIELD_NAMES, type Field } from '../../operations/import/columns.js';
import { errorSheet } from '../../operations/import/error-sheet.js';
import { IMPORT_ISSUES, type ImportIssue } from '../../operations/import/import-issues.js';
import { moveOperation } from '../../operations/move-operation.js';
import type { OperationRow } from '../../operations/operation-model.js';
import { countItems } from '../../operations/operation-queries.js';
import { planImport } from '../../operations/plan-import.js';
import { sheetRefusal } from '../../operations/refuse-sheet.js';
import { runOperation } from '../../operations/run-operation.js';
import { SHEET_FAULTS } from '../../operations/sheet-fault-texts.js';
import { OpsError, type Command } from './command.js';
import { consoleActor, withDeps } from './with-deps.js';

const USAGE = 'import FILE.xlsx|csv [--dry-run] [--reason TEXT] [--days 180] [--map FIELD=HEADING …]';

export const importCommand: Command = {
  usage: USAGE,
  summary: '导入旧登记：先试算，再执行，可撤销 / imports an existing register: judged first, then done, can be undone',
  run: async (args) => {
    const { file, dryRun, reason, campaignDays, headings } = readArguments(args);
    const bytes = await readFile(file).catch(() => {
      throw new OpsError(`读不到文件 / cannot read ${file}`);
    });
    await withDeps(async (deps) => {
      const author = consoleActor();
      const planned = await plan(deps, { bytes, author, reason, campaignDays, headings });
      report(planned);
      if (planned.refused > 0) await keepErrors(deps, planned, file);
      if (dryRun) {
        console.log('试算完成，未改动任何登记 / dry run only: nothing was changed');
        return;
      }
      const running = await moveOperation(deps, planned, 'running');
      const started = Date.now();
      await runOperation(deps, running);
      const { done = 0, missed = 0 } = await countItems(deps, planned._id.toHexString());
      console.log(`已导入 / imported: ${done}，期间被占用 / taken meanwhile: ${missed}  (${seconds(started)} s)`);
      console.log(`撤销 / to undo: npm run ops -- undo ${planned._id.toHexString()}`);
    });
  },
};

async function plan(deps: Deps, request: Parameters<typeof planImport>[1]): Promise<OperationRow> {
  const started = Date.now();
  try {
    const planned = await planImport(deps, request);
    console.log(`已读取 / read: ${planned.rows}  (${seconds(started)} s)`);
    return planned;
  } catch (error) {
    const refusal = sheetRefusal(error);
    if (refusal === null) throw error;
    const { zh, en } = SHEET_FAULTS[refusal.reason];
    const where = refusal.row === null ? '' : `第 ${refusal.row} 行 / row ${refusal.row}: `;
    throw new OpsError(`${where}${zh} / ${en} (${refusal.reason})`);
  }
}

function report(planned: OperationRow): void {
  console.log(`操作 / operation: ${planned._id.toHexString()}`);
  for (const [field, heading] of Object.entries(planned.mapping)) console.log(`  ${field} ← ${heading}`);
  console.log(`可导入 / accepted: ${planned.accepted}，不导入 / refused: ${planned.refused}`);
  for (const [issue, count] of Object.entries(planned.issues)) {
    const { severity, zh, en } = IMPORT_ISSUES[issue as ImportIssue];
    console.log(`  ${severity === 'refuse' ? '✗' : '!'} ${String(count).padStart(6)}  ${issue}  ${zh} / ${en}`);
  }
}

async function keepErrors(deps: Deps, planned: OperationRow, file: string): Promise<void> {
  const path = `${file.replace(/\.[^./]*$/, '')}.errors.xlsx`;
  // It holds people's names as the register did: for its owner alone.
  await writeFile(path, await errorSheet(deps, planned), { mode: 0o600 });
  console.log(`错误行 / refused rows: ${path}`);
}

function readArguments(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      reason: { type: 'string', default: '导入旧登记 / import of an existing register' },
      days: { type: 'string' },
      map: { type: 'string', multiple: true, default: [] },
    },
  });
  const [file] = positionals;
  const campaignDays = values.days === undefined ? undefined : Number(values.days);
  if (file === undefined || positionals.length > 1 || (campaignDays !== undefined && !(campaignDays >= 30)))
    throw new OpsError(`用法 / usage: npm run ops -- ${USAGE}`);
  return { file, dryRun: values['dry-run'], reason: values.reason, campaignDays, headings: headingsOf(values.map) };
}

function headingsOf(pairs: readonly string[]): Partial<Record<Field, string>> {
  const headings: Partial<Record<Field, string>> = {};
  for (const pair of pairs) {
    const [name, heading] = pair.split('=', 2);
    const field = FIELD_NAMES.find((candidate) => candidate === name);
    if (field === undefined || heading === undefined)
      throw new OpsError(`--map FIELD=HEADING; FIELD: ${FIELD_NAMES.join(' ')}`);
    headings[field] = heading;
  }
  return headings;
}

const seconds = (started: number): string => ((Date.now() - started) / 1000).toFixed(1);
