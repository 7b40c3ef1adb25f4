import { ConfigError } from '../config.js';

/**
 * Runs the program of a process. What it answers is done once when the process is told to stop (SIGTERM, SIGINT; a second
 * signal changes nothing), and ends it. A start that fails says why and ends with 1; of a bad configuration only its sentence.
 * @param main answers how to stop
 */
export function runEntry(main: () => Promise<() => Promise<void>>): void {
  main().then(onSignal, (error: unknown) => {
    process.stderr.write(`${told(error)}\n`);
    process.exit(1);
  });
}

function onSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const once = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', once);
  process.on('SIGINT', once);
}

function told(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
