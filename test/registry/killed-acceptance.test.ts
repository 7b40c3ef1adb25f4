import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadApplication } from '../../src/applications/application-queries.js';
import { DomainError } from '../../src/domain/errors.js';
import { eventModel } from '../../src/events/event-model.js';
import { acceptanceModel } from '../../src/registry/acceptance-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { assignmentsOfNumber, numbersByDigits } from '../../src/registry/number-queries.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { expectOneHolderThroughout } from '../support/holders.js';
import { endLives, startLife } from '../support/life.js';
import { expectSound } from '../support/replayed.js';
import { OWNED_USCC } from '../support/seed.js';
import { ADMIN } from './hold-fixture.js';
import { ACTS } from './life-acts.js';
import { spareSlots } from './life-model.js';
import { OTHER_HOLDER, World, type FiledKind } from './life-world.js';
import { takeEffect, type LastAct } from './take-effect.js';

/** `KILLS=10 npx vitest run test/registry/killed-acceptance.test.ts`: ten points in the acceptance of every kind. */
const KILLS = Number(process.env['KILLS'] ?? 1);
const KINDS = ['new', 'change', 'renewal', 'cancel', 'transfer', 'reseller_change', 'carry out transfer'] as const;
type Kind = (typeof KINDS)[number];
type Prepared = LastAct & { readonly kind: Kind };

/** What stands there once it took effect: holder, reseller, dossier, number and application. */
interface Standing {
  readonly number: string;
  readonly application: string;
  readonly holder: string | null;
  readonly reseller: string | null;
  readonly ownDossier: boolean;
  readonly bound: boolean;
}

let context: TestContext;
let world: World;
let env: NodeJS.ProcessEnv;
let next = 4007800000;

beforeAll(async () => {
  context = await createTestContext({ keepDatabase: true });
  world = await World.open(context);
  await createBlock(context.deps, ADMIN, { from: '4007800000', to: '4007800999', carrier: 'CU' });
  const { MONGODB_URI, REDIS_URL, UPLOADS_DIR, MASTER_KEY } = context.deps.config;
  const { PATH, HOME } = process.env;
  env = { PATH, HOME, NODE_ENV: 'test', MONGODB_URI, REDIS_URL, UPLOADS_DIR, MASTER_KEY, LOG_LEVEL: 'silent' };
}, 120_000);
afterAll(async () => {
  endLives();
  await world.close();
  await context.close();
});

/** An application of this kind that lacks nothing but its last act. */
async function prepared(kind: Kind): Promise<Prepared> {
  const number = String(next++);
  const reseller = world.cast.a.id;
  const [slot] = spareSlots([number], reseller);
  if (slot === undefined) throw new TypeError('no slot');
  await ACTS['reserve']?.run(world, slot);
  const filed: FiledKind | 'new' = kind === 'carry out transfer' ? 'transfer' : kind;
  const first = await world.fileNew(number, reseller, filed === 'new' ? 'approved' : 'accepted');
  if (filed === 'new') return { kind, act: 'accept', id: first, number };
  const id = await world.approved(filed, number, { holder: OWNED_USCC, resellerId: reseller });
  if (kind !== 'carry out transfer') return { kind, act: 'accept', id, number };
  await takeEffect(context.deps, { act: 'accept', id, number });
  return { kind, act: 'transfer', id, number };
}

async function standingOf({ id, number }: Prepared): Promise<Standing> {
  const [row] = await numbersByDigits(context.deps, [number]);
  const live = (await assignmentsOfNumber(context.deps, number)).find((term) => term.live);
  const application = await loadApplication(context.deps, id);
  return {
    number: row?.status ?? '',
    application: `${application?.status ?? ''}${application?.acceptedAt === null ? '' : ', accepted'}`,
    holder: live?.holder.uscc ?? null,
    reseller: row?.resellerId ?? null,
    ownDossier: live?.applicationId === id,
    bound: row?.openApplicationId === id,
  };
}

/** What it is before its last act, and after it. */
function expected(kind: Kind): { readonly before: Standing; readonly after: Standing } {
  const { a, b } = world.cast;
  const held = { number: 'working', holder: OWNED_USCC, reseller: a.id, ownDossier: false };
  const before = { ...held, application: 'approved', bound: true };
  const after = { ...held, application: 'activated, accepted', ownDossier: true, bound: false };
  const accepted = { ...before, application: 'approved, accepted' };
  const transferred = { ...after, holder: OTHER_HOLDER.entity.uscc };
  switch (kind) {
    case 'new':
      return { before: { ...before, number: 'assigned', holder: null, bound: false }, after };
    case 'cancel':
      return { before, after: { ...after, number: 'disconnected', holder: null, ownDossier: false } };
    case 'transfer':
      return { before, after: accepted };
    case 'carry out transfer':
      return { before: accepted, after: transferred };
    case 'reseller_change':
      return { before, after: { ...after, reseller: b.id } };
    default:
      return { before, after };
  }
}

const eventsBefore = new Map<string, number>();
const eventsOf = (id: string) =>
  eventModel(context.deps.db).countDocuments({ subjects: { $elemMatch: { kind: 'application', id } } });

/** Before or after, nothing between; and as many events as that makes. */
async function expectWhole(one: Prepared): Promise<'before' | 'after'> {
  await expectSound(context.deps, one.number);
  await expectOneHolderThroughout(context.deps, one.number);
  const { before, after } = expected(one.kind);
  const standing = await standingOf(one);
  expect([before, after], one.kind).toContainEqual(standing);
  const done = standing.application === after.application;
  const events = (await eventsOf(one.id)) - (eventsBefore.get(one.id) ?? 0);
  expect(events, `${one.kind}: one event for what it did`).toBe(done ? 1 : 0);
  const recorded = await acceptanceModel(context.deps.db).countDocuments({ applicationId: one.id });
  expect(recorded, `${one.kind}: its acceptance is on record`).toBe(done || one.act === 'transfer' ? 1 : 0);
  return done ? 'after' : 'before';
}

/** By what was done, not by time: a busy machine is slow. Then a moment more, so that the point is any. */
async function killWhile(todo: readonly Prepared[], finished: number): Promise<void> {
  const { child, said, kill } = await startLife('test/registry/accept-child.ts', {
    ...env,
    KILL_TODO: JSON.stringify(todo.map(({ act, id, number }) => ({ act, id, number }))),
  });
  let done = 0;
  child.stdout.on('data', (text: Buffer) => (done += text.toString().split('done').length - 1));
  child.stdin.write('go\n');
  while (done < finished && child.exitCode === null) await pause(1);
  await pause(Math.random() * 80);
  expect(child.exitCode, said()).toBeNull();
  await kill();
}

it(
  'the acceptance of every kind killed with -9 at any point: application, number and events agree, and it can be done after',
  { timeout: Math.max(180_000, KILLS * 180_000) },
  async () => {
    const seen: Record<'before' | 'after', number> = { before: 0, after: 0 };
    for (let kill = 0; kill < KILLS; kill += 1) {
      const todo: Prepared[] = [];
      for (const kind of KINDS) todo.push(await prepared(kind));
      for (const { id } of todo) eventsBefore.set(id, await eventsOf(id));
      await killWhile(todo, Math.floor(Math.random() * (KINDS.length + 1)));
      for (const one of todo) {
        const state = await expectWhole(one);
        seen[state] += 1;
        const again = takeEffect(context.deps, one);
        if (state === 'after') await expect(again, one.kind).rejects.toBeInstanceOf(DomainError);
        else await again;
        expect(await expectWhole(one)).toBe('after');
      }
    }
    if (process.env['KILLS'] !== undefined) console.info(`${KILLS} kills, found ${JSON.stringify(seen)}`);
  },
);
