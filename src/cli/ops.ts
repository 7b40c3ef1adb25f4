import { ConfigError } from '../config.js';
import { ProvisionError } from '../platform/provision/provision-error.js';
import { acceptCommand } from './ops/accept-command.js';
import { backupCommand, checkCommand, restoreCommand } from './ops/backup-commands.js';
import { importCommand } from './ops/import-command.js';
import { listCommand } from './ops/list-command.js';
import { undoCommand } from './ops/undo-command.js';
import { OpsError, type Command } from './ops/command.js';

/** `npm run ops -- COMMAND …`: what the people who run the installation do from its console. */
const COMMANDS: Readonly<Record<string, Command>> = {
  import: importCommand,
  accept: acceptCommand,
  list: listCommand,
  undo: undoCommand,
  backup: backupCommand,
  restore: restoreCommand,
  check: checkCommand,
};

const [name = '', ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) {
  const usages = Object.values(COMMANDS).map(({ usage, summary }) => `  npm run ops -- ${usage}\n      ${summary}`);
  process.stderr.write(`用法 / usage:\n${usages.join('\n')}\n`);
  process.exit(2);
}
try {
  await command.run(args);
  process.exit(0);
} catch (error) {
  if (!(error instanceof OpsError || error instanceof ConfigError || error instanceof ProvisionError)) throw error;
  process.stderr.write(`✗ ${error.message}\n`);
  process.exit(1);
}
