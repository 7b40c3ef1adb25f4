import type { z } from 'zod';
import type { HoldRow } from './hold-model.js';
import type { holdView } from './hold-schemas.js';

export function viewHold(hold: HoldRow): z.input<typeof holdView> {
  const { kind, reason, remedy, documentsRequired, expectedRecovery } = hold;
  return {
    id: hold._id.toHexString(),
    kind,
    reason,
    remedy,
    documentsRequired,
    expectedRecovery,
    placedAt: hold.placedAt.toISOString(),
    postponed: hold.postponed,
    liftProposedAt: hold.liftProposal?.at.toISOString() ?? null,
  };
}
