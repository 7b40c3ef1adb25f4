import type { z } from 'zod';
import { staffNumbers } from '../accounts/user-queries.js';
import type { Deps } from '../deps.js';
import type { AccessRow } from '../documents/access-log-model.js';
import type { EventRow } from '../events/event-model.js';
import type { accessView, auditEvent } from './audit-schemas.js';

type Names = Readonly<Record<string, string>>;
/** A change of a whole block names thousands. */
const SUBJECTS_SHOWN = 20;

/** Colleagues are named by staff number, never by name. */
export function namesOf(deps: Pick<Deps, 'db'>, rows: readonly { readonly actor: { readonly id: string } }[]) {
  return staffNumbers(
    deps,
    rows.map(({ actor }) => actor.id),
  );
}

export function viewEvent(row: EventRow, names: Names): z.input<typeof auditEvent> {
  return {
    id: row._id.toHexString(),
    seq: row.seq,
    type: row.type,
    subjects: row.subjects.slice(0, SUBJECTS_SHOWN).map(({ kind, id }) => ({ kind, id })),
    subjectCount: row.subjects.length,
    actor: { kind: row.actor.kind, id: row.actor.id, staffNumber: names[row.actor.id] ?? null },
    resellerId: row.resellerId,
    reason: row.reason,
    effectiveAt: row.effectiveAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    before: row.before,
    after: row.after,
  };
}

export function viewAccess(row: AccessRow, names: Names): z.input<typeof accessView> {
  const { kind, id, role, resellerId } = row.actor;
  return {
    id: row._id.toHexString(),
    at: row.at.toISOString(),
    actor: { kind, id, staffNumber: names[id] ?? null, role, resellerId },
    purpose: row.purpose,
    subject: { kind: row.subject.kind, id: row.subject.id },
    fields: row.fields,
  };
}
