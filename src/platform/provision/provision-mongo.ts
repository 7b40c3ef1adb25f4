import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { keepRunning } from './keep-running.js';
import { logFile } from './log-file.js';
import { findMongod } from './mongod-program.js';
import { keptPort } from './ports.js';
import { awaitPredecessor } from './predecessor.js';
import { external, untilReady, type Provisioned } from './provisioned.js';
import { becomePrimary, REPLICA_SET, verifyTransactionsPossible } from './replica-set.js';

const DATABASE = 'registry400';

/**
 * A MongoDB replica set: the one of `MONGODB_URI`, otherwise one of our own on 127.0.0.1 with its data in
 * `DATA_DIR/mongo`, on the port it had before if that is free.
 * @throws ProvisionError with a message for the person at the console
 */
export async function provisionMongo(dataDir: string, givenUri: string | undefined): Promise<Provisioned> {
  if (givenUri) {
    await verifyTransactionsPossible(givenUri);
    return external(givenUri);
  }
  const program = await findMongod();
  const folder = join(dataDir, 'mongo');
  mkdirSync(folder, { recursive: true });
  await awaitPredecessor('MongoDB', join(folder, 'mongod.lock'), folder);
  const port = await keptPort(dataDir, 'mongo');
  const log = logFile(dataDir, 'mongod');
  const service = keepRunning({
    name: 'MongoDB',
    program,
    args: ['--dbpath', folder, '--port', String(port), '--logpath', log, ...SETTINGS],
    cwd: folder,
    // mongod refuses to start under a locale that is named in the environment but not installed.
    env: { ...process.env, LC_ALL: 'C' },
    graceMs: 10_000,
    output: 'ignore',
  });
  try {
    await untilReady('MongoDB', service, log, 60_000, () => accepts(port));
    await becomePrimary(port);
  } catch (error) {
    await service.stop();
    throw error;
  }
  return { uri: mongoUri(port), stop: () => service.stop() };
}

/** The replica set of our own that listens on this port. */
export function mongoUri(port: number): string {
  return `mongodb://127.0.0.1:${port}/${DATABASE}?replicaSet=${REPLICA_SET}`;
}

/** A small server for one machine: it shares its memory with OCR. */
const SETTINGS = [
  ['--bind_ip', '127.0.0.1'],
  ['--nounixsocket'],
  ['--replSet', REPLICA_SET],
  ['--oplogSize', '512'],
  ['--wiredTigerCacheSizeGB', '0.25'],
  ['--logappend'],
  ['--quiet'],
  ['--setParameter', 'diagnosticDataCollectionEnabled=false'],
].flat();

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
      .once('connect', () => resolve(true))
      .once('error', () => resolve(false))
      .once('connect', () => socket.destroy());
  });
}
