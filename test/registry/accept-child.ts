import { once } from 'node:events';
import { z } from 'zod';
import { loadConfig } from '../../src/config.js';
import { FixedClock } from '../../src/platform/clock.js';
import { openDeps } from '../../src/platform/open-deps.js';
import { TEST_NOW } from '../support/app.js';
import { takeEffect } from './take-effect.js';

/** Accepts what it is told, all at once, until it is killed. */
const todo = z
  .array(z.object({ act: z.enum(['accept', 'transfer']), id: z.string(), number: z.string() }))
  .parse(JSON.parse(process.env['KILL_TODO'] ?? '[]'));
const deps = { ...(await openDeps(loadConfig(process.env))), clock: new FixedClock(TEST_NOW) };
// The connections are there before it begins: what is killed is the work, not its beginning.
await deps.db.db?.admin().ping();
process.stdout.write('ready\n');
await once(process.stdin, 'data');
await Promise.all(todo.map((one) => takeEffect(deps, one).then(() => process.stdout.write('done\n'))));
setInterval(() => undefined, 1000);
