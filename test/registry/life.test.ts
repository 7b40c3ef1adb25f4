import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../../src/domain/chinese-date.js';
import { businessToday } from '../../src/domain/business-calendar.js';
import { DomainError } from '../../src/domain/errors.js';
import { assignmentsOfNumber, numbersByDigits } from '../../src/registry/number-queries.js';
import { openHolds } from '../../src/registry/hold-queries.js';
import { SWEEPS } from '../../workers/sweeps/sweeps.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { expectOneHolderThroughout } from '../support/holders.js';
import { expectSound } from '../support/replayed.js';
import { ACTS } from './life-acts.js';
import { end, free, move, settle, spareSlots, type Act, type Slot } from './life-model.js';
import { spread, WIDE_ACTS } from './life-wide-acts.js';
import { World } from './life-world.js';

/** `MODEL_RUNS=500 npx vitest run test/registry/life.test.ts`: as many as there is time for. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 3);
const LENGTH = Number(process.env['MODEL_LENGTH'] ?? 12);
const NUMBERS = 2;
const DAY = 86_400_000;

type Model = Slot[];
type Command = fc.AsyncCommand<Model, World>;
let context: TestContext;
let world: World;
const happened = new Map<string, number>();

beforeAll(async () => {
  context = await createTestContext();
  world = await World.open(context);
}, 60_000);
afterAll(async () => {
  await world.close();
  await context.close();
});

const count = (name: string) => happened.set(name, (happened.get(name) ?? 0) + 1);

class Do implements Command {
  constructor(
    private readonly name: string,
    private readonly act: Act,
    private readonly index: number,
    /** Tried although the model forbids it: must be refused. */
    private readonly wrongly: boolean,
  ) {}

  check = (model: Readonly<Model>) => {
    const slot = model[this.index];
    return slot !== undefined && (this.act.allowed(slot, world) || (this.wrongly && this.act.whole !== true));
  };

  async run(model: Model, real: World): Promise<void> {
    const slot = model[this.index];
    if (slot === undefined) return;
    const allowed = this.act.allowed(slot, real);
    count(allowed ? this.name : 'refused');
    if (allowed) {
      await this.act.run(real, slot);
      this.act.then(slot, real);
    } else await expect(this.act.run(real, slot), `${this.name} in ${slot.status}`).rejects.toBeInstanceOf(DomainError);
    await expectAsModelled(real, model);
  }

  toString = () => `${this.name} #${this.index}`;
}

/** Days pass, and all that time makes due is done, twice. */
class Wait implements Command {
  constructor(private readonly days: number) {}
  check = () => true;
  async run(model: Model, real: World): Promise<void> {
    count(`wait`);
    real.deps.clock.advance(this.days * DAY);
    for (let time = 0; time < 2; time += 1) for (const sweep of Object.values(SWEEPS)) await sweep(real.deps);
    for (const slot of model) passTime(slot, real);
    for (const slot of model) spread(slot);
    await expectAsModelled(real, model);
  }
  toString = () => `wait ${this.days} days`;
}

class Restart implements Command {
  check = () => true;
  async run(model: Model, real: World): Promise<void> {
    count('restart');
    await real.restart();
    await expectAsModelled(real, model);
  }
  toString = () => 'restart';
}

function fail(): never {
  throw new TypeError('no such act');
}

/** What the contract says that time does. */
function passTime(slot: Slot, real: World): void {
  const now = real.deps.clock.now().getTime();
  const today = businessToday(real.deps.clock.now(), 'Asia/Shanghai');
  const rested = (days: number) => now >= slot.since + days * DAY;
  if (slot.status === 'reserved' && rested(15)) {
    free(slot, 'spare', real);
    slot.coolUntil = now + 30 * DAY;
  } else if (slot.status === 'disconnected' && rested(30)) move(slot, 'quarantined', real);
  else if (slot.status === 'quarantined' && rested(180)) free(slot, 'spare', real);
  else if (slot.endingOn !== null && slot.endingOn <= today) end(slot, real);
  // What is free in a retiring block goes out of use.
  if (slot.status === 'spare' && slot.among.retiring) free(slot, 'unavailable', real);
  if (slot.status !== 'working' && slot.status !== 'suspended') return;
  const overdue = slot.holds.some((hold) => hold.kind === 'verification_overdue');
  if (slot.due < addDays(today, -30) && !overdue)
    slot.holds.push({ kind: 'verification_overdue', proposed: false, stop: null });
  if (slot.due >= today) slot.holds = slot.holds.filter((hold) => hold.kind !== 'verification_overdue');
  settle(slot);
}

async function expectAsModelled(real: World, model: Readonly<Model>): Promise<void> {
  for (const slot of model) {
    await expectSound(real.deps, slot.number);
    const [row] = await numbersByDigits(real.deps, [slot.number]);
    const terms = await assignmentsOfNumber(real.deps, slot.number);
    const live = terms.find((term) => term.live);
    const resting = row?.status === 'disconnected' || row?.status === 'quarantined';
    const served = slot.status === 'working' || slot.status === 'suspended';
    expect({
      status: row?.status,
      holder: live?.holder.uscc ?? null,
      reseller: live?.resellerId ?? null,
      terms: terms.length,
      ending: row?.ending?.effectiveOn ?? null,
      disputed: row?.flags.includes('disputed'),
      awaitsSecond: (row?.dispute?.proposal ?? null) !== null,
      disowned: resting && terms.at(-1)?.disownedAt !== undefined,
      holds: (await openHolds(real.deps, slot.number)).map((hold) => hold.kind).sort(),
    }).toEqual({
      status: slot.status,
      holder: served ? slot.holder : null,
      reseller: served ? slot.resellerId : null,
      terms: slot.terms,
      ending: slot.endingOn,
      disputed: slot.disputed,
      awaitsSecond: slot.uphold,
      disowned: slot.disowned,
      holds: slot.holds.map((hold) => hold.kind).sort(),
    });
  }
}

const commands = fc.commands(
  [
    ...Object.entries({ ...ACTS, ...WIDE_ACTS }).flatMap(([name, act]) =>
      Array.from({ length: weightOf(name) }, () =>
        fc
          .record({ index: fc.nat(NUMBERS - 1), wrongly: fc.nat(4) })
          .map(({ index, wrongly }) => new Do(name, act, index, wrongly === 0)),
      ),
    ),
    ...[1, 16, 31, 100, 200, 400].map((days) => fc.constant(new Wait(days))),
    fc.constant(new Restart()),
  ],
  { maxCommands: LENGTH, size: 'max' },
);

/** What a life begins with comes often enough for the rest to be reached. */
function weightOf(name: string): number {
  if (name === 'reserve' || name === 'new, accepted') return 6;
  return /uphold|the stop/.test(name) ? 3 : 1;
}

it(
  'whatever happens to numbers, in whatever order: they are as the model says, with one holder, a whole history, no stop without a reason',
  { timeout: Math.max(120_000, RUNS * 60_000) },
  async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(commands, async (acts) => {
        run += 1;
        context.deps.clock.set(TEST_NOW);
        const numbers = await world.begin(run, NUMBERS);
        const model = spareSlots(numbers, world.cast.a.id);
        // One number is in service from the start, so that its life is long.
        for (const name of ['reserve', 'new, accepted']) {
          await new Do(name, ACTS[name] ?? fail(), 0, false).run(model, world);
        }
        await fc.asyncModelRun(() => ({ model, real: world }), acts);
        for (const number of numbers) await expectOneHolderThroughout(context.deps, number);
      }),
      { numRuns: RUNS, endOnFailure: RUNS < 20 },
    );
    const told = [...happened].sort(([, a], [, b]) => b - a).map(([name, times]) => `${name} ${times}`);
    if (process.env['MODEL_RUNS'] !== undefined) console.info(`${run} runs: ${told.join(', ')}`);
  },
);
