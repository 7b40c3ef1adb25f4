import { expect } from 'vitest';
import type { TestContext } from './app.js';
import { fixtureDossier } from './dossiers.js';
import type { Agent, CastName } from './seed.js';

export interface Filed {
  readonly id: string;
  readonly status: string;
  readonly changes: readonly { readonly member: string; readonly before: unknown; readonly after: unknown }[] | null;
  readonly consents: readonly { readonly party: string; readonly answer: string }[];
}

type Agents = Pick<Readonly<Record<CastName, Agent>>, 'agentA' | 'reviewer1' | 'reviewer2'>;

/** Takes applications through their stations over HTTP; what would need papers is contested and overridden. */
export class Filing {
  #acceptances = 0;

  constructor(
    private readonly context: TestContext,
    private agents: Agents,
  ) {}

  /** Other sessions of the same people, after a restart. */
  use(agents: Agents): void {
    this.agents = agents;
  }

  /** Numbers in service with the dossier `clean` of reseller A, over the whole way. */
  async working(...numbers: string[]): Promise<string> {
    const { declared } = fixtureDossier('clean');
    const { agentA } = this.agents;
    const subscriber = { name: declared.entity.name };
    for (const number of numbers)
      expect((await agentA.post('/api/v1/reservations').send({ number, subscriber })).status).toBe(201);
    const { id } = await this.open(agentA, { numbers, ...declared });
    await this.submit(agentA, id);
    await this.approve(id);
    expect((await this.accept(id)).status).toBe(201);
    return id;
  }

  async open(agent: Agent, body: object): Promise<Filed> {
    const answer = await agent.post('/api/v1/applications').send(body);
    expect(answer.status, answer.text).toBe(201);
    return answer.body as Filed;
  }

  async submit(agent: Agent, id: string): Promise<void> {
    const evaluation = await agent.post(`/api/v1/applications/${id}/evaluation`);
    const { checks } = evaluation.body as { checks: { code: string; status: string }[] };
    const failing = new Set(checks.filter(({ status }) => status === 'fail').map(({ code }) => code));
    const contest = [...failing].map((checkCode) => ({ checkCode, reason: '样本' }));
    const answer = await agent.post(`/api/v1/applications/${id}/submit`).send({ contest });
    expect(answer.status, answer.text).toBe(200);
  }

  /** By two people where the first one's approval does not suffice. */
  async approve(id: string): Promise<void> {
    const { reviewer1, reviewer2 } = this.agents;
    const path = `/api/v1/applications/${id}/decisions`;
    await reviewer1.post('/api/v1/review/claims').send({ applicationId: id });
    const bare = await reviewer1.post(path).send({ outcome: 'approve' });
    const failing = (bare.body as { failing?: string[] }).failing ?? [];
    const override = failing.map((checkCode) => ({ checkCode, reason: '已核对原件' }));
    const first = bare.status === 409 ? await reviewer1.post(path).send({ outcome: 'approve', override }) : bare;
    expect([200, 202], first.text).toContain(first.status);
    if (first.status === 200) return;
    await reviewer2.post('/api/v1/review/claims').send({ applicationId: id });
    const second = await reviewer2.post(path).send({ outcome: 'approve' });
    expect(second.status, second.text).toBe(200);
  }

  async accept(id: string) {
    this.#acceptances += 1;
    const acceptedOn = this.context.deps.clock.now().toISOString().slice(0, 10);
    return this.agents.reviewer1.post(`/api/v1/applications/${id}/carrier-acceptance`).send({
      acceptanceNumber: `SL-${this.#acceptances}`,
      counter: '样例营业厅',
      staff: '受理员',
      acceptedOn,
    });
  }
}

export const codeOf = (answer: { body: unknown }): string | undefined => (answer.body as { code?: string }).code;
