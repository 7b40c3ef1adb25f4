import type { Deps } from '../deps.js';
import { Decoder } from '../documents/decoder.js';
import type { DemoApplication } from './advance-application.js';
import type { DemoCast } from './cast.js';
import { followApplications } from './follow-applications.js';
import { orLog } from './or-log.js';
import { seedAccounts, seedAdmin } from './seed-accounts.js';
import { seedApplication } from './seed-application.js';
import { seedBlocks } from './seed-blocks.js';
import { seedResellers } from './seed-resellers.js';
import { specimenDossiers } from './specimen-dossiers.js';

/**
 * Fills an installation with two resellers, staff, numbers and six applications, all invented (`DEMO=1`). Everything is
 * made by the commands of the API and read by the real workers. Whatever exists already is reused, so it may run at every
 * start and after one that was killed. Returns as soon as the accounts can sign in; the applications follow in the
 * background. Failures are logged and end only the demo.
 */
export async function seedDemo(deps: Deps): Promise<void> {
  try {
    const administrator = await seedAdmin(deps);
    const resellers = await seedResellers(deps, administrator.admin);
    const cast = await seedAccounts(deps, administrator, resellers);
    await seedBlocks(deps, administrator.admin);
    deps.logger.info('demo: accounts and numbers are there');
    void runApplications(deps, cast).catch((error: unknown) =>
      deps.logger.warn({ err: error }, 'demo: the applications were not finished'),
    );
  } catch (error) {
    deps.logger.warn({ err: error }, 'demo: seeding failed');
  }
}

/** Opens the applications and follows them until nothing is left to do. */
async function runApplications(deps: Deps, cast: DemoCast): Promise<void> {
  const applications = await openApplications(deps, cast);
  deps.logger.info({ applications: applications.map(({ id }) => id) }, 'demo: applications are in the queue');
  await followApplications(deps, cast, applications);
}

async function openApplications(deps: Deps, cast: DemoCast): Promise<DemoApplication[]> {
  const decoder = new Decoder();
  const applications: DemoApplication[] = [];
  try {
    for (const [index, dossier] of (await specimenDossiers()).entries()) {
      const agent = index % 2 === 0 ? cast.firstAgent : cast.secondAgent;
      const application = await orLog(deps, 'an application was not made', () =>
        seedApplication(deps, decoder, agent, dossier),
      );
      if (application !== null) applications.push(application);
    }
  } finally {
    await decoder.close();
  }
  return applications;
}
