import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkRegistry } from '../../operations/backup/check-registry.js';
import { BackupError } from '../../operations/backup/frames.js';
import type { Manifest } from '../../operations/backup/manifest.js';
import { restoreBackup } from '../../operations/backup/restore-backup.js';
import { writeBackup } from '../../operations/backup/write-backup.js';
import { OpsError, type Command } from './command.js';
import { withDeps } from './with-deps.js';

export const backupCommand: Command = {
  usage: 'backup FOLDER',
  summary: '备份全部数据与文件（加密） / writes all data and files, encrypted, into an empty folder',
  run: async (args) => {
    const { folder } = readArguments(args, 'backup FOLDER');
    const manifest = await refusing(() => withDeps((deps) => writeBackup(deps, folder)));
    console.log(`已备份 / backed up: ${summary(manifest)} → ${folder}`);
    console.log(
      '请另行保存两把密钥 MASTER_KEY 与 LOG_KEY（数据目录下 master.key、log.key）：没有前者备份无法打开，没有后者恢复后透明日志不能续写、系统不启动 / keep MASTER_KEY and LOG_KEY apart (master.key and log.key of the data directory): nothing opens without the first, and without the second the log cannot go on and nothing starts',
    );
  },
};

export const restoreCommand: Command = {
  usage: 'restore FOLDER [--replace]',
  summary: '恢复到空库并逐项核验 / restores into an empty database and proves everything; stop `npm start` first',
  run: async (args) => {
    const { folder, replace } = readArguments(args, 'restore FOLDER [--replace]');
    const { manifest, cancelledNotices } = await refusing(() =>
      withDeps((deps) => restoreBackup(deps, folder, replace)),
    );
    console.log(`已恢复 / restored: ${summary(manifest)}`);
    console.log(
      '文件散列、每号一个责任单位、审计链均已核验 / file hashes, one holder a number, audit chains: all proved',
    );
    console.log('启动时须用原来的 LOG_KEY（log.key） / start it with the LOG_KEY (log.key) that it had before');
    if (cancelledNotices > 0)
      console.log(`未发出的通知已作废 / waiting messages will not be sent: ${cancelledNotices}`);
  },
};

export const checkCommand: Command = {
  usage: 'check',
  summary: '核验登记簿：每号一个责任单位、审计链、文件 / proves the registry where it lies',
  run: async () => {
    const faults = await withDeps(checkRegistry);
    if (faults.length > 0) throw new OpsError(faults.join('\n'));
    console.log('登记簿完整 / the registry is whole');
  },
};

function summary({ parts }: Manifest): string {
  const rows = parts.reduce((sum, part) => sum + (part.rows ?? 0), 0);
  const files = parts.filter((part) => part.kind === 'file').length;
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  return `${rows} 行 / rows, ${files} 文件 / files, ${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

function readArguments(args: string[], usage: string): { folder: string; replace: boolean } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false } },
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new OpsError(`用法 / usage: npm run ops -- ${usage}`);
  return { folder: resolve(folder), replace: values.replace };
}

async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof BackupError ? new OpsError(`${error.message} (${error.fault})`) : error;
  }
}
