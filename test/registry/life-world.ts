import type { Express } from 'express';
import type { Connection } from 'mongoose';
import { expect } from 'vitest';
import { createApp } from '../../src/app.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { createBlock } from '../../src/registry/create-block.js';
import type { TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { Filing } from '../support/filing.js';
import { OWNED_USCC, seedUsers, signIn, type Agent, type CastName, type Seeded } from '../support/seed.js';

const CLEAN = fixtureDossier('clean').declared;
export const OTHER_HOLDER = fixtureDossier('other-licence').declared;
/** What a run leaves behind; who there is stays. */
const LEFT = ['numbers', 'blocks', 'assignments', 'holds', 'events', 'applications', 'reservations', 'emergencyStops'];
const CALLERS = ['agentA', 'agentB', 'owner', 'reviewer1', 'reviewer2', 'carrierAdmin'] as const;
export type FiledKind = 'change' | 'renewal' | 'cancel' | 'transfer' | 'reseller_change';
type Caller = (typeof CALLERS)[number] & CastName;

/** The real system as the model test drives it: commands, and whole applications over HTTP. */
export class World {
  /** The connection of the latest restart; the context keeps and closes the first one. */
  private second: Connection | null = null;

  private constructor(
    readonly context: TestContext,
    readonly cast: Seeded,
    private app: Express,
    private agents: Record<Caller, Agent>,
    private filing: Filing,
  ) {}

  static async open(context: TestContext): Promise<World> {
    const cast = await seedUsers(context.deps);
    // Years pass in a run: no contract with a reseller ends meanwhile.
    await context.deps.db
      .collection('resellers')
      .updateMany({}, { $set: { 'authorisation.from': '2020-01-01', 'authorisation.until': '2099-12-31' } });
    const app = createApp(context.deps);
    const agents = await agentsOf(context, app, cast);
    return new World(context, cast, app, agents, new Filing(context, agents));
  }

  get deps() {
    return this.context.deps;
  }

  /** Fresh numbers and nothing else; the transactions' records of earlier runs are gone. */
  async begin(run: number, count: number): Promise<string[]> {
    for (const collection of LEFT) await this.deps.db.collection(collection).deleteMany({});
    await this.deps.db.collection('resellers').updateMany({}, { $set: { status: 'active' } });
    const from = 4_008_000_000 + run * 10;
    const block = { from: String(from), to: String(from + count - 1), carrier: 'CT' as const };
    await createBlock(this.deps, this.cast.carrierAdmin.principal, block);
    return Array.from({ length: count }, (_, index) => String(from + index));
  }

  /** As if the process had ended and another begun: nothing lives on but the stores. */
  async restart(): Promise<void> {
    const { deps } = this.context;
    const db = await connectMongo(deps.config.MONGODB_URI);
    await this.second?.close();
    this.second = db;
    Object.assign(deps, { db });
    this.app = createApp(deps);
    this.agents = await agentsOf(this.context, this.app, this.cast);
    this.filing.use(this.agents);
  }

  async close(): Promise<void> {
    await this.second?.close();
  }

  reseller(id: string): 'agentA' | 'agentB' {
    return id === this.cast.a.id ? 'agentA' : 'agentB';
  }

  /**
   * An application for a reserved number: accepted, approved only, rejected, or withdrawn before it was
   * handed in. @returns its id
   */
  async fileNew(
    number: string,
    resellerId: string,
    end: 'accepted' | 'approved' | 'rejected' | 'withdrawn',
  ): Promise<string> {
    const agent = this.agents[this.reseller(resellerId)];
    const { id } = await this.filing.open(agent, { numbers: [number], ...CLEAN });
    if (end === 'withdrawn') {
      expect((await agent.post(`/api/v1/applications/${id}/withdraw`)).status).toBe(200);
      return id;
    }
    await this.filing.submit(agent, id);
    if (end === 'approved') {
      await this.filing.approve(id);
      return id;
    }
    if (end === 'rejected') {
      await this.agents.reviewer1.post('/api/v1/review/claims').send({ applicationId: id });
      const decision = { outcome: 'reject', reasons: ['OTHER'] };
      expect((await this.agents.reviewer1.post(`/api/v1/applications/${id}/decisions`).send(decision)).status).toBe(
        200,
      );
      return id;
    }
    await this.filing.approve(id);
    await this.accepted(id);
    return id;
  }

  /** An application about a number in service, over its whole way. */
  async file(kind: FiledKind, number: string, by: { holder: string; resellerId: string }): Promise<void> {
    await this.accepted(await this.approved(kind, number, by));
    if (kind !== 'transfer') return;
    const transferred = await this.transfer(number);
    expect(transferred.status, transferred.text).toBe(200);
  }

  /** The carrier's last act in a transfer. */
  transfer(number: string) {
    return this.agents.carrierAdmin.post(`/api/v1/numbers/${number}/transfer`).send({ reason: '转让' });
  }

  /** An application about a number in service, as far as its approval: only the carrier's acceptance is missing. */
  async approved(kind: FiledKind, number: string, by: { holder: string; resellerId: string }): Promise<string> {
    const serving = this.agents[this.reseller(by.resellerId)];
    const other = by.resellerId === this.cast.a.id ? this.cast.b.id : this.cast.a.id;
    const ownersOwn = by.holder === OWNED_USCC && kind !== 'transfer' && kind !== 'renewal';
    const filer = ownersOwn ? this.agents.owner : serving;
    const body = {
      change: { purpose: `样例用途 ${String(this.deps.clock.now().getTime())}` },
      renewal: {},
      cancel: {},
      transfer: OTHER_HOLDER,
      reseller_change: { toResellerId: other },
    }[kind];
    const { id, consents } = await this.filing.open(filer, { kind, numbers: [number], ...body });
    await this.filing.submit(filer, id);
    const parties: Record<string, Agent> = {
      former_holder: this.agents.owner,
      losing_reseller: serving,
      gaining_reseller: this.agents[this.reseller(other)],
    };
    for (const { party } of consents) {
      const answer = { party, answer: 'given' };
      const given = await parties[party]?.post(`/api/v1/applications/${id}/consents`).send(answer);
      expect(given?.status, given?.text).toBe(200);
    }
    await this.filing.approve(id);
    return id;
  }

  accept(id: string) {
    return this.filing.accept(id);
  }

  private async accepted(id: string): Promise<void> {
    const answer = await this.filing.accept(id);
    expect(answer.status, answer.text).toBe(201);
  }
}

async function agentsOf(context: TestContext, app: Express, cast: Seeded): Promise<Record<Caller, Agent>> {
  const signed = CALLERS.map(async (name) => [name, await signIn(context.deps, app, cast[name])] as const);
  return Object.fromEntries(await Promise.all(signed)) as Record<Caller, Agent>;
}
