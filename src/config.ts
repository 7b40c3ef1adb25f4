import { z } from 'zod';

const flag = z.enum(['0', '1']).transform((value) => value === '1');
const url = (...schemes: string[]) =>
  z.string().refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)), {
    error: `must start with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });
const key32 = z.string().refine((value) => Buffer.from(value, 'base64').length === 32, {
  error: 'must be 32 bytes in base64 (make one: openssl rand -base64 32)',
});

const jsonObject = <Value extends z.ZodType>(value: Value) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'must be a JSON object' });
        return z.NEVER;
      }
    })
    .pipe(z.record(z.string(), value));
const pattern = z.string().refine(isPattern, { error: 'must be a regular expression' });

/** The environment, described once: validated at start; the README's table is generated from it. */
export const environmentSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('`production` makes keys mandatory and policies strict'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000).describe('port of API and web'),
  HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  BASE_URL: url('http', 'https').optional().describe('public address; default `http://HOST:PORT`'),
  MONGODB_URI: url('mongodb', 'mongodb+srv').describe('MongoDB replica set; `npm start` provides one when absent'),
  REDIS_URL: url('redis', 'rediss').describe('Redis ≥ 6.2 with `noeviction`; `npm start` provides one when absent'),
  DATA_DIR: z.string().default('.data').describe('keys and the data of the embedded services'),
  UPLOADS_DIR: z.string().default('uploads').describe('encrypted documents, content-addressed'),
  STORAGE: z
    .enum(['disk', 'gridfs'])
    .default('disk')
    .describe('where encrypted documents lie: `disk` or, for many machines, `gridfs`'),
  MASTER_KEY: key32.describe('32 bytes, base64; wraps every data key. Made in DATA_DIR when absent outside production'),
  ADMIN_EMAIL: z.email().optional().describe('first carrier administrator'),
  ADMIN_PASSWORD: z.string().min(8).optional().describe('and the password'),
  DEMO: flag
    .default(false)
    .describe('`1` seeds demo accounts and specimen applications; the default of `npm start` outside production'),
  OCR_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .optional()
    .describe(
      'reader processes, each with engines of its own (up to 1 GiB) and one document at a time; default one per core',
    ),
  TRUST_PROXY: z.string().default('').describe('Express `trust proxy` value when behind a load balancer'),
  LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/u, 'must not hold spaces or +')
    .optional()
    .describe('origin of the transparency log, such as `example.org/log`, fixed at creation'),
  LOG_KEY: key32
    .optional()
    .describe('Ed25519 seed of the transparency log, base64; made in DATA_DIR when absent outside production'),
  LOOKUP_CACHE_MB: z.coerce
    .number()
    .int()
    .min(0)
    .default(128)
    .describe('memory for kept answers of the public lookup in each API process'),
  LOG_WITNESSES: z
    .string()
    .default('')
    .transform((value) => value.split(/[\s,]+/).filter((vkey) => vkey !== ''))
    .pipe(z.array(z.string().regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}$/, 'must be verifier keys')))
    .describe('verifier keys of witnesses whose cosignatures are served (tlog-cosignature)'),
  METRICS_TOKEN: z.string().min(16).optional().describe('bearer token for /metrics from other machines'),
  SMTP_URL: url('smtp', 'smtps')
    .optional()
    .describe('mail server for notices, e.g. `smtp://user:password@host:587?from=no-reply@example.org`'),
  SMS_URL: url('http', 'https').optional().describe('SMS gateway: each message is one POST to this address'),
  SMS_HEADERS: jsonObject(z.string()).default({}).describe('headers of that request, a JSON object (authorisation)'),
  SMS_BODY: jsonObject(z.unknown())
    .default({ to: '{to}', text: '{text}' })
    .describe('body of that request, a JSON object; `{to}` `{text}` `{template}` `{id}` are filled in'),
  SMS_FORMAT: z.enum(['json', 'form']).default('json').describe('how the body is sent'),
  SMS_ACCEPTED: pattern.optional().describe('what the body of a good answer matches, where 200 alone says nothing'),
  SMS_BOUNCED: pattern.optional().describe('what the answer matches when the phone number does not exist'),
  WEBHOOK_NETWORKS: z
    .string()
    .default('')
    .transform((value) => value.split(/[\s,]+/).filter((network) => network !== ''))
    .pipe(z.array(z.union([z.cidrv4(), z.cidrv6()], { error: 'must be networks such as 10.20.0.0/16' })))
    .describe('networks that webhooks may reach although they are not public (intranet), by plain http too'),
  TZ_BUSINESS: z.string().default('Asia/Shanghai').describe('zone of every “today”, deadline and printed date'),
  CARRIERS: z
    .string()
    .default('CU,CM,CT')
    .transform((value) => value.split(',').map((item) => item.trim()))
    .pipe(z.array(z.enum(['CU', 'CM', 'CT'])).min(1))
    .describe('carriers this installation serves'),
  MODE: z
    .enum(['carrier', 'agency'])
    .default('carrier')
    .describe('who runs it: the carrier, or an agency with in-house compliance'),
  SANDBOX_PREFIX: z
    .string()
    .regex(/^400\d{1,4}$/)
    .default('4004')
    .describe('prefix of sandbox numbers; nobody has opened it'),
  PUBLIC_EXPORT: flag.default(false).describe('`1` lets everybody download the register, without sole traders'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('pino level'),
});

export type Environment = z.output<typeof environmentSchema>;

export interface Config extends Environment {
  readonly BASE_URL: string;
  readonly production: boolean;
}

/** Every wrong variable named in one message. */
export class ConfigError extends Error {}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Reads and validates the environment.
 * @throws ConfigError naming every wrong variable and what it should be
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (parsed.success) {
    const { DEMO, HOST, NODE_ENV, LOG_KEY, LOG_ORIGIN } = parsed.data;
    if (DEMO && !LOOPBACK.has(HOST)) faults.push('DEMO: demo accounts are refused unless HOST is loopback');
    if (DEMO && NODE_ENV === 'production') faults.push('DEMO: not in production');
    if (NODE_ENV === 'production' && LOG_ORIGIN === undefined)
      faults.push('LOG_ORIGIN: name the transparency log; the name cannot change later');
    if (NODE_ENV === 'production' && LOG_KEY === undefined)
      faults.push('LOG_KEY: 32 bytes in base64 (make one: openssl rand -base64 32)');
  }
  if (!parsed.success || faults.length > 0) {
    throw new ConfigError(`The environment is not right:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
  const data = parsed.data;
  return {
    ...data,
    BASE_URL: data.BASE_URL ?? `http://${data.HOST}:${data.PORT}`,
    production: data.NODE_ENV === 'production',
  };
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}
