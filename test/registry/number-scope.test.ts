import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Principal } from '../../src/accounts/principal.js';
import { findNumber, searchNumbers } from '../../src/registry/number-queries.js';
import { givenBlock, givenWorking } from '../lookup/number-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { ADMIN } from './hold-fixture.js';

const BEIJING = '4000123401';
const ZHEJIANG = '4000123402';
const SPARE = '4000123403';
const holder = { uscc: '91110108MA01ABCD3X', name: '样例', entityType: 'company', city: null };
let context: TestContext;

beforeAll(async () => {
  context = await createTestContext();
  const { resellerId } = await givenBlock(context.deps, '40001234');
  await givenWorking(context.deps, BEIJING, resellerId, { holder: { ...holder, province: '北京市' } });
  await givenWorking(context.deps, ZHEJIANG, resellerId, { holder: { ...holder, province: '浙江省' } });
});
afterAll(() => context.close());

const seenBy = async (principal: Principal) => ({
  found: (await searchNumbers(context.deps, principal, { limit: 3, without: '8' }))
    .map((row) => row._id)
    .filter((number) => [BEIJING, ZHEJIANG, SPARE].includes(number)),
  read: await Promise.all(
    [BEIJING, ZHEJIANG, SPARE].map((number) =>
      findNumber(context.deps, principal, number).then(
        () => true,
        (error: unknown) => (error as { code: string }).code,
      ),
    ),
  ),
});

it('staff of a province see its holders’ numbers and those that nobody uses, in lists and by number', async () => {
  expect(await seenBy({ ...ADMIN, provinces: ['浙江省'] })).toEqual({
    found: [ZHEJIANG, SPARE],
    read: ['NOT_FOUND', true, true],
  });
  expect((await seenBy(ADMIN)).read).toEqual([true, true, true]);
});
