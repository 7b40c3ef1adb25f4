import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, signIn, type Agent } from '../support/seed.js';

let context: TestContext;
let agent: Agent;

beforeAll(async () => {
  context = await createTestContext();
  const cast = await seedUsers(context.deps);
  agent = await signIn(context.deps, createApp(context.deps), cast.agentA);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880700', to: '4008880709', carrier: 'CT' });
}, 60_000);
afterAll(() => context.close());

it('of many who withdraw at once one does, and the others are told the state it is in', async () => {
  for (const number of ['4008880700', '4008880701', '4008880702']) {
    await agent.post('/api/v1/reservations').send({ number, subscriber: { name: '样本单位' } });
    const { id } = (await agent.post('/api/v1/applications').send({ numbers: [number] })).body as { id: string };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => agent.post(`/api/v1/applications/${id}/withdraw`).send({})),
    );
    const lost = answers.filter(({ status }) => status !== 200);
    expect(lost).toHaveLength(7);
    for (const { body } of lost) expect(body).toMatchObject({ status: 409, code: 'WRONG_STATE', from: 'withdrawn' });
  }
});

it('a number named twice is refused in words, in the reader’s language', async () => {
  const body = { numbers: ['4008880705', '400-888-0705'] };
  const said = async (language: string) => {
    const answer = await agent.post('/api/v1/applications').set('Accept-Language', language).send(body);
    return (answer.body as { errors: { path: string; code: string; message: string }[] }).errors[0];
  };
  expect(await said('zh-CN')).toEqual({
    path: 'numbers',
    code: 'NUMBERS_REPEATED',
    message: '同一号码填写了多次，请只保留一次',
  });
  expect(await said('en')).toMatchObject({ message: 'a number is named more than once; name each once' });
});
