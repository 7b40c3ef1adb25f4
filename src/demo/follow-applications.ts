import { setTimeout as pause } from 'node:timers/promises';
import { loadApplication } from '../applications/application-queries.js';
import type { Deps } from '../deps.js';
import { advanceApplication, type DemoApplication, type DemoStep } from './advance-application.js';
import type { DemoCast } from './cast.js';
import { orLog } from './or-log.js';

const POLL_MS = 2_000;
/** Forty-eight documents on one slow core. */
const GIVE_UP_AFTER_MS = 20 * 60_000;

/** Submits what turns out compliant, and takes the first such application all the way, so that one number works. */
export async function followApplications(
  deps: Deps,
  cast: DemoCast,
  applications: readonly DemoApplication[],
): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  let oneWorks = false;
  for (const { id } of applications) oneWorks ||= (await loadApplication(deps, id))?.status === 'activated';
  let open = applications;
  while (open.length > 0 && performance.now() < giveUpAt) {
    const waiting: DemoApplication[] = [];
    for (const application of open) {
      const end = await orLog(deps, 'an application was left where it is', () =>
        runSteps(deps, cast, application, !oneWorks),
      );
      if (end === 'wait') waiting.push(application);
      if (end === 'working') oneWorks = true;
    }
    open = waiting;
    if (open.length > 0) await pause(POLL_MS, undefined, { ref: false });
  }
}

/** As many steps as are possible now. */
async function runSteps(
  deps: Deps,
  cast: DemoCast,
  application: DemoApplication,
  mayDecide: boolean,
): Promise<DemoStep> {
  let step: DemoStep;
  do step = await advanceApplication(deps, cast, application, mayDecide);
  while (step === 'moved');
  if (step !== 'wait') deps.logger.info({ application: application.id, step }, 'demo: application settled');
  return step;
}
