import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { accessLogModel } from './access-log-model.js';

export interface Access {
  readonly principal: Principal;
  /** Why, in a word: `review`, `view_page`, `print_form` … */
  readonly purpose: string;
  readonly subject: {
    readonly kind: 'application' | 'document' | 'user' | 'reseller' | 'notice' | 'operation' | 'complaint' | 'bulk';
    readonly id: string;
  };
  /** Names of what was shown, never values. */
  readonly fields: readonly string[];
}

type Of<Kind> = Omit<Access, 'subject'> & { readonly kind: Kind; readonly ids: readonly string[] };

/** Notes that personal data is shown. Await it *before* showing: what cannot be logged is not shown. */
export async function logAccess(deps: Pick<Deps, 'db' | 'clock'>, access: Access): Promise<void> {
  const { kind, id } = access.subject;
  await logAccesses(deps, { ...access, kind, ids: [id] });
}

/** The same of a list: one row for each that is shown in it, so that what was read of one can be found. */
export async function logAccesses(
  deps: Pick<Deps, 'db' | 'clock'>,
  { principal, purpose, kind, ids, fields }: Of<Access['subject']['kind']>,
): Promise<void> {
  const { kind: by, actorId, role, resellerId } = principal;
  const at = deps.clock.now();
  await accessLogModel(deps.db).insertMany(
    ids.map((id) => ({
      at,
      actor: { kind: by, id: actorId, role, resellerId },
      purpose,
      subject: { kind, id },
      fields: [...fields],
    })),
  );
}
