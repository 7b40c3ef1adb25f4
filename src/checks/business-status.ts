import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { z } from 'zod';
import { foldCode } from './compare.js';
import type { DossierFacts } from './dossier.js';

export type BusinessStatus = DossierFacts['businessStatus'];

/** Where an entity's registration status is looked up. A source that cannot answer says `unavailable`, it never throws. */
export interface BusinessStatusSource {
  lookUp(uscc: string): Promise<BusinessStatus>;
}

/** For installations without a register: a reviewer looks it up by hand. */
export const NO_REGISTER: BusinessStatusSource = {
  lookUp: () => Promise.resolve({ status: 'unavailable', source: 'none', asOf: null }),
};

type Registered = Exclude<BusinessStatus['status'], 'not_found' | 'unavailable'>;

/** Words of the official publicity system (国家企业信用信息公示系统) and their English names. */
const STATUS_WORDS: Readonly<Record<string, Registered>> = {
  ...{
    active: 'active',
    存续: 'active',
    在业: 'active',
    在营: 'active',
    开业: 'active',
    正常: 'active',
    在册: 'active',
  },
  ...{ '存续（在营、开业、在册）': 'active', 迁入: 'active', 迁出: 'active' },
  ...{
    abnormal: 'abnormal',
    revoked: 'revoked',
    吊销: 'revoked',
    '吊销，未注销': 'revoked',
    '吊销，已注销': 'cancelled',
  },
  ...{ cancelled: 'cancelled', 注销: 'cancelled', 已注销: 'cancelled', 撤销: 'revoked' },
};
const YES = new Set(['1', 'true', 'yes', 'y', '是']);

const HEADINGS: Readonly<Record<string, string>> = {
  ...{ 统一社会信用代码: 'uscc', 登记状态: 'status', 经营状态: 'status', 状态: 'status' },
  ...{ 经营异常: 'abnormal', 经营异常名录: 'abnormal', 查询日期: 'asof', as_of: 'asof' },
};

const rowSchema = z.object({
  uscc: z.string().min(1),
  status: z.string().transform((word, context) => {
    const status = STATUS_WORDS[word.trim().toLowerCase()];
    if (status !== undefined) return status;
    context.addIssue({ code: 'custom', message: 'unknown status' });
    return z.NEVER;
  }),
  abnormal: z
    .string()
    .default('')
    .transform((flag) => YES.has(flag.trim().toLowerCase())),
  asof: z.string().default(''),
});

interface Entry {
  readonly status: Registered;
  readonly asOf: string;
}

/**
 * A register from a UTF-8 CSV with a heading: `uscc,status,abnormal[,asOf]` (Chinese headings and status words too).
 * Without an `asOf` column the file's own date counts. No file at that path: every answer is `unavailable`.
 *
 * @throws Error naming line and column when the file is there but cannot be used: a wrong register is worse than none
 */
export async function loadCsvRegister(path: string): Promise<BusinessStatusSource> {
  const modified = await modifiedOn(path);
  if (modified === null) return NO_REGISTER;
  const entries = await readEntries(path, modified);
  return {
    lookUp: (uscc) => {
      const entry = entries.get(foldCode(uscc));
      if (entry === undefined) return Promise.resolve({ status: 'not_found', source: 'csv', asOf: modified });
      return Promise.resolve({ ...entry, source: 'csv' });
    },
  };
}

async function modifiedOn(path: string): Promise<string | null> {
  try {
    return (await stat(path)).mtime.toISOString().slice(0, 10);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

const itemSchema = z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) });

async function readEntries(path: string, modified: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const columns = (headings: string[]) => headings.map(columnName);
  const parser = parse({ bom: true, columns, trim: true, skip_empty_lines: true, info: true });
  await pipeline(createReadStream(path), parser, async (items: AsyncIterable<unknown>) => {
    for await (const item of items) {
      const { record, info } = itemSchema.parse(item);
      const row = rowSchema.safeParse(record);
      if (!row.success) throw new Error(`Register ${path}, line ${info.lines}: ${faultsOf(row.error)}`);
      const { uscc, status, abnormal, asof } = row.data;
      entries.set(foldCode(uscc), {
        status: status === 'active' && abnormal ? 'abnormal' : status,
        asOf: asof === '' ? modified : asof,
      });
    }
  });
  return entries;
}

function columnName(heading: string): string {
  return HEADINGS[heading.trim()] ?? heading.trim().toLowerCase();
}

function faultsOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
