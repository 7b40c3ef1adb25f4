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

/** Notes that personal data is shown. Await it *before* showing: what cannot be logged is not shown. */
export async function logAccess(deps: Pick<Deps, 'db' | 'clock'>, access: Access): Promise<void> {
  const { kind, actorId, role, resellerId } = access.principal;
  await accessLogModel(deps.db).insertMany([
    {
      at: deps.clock.now(),
      actor: { kind, id: actorId, role, resellerId },
      purpose: access.purpose,
      subject: access.subject,
      fields: [...access.fields],
    },
  ]);
}
