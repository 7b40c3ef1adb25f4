// Runs one program and ends it when the process that asked for it is gone, however that one died:
//   node watchdog.mjs GRACE_MS PROGRAM …args
// stdin is a pipe held by the parent: end-of-file (closed on purpose, or by `kill -9`) means stop. On fd 3 it writes the
// program's process id. The program leads its own process group, so nothing that it started survives it either, and a
// Ctrl-C in the terminal reaches only the parent, which stops its services in the right order.
// Plain JavaScript, so that it runs the same from a build and from sources.
import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { constants } from 'node:os';

const [grace, program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
let stopping = false;

child.once('error', (error) => {
  process.stderr.write(`${program}: ${error.message}\n`);
  process.exit(127);
});
child.once('exit', (code, signal) => {
  signalGroup('SIGKILL');
  process.exit(code ?? 128 + constants.signals[signal]);
});
if (child.pid !== undefined) tellParent(`${child.pid}\n`);

process.stdin.on('end', stop).on('error', stop).resume();
process.on('SIGTERM', stop);
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);

function stop() {
  if (stopping) return;
  stopping = true;
  child.kill('SIGTERM');
  setTimeout(() => signalGroup('SIGKILL'), Number(grace));
}

function signalGroup(signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

function tellParent(text) {
  try {
    writeSync(3, text);
  } catch {
    // The parent is gone already: stdin ends next.
  }
}
