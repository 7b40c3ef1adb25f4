import { commandOf, parentOf, processIdentity } from './process-identity.js';

const SHELLS = new Set(['sh', 'dash', 'bash', 'busybox']);
const LOOK_EVERY_MS = 500;

/**
 * Calls back once when the npm that ran this command is gone: after `kill -9` of npm nobody else would tell us, and
 * everything would live on without a console. Started without npm (by a service manager, say) it does nothing.
 */
export function whenLauncherIsGone(callback: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const launchers = npmAndItsShell().map((pid) => ({ pid, identity: processIdentity(pid) }));
  const timer = setInterval(() => {
    if (launchers.every(({ pid, identity }) => processIdentity(pid) === identity)) return;
    clearInterval(timer);
    callback();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** npm runs a script through a shell, which some systems replace by the command itself (exec). */
function npmAndItsShell(): number[] {
  const parent = process.ppid;
  const grandparent = SHELLS.has(commandOf(parent) ?? '') ? parentOf(parent) : undefined;
  return [parent, ...(grandparent === undefined ? [] : [grandparent])].filter((pid) => pid > 1);
}
