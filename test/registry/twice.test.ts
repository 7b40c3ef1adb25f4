import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DomainError } from '../../src/domain/errors.js';
import { decideMerge, proposeMerge, undoMerge } from '../../src/entities/merge-entities.js';
import { SYSTEM } from '../../src/events/record-event.js';
import { moveOperation } from '../../src/operations/move-operation.js';
import { planImport } from '../../src/operations/plan-import.js';
import { runOperation } from '../../src/operations/run-operation.js';
import { undoOperation } from '../../src/operations/undo-operation.js';
import { createBlock } from '../../src/registry/create-block.js';
import { decideEmergencyStop } from '../../src/registry/decide-emergency-stop.js';
import { disconnectNumber } from '../../src/registry/disconnect-number.js';
import { numbersByDigits } from '../../src/registry/number-queries.js';
import { numberModel, type NumberRow } from '../../src/registry/number-model.js';
import { placeEmergencyStop, type NewStop } from '../../src/registry/place-emergency-stop.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { quarantineNumber, requalifyNumber } from '../../src/registry/rest-number.js';
import { cancelRetirement, emptyRetiringBlock, retireBlock } from '../../src/registry/retire-block.js';
import { givenWorking } from '../lookup/number-fixture.js';
import { registerRow, registerSheet, usccOf } from '../operations/register-file.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { expectOneHolderThroughout } from '../support/holders.js';
import { expectSound } from '../support/replayed.js';
import { OWNED_USCC, seedReseller } from '../support/seed.js';
import { ADMIN, hold, REVIEWER, staff } from './hold-fixture.js';
import { ACTS } from './life-acts.js';
import { spareSlots, type Slot } from './life-model.js';
import { World, type FiledKind } from './life-world.js';

/**
 * Every command of the registry twice, in sequence and at once. `once`: the second must be refused; otherwise it may also be
 * done again, or find nothing to do. Killed half way: killed.test.ts.
 */
interface Twice {
  readonly numbers: readonly string[];
  readonly once: boolean;
  readonly run: () => Promise<unknown>;
}

const PREFIX = '40077';
let context: TestContext;
let world: World;
let next = 0;

beforeAll(async () => {
  context = await createTestContext();
  world = await World.open(context);
  await createBlock(context.deps, ADMIN, { from: `${PREFIX}00000`, to: `${PREFIX}00999`, carrier: 'CU' });
}, 120_000);
afterAll(async () => {
  await world.close();
  await context.close();
});

const fresh = () => `${PREFIX}${String(next++).padStart(5, '0')}`;

async function rowOf(number: string): Promise<NumberRow> {
  const [row] = await numbersByDigits(context.deps, [number]);
  if (row === undefined) throw new TypeError(`${number} is not there`);
  return row;
}

/** Acts of the model's own table, and what comes before each; `working`: in service to begin with. */
const BEFORE: Readonly<Record<string, { readonly working: boolean; readonly acts: readonly string[] }>> = {
  reserve: { working: false, acts: [] },
  'give back': { working: false, acts: ['reserve'] },
  block: { working: false, acts: [] },
  unblock: { working: false, acts: ['block'] },
  'propose lifting fraud': { working: true, acts: ['hold fraud'] },
  'confirm lifting fraud': { working: true, acts: ['hold fraud', 'propose lifting fraud'] },
  postpone: { working: true, acts: ['hold carrier'] },
  'confirm the stop': { working: true, acts: ['emergency stop'] },
  'refuse the stop': { working: true, acts: ['emergency stop'] },
  'take announcement back': { working: true, acts: ['announce'] },
  return: { working: true, acts: ['disconnect'] },
  'settle the dispute': { working: true, acts: ['dispute'] },
  'propose to uphold': { working: true, acts: ['dispute'] },
  'confirm the upholding': { working: true, acts: ['dispute', 'propose to uphold'] },
  'refuse the upholding': { working: true, acts: ['dispute', 'propose to uphold'] },
};

function act(name: string): (typeof ACTS)[string] {
  const found = ACTS[name];
  if (found === undefined) throw new TypeError(`no act ${name}`);
  return found;
}

async function prepareAct(name: string): Promise<Twice> {
  const kind = /^lift (.+)$/.exec(name)?.[1];
  const { working, acts } = BEFORE[name] ?? { working: true, acts: [] };
  const before = kind === undefined || kind === 'verification_overdue' ? acts : [`hold ${kind}`];
  const number = fresh();
  const [slot] = spareSlots([number], world.cast.a.id);
  if (slot === undefined) throw new TypeError('no slot');
  slot.due = '2028-03-02';
  if (working) {
    await givenWorking(context.deps, number, world.cast.a.id);
    Object.assign(slot, { status: 'working', holder: OWNED_USCC, terms: 1 });
  }
  // Placed by the system when a verification is overdue; no act of a person in the model.
  if (kind === 'verification_overdue') {
    await placeHold(context.deps, ADMIN, number, hold(kind));
    Object.assign(slot, { status: 'suspended', holds: [{ kind, proposed: false, stop: null }] });
  }
  for (const one of before) {
    await act(one).run(world, slot);
    act(one).then(slot, world);
  }
  expect(act(name).allowed(slot, world), name).toBe(true);
  const after: Slot = { ...slot, holds: slot.holds.map((one) => ({ ...one })) };
  act(name).then(after, world);
  return { numbers: [number], once: !act(name).allowed(after, world), run: () => act(name).run(world, slot) };
}

async function atRest(): Promise<string> {
  const number = fresh();
  await givenWorking(context.deps, number, world.cast.a.id);
  await disconnectNumber(context.deps, ADMIN, number, '样例');
  return number;
}

/** A number of an entity and a reseller of its own: a stop of either concerns nothing else. */
async function ownTarget(kind: 'entity' | 'reseller') {
  const number = fresh();
  const { id } = await seedReseller(context.deps, { name: `样例代理${number}`, uscc: usccOf(400_000 + next) });
  const uscc = usccOf(500_000 + next);
  const holder = { uscc, name: '样例', entityType: 'company', province: null, city: null };
  await givenWorking(context.deps, number, id, { holder });
  return { number, target: { kind, id: kind === 'entity' ? uscc : id } };
}

const stopOf = (target: NewStop['target']) =>
  placeEmergencyStop(context.deps, REVIEWER, {
    target,
    kind: 'fraud',
    reason: '样例',
    reference: null,
    includeNumbers: true,
  });

async function prepareStop(kind: 'entity' | 'reseller'): Promise<Twice> {
  const { number, target } = await ownTarget(kind);
  return { numbers: [number], once: true, run: () => stopOf(target) };
}

async function prepareDecision(kind: 'entity' | 'reseller', outcome: 'confirm' | 'refuse'): Promise<Twice> {
  const { number, target } = await ownTarget(kind);
  const { stop } = await stopOf(target);
  const run = () => decideEmergencyStop(context.deps, ADMIN, stop, { outcome, reason: '样例' });
  return { numbers: [number], once: true, run };
}

const refused = (answer: { status: number; text: string }): void => {
  if (answer.status >= 500) throw new Error(answer.text);
  if (answer.status >= 400) throw new DomainError('WRONG_STATE');
};

/** An application of each kind, approved: what is done twice is the carrier's acceptance. */
async function prepareAcceptance(kind: 'new' | FiledKind): Promise<Twice & { readonly id: string }> {
  const number = fresh();
  await act('reserve').run(world, { number } as Slot);
  const reseller = world.cast.a.id;
  const id = await world.fileNew(number, reseller, kind === 'new' ? 'approved' : 'accepted');
  const filed = kind === 'new' ? id : await world.approved(kind, number, { holder: OWNED_USCC, resellerId: reseller });
  return { id: filed, numbers: [number], once: true, run: async () => refused(await world.accept(filed)) };
}

async function planned(count: number) {
  const first = 700_000 + next * 10;
  next += 1;
  const rows = Array.from({ length: count }, (_, index) => registerRow(first + index));
  const bytes = await registerSheet(rows);
  const operation = await planImport(context.deps, { bytes, author: SYSTEM, reason: '样例' });
  return { operation, numbers: rows.map(([number = '']) => number.replaceAll('-', '')) };
}

let imported = 0;
/** Two entities of an import, the second with its number in service. */
async function twoEntities() {
  const { operation, numbers } = await planned(6);
  await runOperation(context.deps, await moveOperation(context.deps, operation, 'running'));
  const rows = await Promise.all(numbers.map(rowOf));
  const entities = [...new Set(rows.map(({ uscc }) => uscc ?? ''))];
  imported += entities.length;
  return { from: entities[0] ?? '', into: entities[1] ?? '', numbers };
}

const COMMANDS: Readonly<Record<string, () => Promise<Twice>>> = {
  ...Object.fromEntries(
    Object.keys(ACTS)
      .filter((name) => ACTS[name]?.whole !== true)
      .map((name) => [name, () => prepareAct(name)]),
  ),
  ...Object.fromEntries(
    (['entity', 'reseller'] as const).flatMap((kind) => [
      [`emergency stop of the ${kind}`, () => prepareStop(kind)],
      ...(['confirm', 'refuse'] as const).map(
        (outcome) => [`${outcome} the stop of the ${kind}`, () => prepareDecision(kind, outcome)] as const,
      ),
    ]),
  ),
  'create block': () => {
    const number = `400660${String(next++).padStart(4, '0')}`;
    const block = { from: number, to: number, carrier: 'CU' as const };
    return Promise.resolve({ numbers: [number], once: true, run: () => createBlock(context.deps, ADMIN, block) });
  },
  'retire block': async () => {
    const number = `400661${String(next++).padStart(4, '0')}`;
    const { id } = await createBlock(context.deps, ADMIN, { from: number, to: number, carrier: 'CU' });
    return { numbers: [number], once: true, run: () => retireBlock(context.deps, ADMIN, id, '样例') };
  },
  'empty retiring block': async () => {
    const number = `400662${String(next++).padStart(4, '0')}`;
    const { id } = await createBlock(context.deps, ADMIN, { from: number, to: number, carrier: 'CU' });
    await retireBlock(context.deps, ADMIN, id, '样例');
    return { numbers: [number], once: false, run: () => emptyRetiringBlock(context.deps, id) };
  },
  'cancel retirement': async () => {
    const number = `400663${String(next++).padStart(4, '0')}`;
    const { id } = await createBlock(context.deps, ADMIN, { from: number, to: number, carrier: 'CU' });
    await retireBlock(context.deps, ADMIN, id, '样例');
    return { numbers: [number], once: true, run: () => cancelRetirement(context.deps, ADMIN, id, '样例') };
  },
  quarantine: async () => {
    const number = await atRest();
    const row = await rowOf(number);
    return { numbers: [number], once: true, run: () => quarantineNumber(context.deps, row) };
  },
  requalify: async () => {
    const number = await atRest();
    const row = await quarantineNumber(context.deps, await rowOf(number));
    return { numbers: [number], once: true, run: () => requalifyNumber(context.deps, row) };
  },
  import: async () => {
    const { operation, numbers } = await planned(5);
    const running = await moveOperation(context.deps, operation, 'running');
    return { numbers, once: false, run: () => runOperation(context.deps, running) };
  },
  'undo import': async () => {
    const { operation, numbers } = await planned(5);
    await createBlock(context.deps, ADMIN, { from: numbers[0] ?? '', to: numbers.at(-1) ?? '', carrier: 'CT' });
    const done = await runOperation(context.deps, await moveOperation(context.deps, operation, 'running'));
    const undoing = await moveOperation(context.deps, done, 'undoing', { actor: SYSTEM, reason: '样例' });
    return { numbers, once: false, run: () => undoOperation(context.deps, undoing) };
  },
  'propose merge': async () => {
    const { from, into, numbers } = await twoEntities();
    return { numbers, once: true, run: () => proposeMerge(context.deps, REVIEWER, { from, into, reason: '样例' }) };
  },
  'decide merge': async () => {
    const { from, into, numbers } = await twoEntities();
    const merge = await proposeMerge(context.deps, REVIEWER, { from, into, reason: '样例' });
    const other = staff('reviewer');
    return { numbers, once: true, run: () => decideMerge(context.deps, other, merge, 'approve') };
  },
  'undo merge': async () => {
    const { from, into, numbers } = await twoEntities();
    const proposed = await proposeMerge(context.deps, REVIEWER, { from, into, reason: '样例' });
    const merge = await decideMerge(context.deps, staff('reviewer'), proposed, 'approve');
    return { numbers, once: true, run: () => undoMerge(context.deps, staff('senior_reviewer'), merge, '样例') };
  },
  ...Object.fromEntries(
    (['new', 'change', 'renewal', 'cancel', 'transfer', 'reseller_change'] as const).map((kind) => [
      `accept ${kind}`,
      () => prepareAcceptance(kind),
    ]),
  ),
  'carry out transfer': async () => {
    const { id, numbers } = await prepareAcceptance('transfer');
    refused(await world.accept(id));
    return { numbers, once: true, run: async () => refused(await world.transfer(numbers[0] ?? '')) };
  },
};

async function settled(works: readonly Promise<unknown>[], { once, numbers }: Twice): Promise<void> {
  const answers = await Promise.allSettled(works);
  const faults = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
  for (const fault of faults) expect(fault).toBeInstanceOf(DomainError);
  if (once) expect(faults).toHaveLength(1);
  else expect(faults.length).toBeLessThan(2);
  for (const number of numbers) {
    await expectSound(context.deps, number);
    await expectOneHolderThroughout(context.deps, number);
  }
}

describe.each(Object.entries(COMMANDS))('%s', (_name, prepare) => {
  it('twice in sequence', { timeout: 120_000 }, async () => {
    const twice = await prepare();
    const first = twice.run();
    await first;
    await settled([first, twice.run()], twice);
  });

  it('twice at once', { timeout: 120_000 }, async () => {
    const twice = await prepare();
    await settled([twice.run(), twice.run()], twice);
  });
});

it('leaves no number without a sound history', async () => {
  const all = await numberModel(context.deps.db).distinct('_id', { version: { $gt: 1 } });
  expect(all.length).toBeGreaterThan(imported);
  for (const number of all) await expectSound(context.deps, number);
});
