import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { applicationModel } from '../../src/applications/application-model.js';
import { applicationRoutes } from '../../src/applications/application-routes.js';
import type { CreateBody } from '../../src/applications/application-schemas.js';
import { createApplication } from '../../src/applications/create-application.js';
import type { ApplicationStatus } from '../../src/domain/application-state.js';
import { documentRoutes } from '../../src/documents/document-routes.js';
import { Decoder } from '../../src/documents/decoder.js';
import { DiskStore } from '../../src/platform/disk-store.js';
import { createBlock } from '../../src/registry/create-block.js';
import { resellerCaller } from '../../src/registry/registry-routes.js';
import { reserveNumber } from '../../src/registry/reserve-number.js';
import { appOf, createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { seedUsers, signIn, type Agent, type CastName, type Seeded } from '../support/seed.js';

export interface DocumentFixture {
  readonly context: TestContext;
  readonly deps: TestContext['deps'];
  readonly app: Express;
  readonly cast: Seeded;
  as(name: CastName): Promise<Agent>;
  /** A draft of the `clean` specimen dossier by reseller a (or b) for a number of its own; returns its id. */
  draft(by?: 'agentA' | 'agentB', declared?: Partial<CreateBody>): Promise<string>;
  setStatus(applicationId: string, status: ApplicationStatus, set?: Record<string, unknown>): Promise<void>;
  /** Every stored file, with its bytes. */
  files(): Promise<Map<string, Buffer>>;
  readonly uploads: string;
  close(): Promise<void>;
}

/** Documents on real stores: disk, MongoDB, Redis, and the real decoder child. */
export async function createDocumentFixture(): Promise<DocumentFixture> {
  const uploads = await mkdtemp(join(tmpdir(), 'registry-400-documents-'));
  const context = await createTestContext({ deps: { files: new DiskStore(uploads) } });
  const { deps } = context;
  const cast = await seedUsers(deps);
  await createBlock(deps, cast.carrierAdmin.principal, { from: '4008880000', to: '4008880099', carrier: 'CT' });
  const decoder = new Decoder();
  const app = appOf(deps, [...applicationRoutes(deps), ...documentRoutes(deps, decoder)]);
  const agents = new Map<CastName, Agent>();
  let next = 4_008_880_000;
  return {
    context,
    deps,
    app,
    cast,
    uploads,
    as: async (name) => {
      const agent = agents.get(name) ?? (await signIn(deps, app, cast[name]));
      agents.set(name, agent);
      return agent;
    },
    draft: async (by = 'agentA', declared = {}) => {
      const number = String(next++);
      const caller = resellerCaller(cast[by].principal);
      const body = { ...fixtureDossier('clean').declared, ...declared };
      await reserveNumber(deps, caller, { number, subscriber: { name: '样本单位' } });
      const row = await createApplication(deps, caller, { kind: 'new', numbers: [number], ...body });
      return row._id.toHexString();
    },
    setStatus: async (applicationId, status, set = {}) => {
      await applicationModel(deps.db).updateOne({ _id: applicationId }, { $set: { status, ...set } });
    },
    files: async () => {
      const names = await readdir(uploads, { recursive: true, withFileTypes: true });
      const files = names.filter((entry) => entry.isFile());
      const read = files.map(
        async (entry) => [entry.name, await readFile(join(entry.parentPath, entry.name))] as const,
      );
      return new Map(await Promise.all(read));
    },
    close: async () => {
      await decoder.close();
      await context.close();
      await rm(uploads, { recursive: true, force: true });
    },
  };
}

/** Uploads bytes as a document of a kind. */
export function upload(agent: Agent, applicationId: string, kind: string, bytes: Buffer, name = '样本.jpg') {
  return agent.post(`/api/v1/applications/${applicationId}/documents`).field('kind', kind).attach('file', bytes, name);
}

/** The same, accepted; returns the document's id. */
export async function uploadedId(...args: Parameters<typeof upload>): Promise<string> {
  const answer = await upload(...args);
  if (answer.status !== 202) throw new Error(`upload answered ${answer.status}: ${answer.text}`);
  return bodyOf(answer)['id'] as string;
}

export function bodyOf(answer: { readonly body: unknown }): Record<string, unknown> {
  return answer.body as Record<string, unknown>;
}
