import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '../../src/config.js';
import { DomainError } from '../../src/domain/errors.js';
import { decideMerge, proposeMerge, undoMerge } from '../../src/entities/merge-entities.js';
import { mergeModel } from '../../src/entities/merge-model.js';
import { SYSTEM } from '../../src/events/record-event.js';
import { goOnWithOperations } from '../../src/operations/go-on.js';
import { moveOperation } from '../../src/operations/move-operation.js';
import { operationModel } from '../../src/operations/operation-model.js';
import { disputeNumber, settleDispute } from '../../src/owners/dispute-number.js';
import { decideUphold, proposeUphold } from '../../src/owners/uphold-dispute.js';
import { planImport } from '../../src/operations/plan-import.js';
import { runOperation } from '../../src/operations/run-operation.js';
import { undoOperation } from '../../src/operations/undo-operation.js';
import { openDeps } from '../../src/platform/open-deps.js';
import { blockModel } from '../../src/registry/block-model.js';
import { setAvailability } from '../../src/registry/block-number.js';
import { createBlock } from '../../src/registry/create-block.js';
import { decideCorrection } from '../../src/registry/decide-correction.js';
import { decideEmergencyStop } from '../../src/registry/decide-emergency-stop.js';
import { disconnectNumber } from '../../src/registry/disconnect-number.js';
import { emergencyStopModel } from '../../src/registry/emergency-stop-model.js';
import { correctionModel } from '../../src/registry/correction-model.js';
import { endReservation } from '../../src/registry/end-reservation.js';
import { openHolds } from '../../src/registry/hold-queries.js';
import { liftHold } from '../../src/registry/lift-hold.js';
import { assignmentsOfNumber, numbersByDigits } from '../../src/registry/number-queries.js';
import type { NumberRow } from '../../src/registry/number-model.js';
import { placeEmergencyStop } from '../../src/registry/place-emergency-stop.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { postponeHold } from '../../src/registry/postpone-hold.js';
import { proposeCorrection } from '../../src/registry/propose-correction.js';
import { reservationModel } from '../../src/registry/reservation-model.js';
import { reserveNumber } from '../../src/registry/reserve-number.js';
import { quarantineNumber, requalifyNumber } from '../../src/registry/rest-number.js';
import { cancelRetirement, emptyRetiringBlock, retireBlock } from '../../src/registry/retire-block.js';
import { returnNumber } from '../../src/registry/return-number.js';
import { cancelDisconnection, scheduleDisconnection } from '../../src/registry/schedule-disconnection.js';
import { settleStop } from '../../src/registry/settle-emergency-stop.js';
import { registerRow, registerSheet, usccOf } from '../operations/register-file.js';
import { givenWorking } from '../lookup/number-fixture.js';
import { ADMIN, hold, OTHER_ADMIN, REVIEWER, staff, WORDS } from './hold-fixture.js';

/** Runs every command of the registry in loops, each loop on a number of its own, until it is killed. */
const {
  KILL_PREFIX: prefix = '',
  KILL_RETIRING: retiring = '',
  KILL_RESELLER: resellerId = '',
  KILL_BLOCK: retiringBlock = '',
  KILL_OTHER_RESELLER: otherReseller = '',
  KILL_ENTITY: entity = '',
} = process.env;
const deps = await openDeps(loadConfig(process.env));
const at = (index: number) => `${prefix}${String(index).padStart(2, '0')}`;
const reason = '样例';
/** Rows of the invented register that are imported and taken out again, and companies that are merged and parted. */
const IMPORTED = [100, 101, 102, 103];
const MERGED = [200, 201] as const;

async function rowOf(number: string): Promise<NumberRow> {
  const [row] = await numbersByDigits(deps, [number]);
  if (row === undefined) throw new Error(`${number} is not there`);
  return row;
}

/** Refused is fine: the life before was killed half way. */
async function attempt(work: () => Promise<unknown>): Promise<void> {
  await work().catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
  });
}

const holdOf = async (number: string) => (await openHolds(deps, number))[0]?._id.toHexString() ?? '0'.repeat(24);

const LOOPS: readonly (() => readonly (() => Promise<unknown>)[])[] = [
  () => [
    () =>
      reserveNumber(deps, { ...staff('reseller_agent'), resellerId }, { number: at(0), subscriber: { name: reason } }),
    async () => {
      const open = await reservationModel(deps.db)
        .findOne({ number: at(0), status: 'open' })
        .lean();
      if (open !== null) await endReservation(deps, open, 'released', SYSTEM);
    },
  ],
  () => [() => placeHold(deps, ADMIN, at(1), hold('arrears')), () => liftHold(deps, ADMIN, at(1), undefined)],
  () => [
    () => placeHold(deps, ADMIN, at(2), hold('fraud')),
    async () => liftHold(deps, ADMIN, at(2), await holdOf(at(2)), WORDS),
    async () => liftHold(deps, REVIEWER, at(2), await holdOf(at(2)), WORDS),
  ],
  () => [() => disconnectNumber(deps, ADMIN, at(3), reason), () => returnNumber(deps, ADMIN, at(3), { reason })],
  () => [
    () => setAvailability(deps, ADMIN, at(4), { event: 'block', reason }),
    () => setAvailability(deps, ADMIN, at(4), { event: 'unblock', reason }),
  ],
  () => [
    () => scheduleDisconnection(deps, ADMIN, at(5), { reason, ground: 'carrier', effectiveOn: '2099-01-01' }),
    () => cancelDisconnection(deps, ADMIN, at(5)),
  ],
  () => [
    () => retireBlock(deps, ADMIN, retiringBlock, reason),
    () => emptyRetiringBlock(deps, retiringBlock),
    () => cancelRetirement(deps, ADMIN, retiringBlock, reason),
    ...[90, 91, 92].map(
      (index) => () => setAvailability(deps, ADMIN, `${retiring}${index}`, { event: 'unblock', reason }),
    ),
  ],
  () => [
    () =>
      placeEmergencyStop(deps, REVIEWER, {
        target: { kind: 'number', id: at(6) },
        kind: 'fraud',
        reason,
        reference: null,
        includeNumbers: false,
      }),
    async () => {
      const stop = await emergencyStopModel(deps.db)
        .findOne({ 'target.id': at(6), open: true })
        .lean();
      if (stop !== null) await decideEmergencyStop(deps, ADMIN, stop, { outcome: 'refuse', reason });
    },
    // What a killed life left undone, as the sweep does it.
    async () => {
      for (const stop of await emergencyStopModel(deps.db).find({ settled: false }).lean())
        await settleStop(deps, stop._id, null);
    },
  ],
  () => [
    () => placeHold(deps, ADMIN, at(7), hold('carrier', { expectedRecovery: '2099-01-01' })),
    async () =>
      postponeHold(deps, ADMIN, { number: at(7), holdId: await holdOf(at(7)), expectedRecovery: '2099-01-02', reason }),
    async () => liftHold(deps, ADMIN, at(7), await holdOf(at(7))),
  ],
  () => [
    async () => {
      const [first] = await assignmentsOfNumber(deps, at(8));
      if (first === undefined) return;
      const facts = { from: new Date(first.from.getTime() - 1_000) };
      const proposal = { assignmentId: first._id.toHexString(), facts, reason };
      await proposeCorrection(deps, ADMIN, await rowOf(at(8)), proposal);
    },
    async () => {
      const open = await correctionModel(deps.db)
        .findOne({ number: at(8), status: 'proposed' })
        .lean();
      if (open !== null) await decideCorrection(deps, OTHER_ADMIN, open, 'apply');
    },
  ],
  () => [
    async () => {
      if ((await rowOf(at(9))).status === 'spare') await givenWorking(deps, at(9), resellerId);
    },
    () => disconnectNumber(deps, ADMIN, at(9), reason),
    async () => quarantineNumber(deps, await rowOf(at(9))),
    async () => requalifyNumber(deps, await rowOf(at(9))),
  ],
  () => [
    async () => {
      if ((await rowOf(at(10))).status === 'spare') await givenWorking(deps, at(10), resellerId);
    },
    ...(['refuse', 'confirm'] as const).flatMap((outcome) => [
      async () => disputeNumber(deps, staff('entity_user'), await rowOf(at(10)), reason),
      () => proposeUphold(deps, REVIEWER, at(10), reason),
      () => decideUphold(deps, staff('reviewer'), at(10), { outcome, reason }),
      () => settleDispute(deps, REVIEWER, at(10), reason),
    ]),
    async () => quarantineNumber(deps, await rowOf(at(10))),
    async () => requalifyNumber(deps, await rowOf(at(10))),
  ],
  ...(
    [
      { kind: 'entity', id: entity },
      { kind: 'reseller', id: otherReseller },
    ] as const
  ).map((target) => () => [
    () =>
      placeEmergencyStop(deps, REVIEWER, {
        target,
        kind: 'fraud' as const,
        reason,
        reference: null,
        includeNumbers: true,
      }),
    async () => {
      const stop = await emergencyStopModel(deps.db).findOne({ 'target.id': target.id, open: true }).lean();
      if (stop !== null) await decideEmergencyStop(deps, ADMIN, stop, { outcome: 'refuse', reason });
    },
  ]),
  () => [
    async () => {
      const count = await blockModel(deps.db).countDocuments({ from: /^400124/ });
      const number = `400124${String(count).padStart(4, '0')}`;
      await createBlock(deps, ADMIN, { from: number, to: number, carrier: 'CU' });
    },
    () => pause(200),
  ],
  () => [
    // What a killed life left undone, as the worker does it.
    () => goOnWithOperations(deps),
    async () => {
      const bytes = await registerSheet(IMPORTED.map((index) => registerRow(index)));
      const planned = await planImport(deps, { bytes, author: SYSTEM, reason });
      await runOperation(deps, await moveOperation(deps, planned, 'running'));
    },
    async () => {
      for (const done of await operationModel(deps.db).find({ status: 'done', accepted: IMPORTED.length }).lean())
        await undoOperation(deps, await moveOperation(deps, done, 'undoing', { actor: SYSTEM, reason }));
    },
  ],
  () => [
    () => proposeMerge(deps, REVIEWER, { from: usccOf(MERGED[0]), into: usccOf(MERGED[1]), reason }),
    async () => {
      const open = await mergeModel(deps.db).findOne({ status: 'proposed' }).lean();
      if (open !== null) await decideMerge(deps, staff('reviewer'), open, 'approve');
    },
    async () => {
      const merged = await mergeModel(deps.db).findOne({ status: 'merged' }).lean();
      if (merged !== null) await undoMerge(deps, staff('senior_reviewer'), merged, reason);
    },
  ],
];

process.stdout.write('ready\n');
await Promise.all(
  LOOPS.map(async (steps) => {
    for (;;) for (const step of steps()) await attempt(step);
  }),
);
