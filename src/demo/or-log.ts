import type { Deps } from '../deps.js';

/** The result, or null once the failure is logged: one dossier's must not take the others with it. */
export async function orLog<Result>(
  deps: Pick<Deps, 'logger'>,
  message: string,
  work: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    deps.logger.warn({ err: error }, `demo: ${message}`);
    return null;
  }
}
