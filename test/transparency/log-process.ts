// A process of its own for the tests of the log: `write FIRST COUNT` makes that many events on ten numbers, `sequence
// NAME` is a sequencer that waits for the lease. Settings come in LOG_PROCESS.
import { loadConfig } from '../../src/config.js';
import type { Deps } from '../../src/deps.js';
import { createLogger } from '../../src/platform/logger.js';
import { Metrics } from '../../src/platform/metrics.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { liftHold } from '../../src/registry/lift-hold.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { openLog } from '../../src/transparency/log-identity.js';
import { keepSequencing } from '../../workers/sequencer.js';
import { ADMIN } from '../registry/hold-fixture.js';

const { env, began } = JSON.parse(process.env['LOG_PROCESS'] ?? '') as { env: NodeJS.ProcessEnv; began: number };
const config = loadConfig(env);
const db = await connectMongo(config.MONGODB_URI);
// Time runs twenty times as fast, the same in all processes: a lease of ten seconds is over in half a second.
const clock = { now: () => new Date(began + (Date.now() - began) * 20) };
const deps = { config, db, clock, metrics: new Metrics(), logger: createLogger('silent') } as unknown as Deps;

const [role, first = '', count = '0'] = process.argv.slice(2);
if (role === 'write') {
  const hold = { remedy: null, documentsRequired: [], expectedRecovery: null };
  for (let index = 0; index < Number(count); index += 2) {
    const number = String(Number(first) + (index % 10));
    await placeHold(deps, ADMIN, number, { ...hold, kind: 'owner_request', reason: `搬迁 ${index}` });
    await liftHold(deps, ADMIN, number, undefined);
  }
  await db.close();
} else {
  keepSequencing(deps, await openLog(deps), first);
}
