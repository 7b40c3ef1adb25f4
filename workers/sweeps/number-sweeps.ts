import type { PipelineStage } from 'mongoose';
import type { Deps } from '../../src/deps.js';
import { businessToday } from '../../src/domain/business-calendar.js';
import { assignmentModel, type AssignmentRow } from '../../src/registry/assignment-model.js';
import { blockModel, type BlockRow } from '../../src/registry/block-model.js';
import { raiseAlarm } from '../../src/registry/decide-emergency-stop.js';
import { disconnectAsAnnounced } from '../../src/registry/disconnect-number.js';
import { emergencyStopModel, UNDECIDED, type EmergencyStopRow } from '../../src/registry/emergency-stop-model.js';
import { holdModel, type HoldRow } from '../../src/registry/hold-model.js';
import { liftHold } from '../../src/registry/lift-hold.js';
import { numberModel, type NumberRow } from '../../src/registry/number-model.js';
import { quarantineNumber, requalifyNumber, restedSince } from '../../src/registry/rest-number.js';
import { emptyRetiringBlock } from '../../src/registry/retire-block.js';
import { dueNear, overdueBefore, suspendUnverified, warnOfVerification } from '../../src/registry/reverify.js';
import { settleStop } from '../../src/registry/settle-emergency-stop.js';
import { BATCH, eachDue, type DueWork } from './each-due.js';

const disconnections: DueWork<NumberRow> = {
  find: (deps, after) =>
    numberModel(deps.db)
      .find({ 'ending.effectiveOn': { $lte: businessToday(deps.clock.now(), deps.config.TZ_BUSINESS) }, ...after })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean<NumberRow[]>(),
  act: disconnectAsAnnounced,
};

const rested = (status: 'disconnected' | 'quarantined', act: DueWork<NumberRow>['act']): DueWork<NumberRow> => ({
  find: (deps, after) =>
    numberModel(deps.db)
      .find({ status, since: { $lte: restedSince(deps, status) }, ...after })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean<NumberRow[]>(),
  act,
});

const retirements: DueWork<BlockRow> = {
  find: (deps, after) =>
    blockModel(deps.db)
      .find({ 'retiring.since': { $type: 'date' }, ...after })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean<BlockRow[]>(),
  act: async (deps, block) => {
    while ((await emptyRetiringBlock(deps, block._id.toHexString())) > 0);
  },
};

const warnings: DueWork<AssignmentRow> = {
  find: (deps, after) =>
    assignmentModel(deps.db)
      .find({
        live: true,
        'verified.due': { $lte: dueNear(deps) },
        $expr: { $ne: ['$verificationWarned', '$verified.due'] },
        ...after,
      })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean<AssignmentRow[]>(),
  act: warnOfVerification,
};

const overdue: DueWork<AssignmentRow> = {
  find: (deps, after) => {
    const openHold: PipelineStage.Lookup = {
      $lookup: {
        from: 'holds',
        localField: 'number',
        foreignField: 'number',
        pipeline: [{ $match: { kind: 'verification_overdue', endedAt: null } }],
        as: 'stopped',
      },
    };
    return assignmentModel(deps.db).aggregate<AssignmentRow>([
      { $match: { live: true, 'verified.due': { $lt: overdueBefore(deps) }, ...after } },
      { $sort: { _id: 1 } },
      openHold,
      { $match: { stopped: [] } },
      { $limit: BATCH },
      { $unset: 'stopped' },
    ]);
  },
  act: suspendUnverified,
};

/** Lifted at once when cleared (domain.md §1): whoever was verified again need not ask. */
const cleared: DueWork<HoldRow> = {
  find: (deps, after) =>
    holdModel(deps.db)
      .find({ kind: 'verification_overdue', endedAt: null, ...after })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean<HoldRow[]>(),
  act: (deps, hold) => liftHold(deps, null, hold.number, hold._id.toHexString()),
};

const stops = (filter: object, act: DueWork<EmergencyStopRow>['act']): DueWork<EmergencyStopRow> => ({
  find: (deps, after) =>
    emergencyStopModel(deps.db)
      .find({ ...filter, ...after })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean<EmergencyStopRow[]>(),
  act,
});

// An undecided stop is looked at again and again: what its target got since then stops too.
const unsettledStops = stops({ $or: [{ settled: false }, { status: { $in: [...UNDECIDED] } }] }, async (deps, stop) => {
  while ((await settleStop(deps, stop._id, null)) === 'more');
});

const unconfirmedStops: DueWork<EmergencyStopRow> = {
  find: (deps, after) =>
    stops({ status: 'unconfirmed', confirmBy: { $lte: deps.clock.now() } }, raiseAlarm).find(deps, after),
  act: raiseAlarm,
};

/** What time does to numbers. */
export const NUMBER_SWEEPS: Readonly<Record<string, (deps: Deps) => Promise<void>>> = {
  'disconnect-announced': (deps) => eachDue(deps, 'disconnect-announced', disconnections),
  'quarantine-numbers': (deps) => eachDue(deps, 'quarantine-numbers', rested('disconnected', quarantineNumber)),
  'requalify-numbers': (deps) => eachDue(deps, 'requalify-numbers', rested('quarantined', requalifyNumber)),
  'retire-blocks': (deps) => eachDue(deps, 'retire-blocks', retirements),
  'warn-of-verification': (deps) => eachDue(deps, 'warn-of-verification', warnings),
  'suspend-unverified': (deps) => eachDue(deps, 'suspend-unverified', overdue),
  'lift-verified': (deps) => eachDue(deps, 'lift-verified', cleared),
  'settle-emergency-stops': (deps) => eachDue(deps, 'settle-emergency-stops', unsettledStops),
  'alarm-unconfirmed-stops': (deps) => eachDue(deps, 'alarm-unconfirmed-stops', unconfirmedStops),
};
