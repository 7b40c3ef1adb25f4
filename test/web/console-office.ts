import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { createApp } from '../../src/app.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, type TestContext, type TestOptions } from '../support/app.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';
import { openBrowser } from './browser.js';
import { serveConsole } from './console-server.js';

/** The application with its cast, two hundred numbers of China Telecom from 400-888-0000 on, and a browser. */
export interface Office {
  readonly context: TestContext;
  readonly seeded: Seeded;
  readonly server: Server;
  readonly url: string;
  readonly browser: Browser;
  /** A reseller's agent, by the API. */
  readonly api: Agent;
  readonly close: () => Promise<void>;
}

export async function openOffice(options: TestOptions = {}): Promise<Office> {
  const context = await createTestContext(options);
  const { deps } = context;
  const seeded = await seedUsers(deps);
  await createBlock(deps, seeded.carrierAdmin.principal, { from: '4008880000', to: '4008880199', carrier: 'CT' });
  const { server, url } = await serveConsole(context);
  const browser = await openBrowser();
  const api = await signIn(deps, createApp(deps), seeded.agentA);
  const close = async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await context.close();
  };
  return { context, seeded, server, url, browser, api, close };
}

/** A draft of the agent's for one number, made through the API. */
export async function givenDraft({ api }: Pick<Office, 'api'>, number: string, name = '样本单位'): Promise<string> {
  await api.post('/api/v1/reservations').send({ number, subscriber: { name } });
  const { body } = (await api.post('/api/v1/applications').send({ numbers: [number] })) as { body: { id: string } };
  return body.id;
}
