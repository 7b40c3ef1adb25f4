import mongoose from 'mongoose';
import { z } from 'zod';
import { pollUntil } from './poll.js';
import { ProvisionError } from './provision-error.js';

const { MongoClient } = mongoose.mongo;
type Admin = ReturnType<ReturnType<InstanceType<typeof MongoClient>['db']>['admin']>;

export const REPLICA_SET = 'rs0';
/** Half of it may pass while mongod asks a program that took its old port, and never answers, whether it is itself. */
const PRIMARY_WITHIN_MS = 60_000;
/** MongoDB's error code of a member that has no replica set configuration yet. */
const NOT_YET_INITIALIZED = 94;

const configSchema = z.object({
  config: z.looseObject({ version: z.number(), members: z.array(z.looseObject({ host: z.string() })).length(1) }),
});
const helloSchema = z.object({
  isWritablePrimary: z.boolean(),
  setName: z.string().optional(),
  msg: z.string().optional(),
});

/**
 * Makes the mongod on this port the primary of its single-node replica set. The set's configuration names host and
 * port: after a start on another port the member finds itself in no set and stays unusable for ever, so the
 * configuration is then replaced by force (platform.md).
 * @throws ProvisionError when it does not become primary
 */
export async function becomePrimary(port: number): Promise<void> {
  const host = `127.0.0.1:${port}`;
  let refusal: unknown;
  const primary = await withAdmin(`mongodb://${host}/?directConnection=true`, PRIMARY_WITHIN_MS, (admin) =>
    pollUntil(async () => {
      try {
        if ((await hello(admin)).isWritablePrimary) return true;
        await configure(admin, host);
      } catch (error) {
        // A member that reads its configuration or changes its role refuses commands and drops connections: ask again.
        refusal = error;
      }
      return false;
    }, PRIMARY_WITHIN_MS),
  );
  if (primary) return;
  const reason = refusal instanceof Error ? `: ${refusal.message}` : '';
  throw new ProvisionError(`MongoDB 未成为主节点 / MongoDB did not become primary of its replica set${reason}`);
}

async function configure(admin: Admin, host: string): Promise<void> {
  const config = await currentConfig(admin);
  const members = [{ _id: 0, host }];
  if (config === undefined) {
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members } });
  } else if (config.members[0]?.host !== host) {
    await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members }, force: true });
  }
}

/**
 * Refuses a MongoDB that the application could not work with; the address is not repeated, it may hold a password.
 * @throws ProvisionError when it does not answer within 5 s or is a standalone server
 */
export async function verifyTransactionsPossible(uri: string): Promise<void> {
  const answer = await withAdmin(uri, 5_000, hello).catch(() => {
    throw new ProvisionError('MONGODB_URI 无法连接 / the MongoDB of MONGODB_URI does not answer.');
  });
  if (answer.setName === undefined && answer.msg !== 'isdbgrid') {
    throw new ProvisionError(
      'MONGODB_URI 不是副本集 / MONGODB_URI is a standalone server; transactions need a replica set (mongod --replSet rs0).',
    );
  }
}

async function currentConfig(admin: Admin) {
  try {
    return configSchema.parse(await admin.command({ replSetGetConfig: 1 })).config;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === NOT_YET_INITIALIZED) return undefined;
    throw error;
  }
}

async function hello(admin: Admin) {
  return helloSchema.parse(await admin.command({ hello: 1 }));
}

async function withAdmin<Result>(uri: string, patienceMs: number, work: (admin: Admin) => Promise<Result>) {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: patienceMs });
  try {
    return await work(client.db('admin').admin());
  } finally {
    await client.close();
  }
}
