import type { Deps } from '../deps.js';
import type { Principal } from './principal.js';

/** Every read of personal data is logged with its purpose (architecture.md, invariant 7): who and how many, never whom. */
export function notePersonalRead(
  deps: Pick<Deps, 'logger'>,
  principal: Principal,
  read: { readonly what: string; readonly purpose: string; readonly count: number },
): void {
  deps.logger.info({ ...read, by: { kind: principal.kind, id: principal.actorId } }, 'personal data read');
}
