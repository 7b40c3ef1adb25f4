import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';

export type { Logger };

/**
 * Personal data is kept out of logs by not logging bodies at all; this list is the second line, for objects that reach
 * the logger by mistake.
 */
const PERSONAL = [
  'name',
  'idNumber',
  'mobile',
  'phone',
  'email',
  'password',
  'address',
  'contact',
  'legalRepresentative',
  'agent',
  'value',
  'read',
  'expected',
  'note',
  'key',
  'token',
];

export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: PERSONAL.flatMap((member) => [member, `*.${member}`, `*.*.${member}`]), censor: '[redacted]' },
    serializers: { err: safeError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Messages of database errors can quote a document (E11000 names the value): keep class, code and stack frames only. */
function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? error.code : undefined;
  const frames = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8);
  const fromDatabase =
    error.name.startsWith('Mongo') ||
    error.name.includes('Validat') ||
    error.name === 'CastError' ||
    error.name === 'ZodError';
  return { type: error.name, code, message: fromDatabase ? '[withheld]' : error.message, stack: frames };
}
