import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { codeOf, Filing } from '../support/filing.js';
import { expectOneHolderThroughout } from '../support/holders.js';
import { expectSound } from '../support/replayed.js';
import { OWNED_USCC, seedUsers, signInAll, type Agent, type CastName } from '../support/seed.js';
import { createBlock } from '../../src/registry/create-block.js';

const NUMBER = '4008880100';
const REISSUED = '91510199QJ1CW6J54J';
let context: TestContext;
let app: Express;
let agents: Record<CastName, Agent>;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  const cast = await seedUsers(context.deps);
  agents = await signInAll(context.deps, app, cast);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880100', to: '4008880199', carrier: 'CT' });
  await new Filing(context, agents).working(NUMBER);
}, 120_000);
afterAll(() => context.close());

const entity = (agent: Agent, uscc: string) => agent.get(`/api/v1/entities/${uscc}`);

describe('an entity', () => {
  it('is one record a code, shown to each as far as it is theirs', async () => {
    const name = fixtureDossier('clean').declared.entity.name;
    expect((await entity(agents.auditor, OWNED_USCC)).body).toMatchObject({
      name,
      names: [{ name }],
      verified: { level: 'document_checked', due: '2027-11-23' },
      numbers: [{ number: NUMBER, status: 'working' }],
      caps: [{ carrier: 'CT', held: 1, cap: 5 }],
      otherEntitiesOfItsPeople: 0,
    });
    expect((await entity(agents.owner, OWNED_USCC)).body).toMatchObject({ otherEntitiesOfItsPeople: null });
    expect((await entity(agents.agentA, OWNED_USCC)).body).toMatchObject({ caps: null, numbers: [{ number: NUMBER }] });
    for (const [agent, uscc] of [
      [agents.agentB, OWNED_USCC],
      [agents.owner, REISSUED],
      [agents.reviewer1, REISSUED],
    ] as const)
      expect((await entity(agent, uscc)).status).toBe(404);
  });
});

describe('a merge', () => {
  const propose = (agent: Agent) =>
    agent.post('/api/v1/entity-merges').send({ from: OWNED_USCC, into: REISSUED, reason: '换发统一社会信用代码' });
  const decide = (agent: Agent, id: string, outcome = 'approve') =>
    agent.post(`/api/v1/entity-merges/${id}/decision`).send({ outcome });
  const undo = (agent: Agent, id: string) =>
    agent.post(`/api/v1/entity-merges/${id}/undo`).send({ reason: '合并有误' });

  it('is two people’s act, moves numbers, names and accounts at one instant, and can be taken back', async () => {
    const [one, two] = await Promise.all([propose(agents.reviewer1), propose(agents.reviewer1)]);
    expect([one.status, two.status].sort()).toEqual([201, 409]);
    const { id } = (one.status === 201 ? one : two).body as { id: string };
    expect(codeOf(await decide(agents.reviewer1, id))).toBe('SECOND_APPROVER_REQUIRED');
    expect((await entity(agents.auditor, REISSUED)).status).toBe(404);

    context.deps.clock.advance(1000);
    const decisions = await Promise.all([decide(agents.reviewer2, id), decide(agents.senior, id)]);
    expect(decisions.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await entity(agents.auditor, OWNED_USCC)).body).toMatchObject({ mergedInto: REISSUED, numbers: [] });
    const name = fixtureDossier('clean').declared.entity.name;
    expect((await entity(agents.auditor, REISSUED)).body).toMatchObject({
      names: [{ name }],
      numbers: [{ number: NUMBER }],
    });
    expect((await agents.owner.get('/api/v1/me')).body).toMatchObject({ entity: { uscc: REISSUED } });
    await expectSound(context.deps, NUMBER);

    context.deps.clock.advance(1000);
    expect((await undo(agents.reviewer1, id)).status).toBe(403);
    expect((await undo(agents.senior, id)).body).toMatchObject({ status: 'undone' });
    expect(codeOf(await undo(agents.senior, id))).toBe('WRONG_STATE');
    expect((await agents.owner.get(`/api/v1/numbers/${NUMBER}`)).status).toBe(200);
    expect((await entity(agents.auditor, OWNED_USCC)).body).toMatchObject({ mergedInto: null });
    await expectSound(context.deps, NUMBER);
    expect(await expectOneHolderThroughout(context.deps, NUMBER)).toEqual([OWNED_USCC, REISSUED, OWNED_USCC]);
  });

  it('waits for what is under way, and can be refused', async () => {
    const change = { kind: 'change', numbers: [NUMBER], purpose: '样本用途' };
    const { id: draft } = (await agents.owner.post('/api/v1/applications').send(change)).body as { id: string };
    const { id } = (await propose(agents.reviewer1)).body as { id: string };
    expect(codeOf(await decide(agents.reviewer2, id))).toBe('NUMBER_IN_APPLICATION');
    expect((await decide(agents.reviewer2, id, 'refuse')).body).toMatchObject({ status: 'refused' });
    expect((await agents.owner.post(`/api/v1/applications/${draft}/withdraw`)).status).toBe(200);
  });
});
