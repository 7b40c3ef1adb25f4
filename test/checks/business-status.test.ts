import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCsvRegister } from '../../src/checks/business-status.js';
import { ENTITY, OTHER_USCC } from './dossier-fixture.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'register-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function register(content: string) {
  const path = join(folder, 'register.csv');
  await writeFile(path, content);
  return loadCsvRegister(path);
}

describe('the register in a CSV file', () => {
  it('answers status, abnormal flag and date, whatever case the code has', async () => {
    const source = await register(
      `uscc,status,abnormal,asOf\n${ENTITY.uscc},active,0,2026-11-01\n${OTHER_USCC},active,1,\n`,
    );
    expect(await source.lookUp(ENTITY.uscc.toLowerCase())).toEqual({
      status: 'active',
      source: 'csv',
      asOf: '2026-11-01',
    });
    expect(await source.lookUp(OTHER_USCC)).toMatchObject({ status: 'abnormal', source: 'csv' });
    expect((await source.lookUp(OTHER_USCC)).asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
  });
  it('reads Chinese headings and words, with a byte order mark', async () => {
    const source = await register(
      `\uFEFF统一社会信用代码,登记状态,经营异常\r\n${ENTITY.uscc},存续（在营、开业、在册）,否\r\n${OTHER_USCC},"吊销，未注销",否\r\n`,
    );
    expect(await source.lookUp(ENTITY.uscc)).toMatchObject({ status: 'active' });
    expect(await source.lookUp(OTHER_USCC)).toMatchObject({ status: 'revoked' });
  });
  it('says when it does not know an entity', async () => {
    const source = await register('uscc,status,abnormal\n');
    expect(await source.lookUp(ENTITY.uscc)).toMatchObject({ status: 'not_found' });
  });
  it('is unavailable without a file', async () => {
    const source = await loadCsvRegister(join(folder, 'none.csv'));
    expect(await source.lookUp(ENTITY.uscc)).toEqual({ status: 'unavailable', source: 'none', asOf: null });
  });
  it('refuses a file that cannot be used, naming line and column', async () => {
    await expect(register(`uscc,status\n${ENTITY.uscc},active\n${OTHER_USCC},mystery\n`)).rejects.toThrow(
      /line 3: status/u,
    );
    await expect(register(`uscc,state\n${ENTITY.uscc},active\n`)).rejects.toThrow(/status/u);
    await expect(register('uscc,status\na,b,c,d\n')).rejects.toThrow();
  });
});
