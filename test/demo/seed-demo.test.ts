import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordMatches } from '../../src/accounts/password.js';
import { userModel } from '../../src/accounts/user-model.js';
import { findUserByLogin } from '../../src/accounts/user-queries.js';
import { applicationModel } from '../../src/applications/application-model.js';
import { bootstrapAdmin } from '../../src/accounts/bootstrap-admin.js';
import { readDemoAccounts } from '../../src/demo/account-file.js';
import { DEMO_ADMIN, DEMO_BLOCKS, DEMO_PERSONAS, DEMO_RESELLERS, type DemoCast } from '../../src/demo/cast.js';
import { followApplications } from '../../src/demo/follow-applications.js';
import { seedAccounts, seedAdmin } from '../../src/demo/seed-accounts.js';
import { seedApplication } from '../../src/demo/seed-application.js';
import { seedBlocks } from '../../src/demo/seed-blocks.js';
import { seedResellers } from '../../src/demo/seed-resellers.js';
import { specimenDossiers } from '../../src/demo/specimen-dossiers.js';
import type { Deps } from '../../src/deps.js';
import { Decoder } from '../../src/documents/decoder.js';
import { currentDocuments } from '../../src/documents/document-queries.js';
import { numberModel } from '../../src/registry/number-model.js';
import { assignmentsOfNumber } from '../../src/registry/number-queries.js';
import { resellerModel } from '../../src/resellers/reseller-model.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { startTestWorker } from '../support/worker.js';

const people = Object.keys(DEMO_PERSONAS).length;

/** What a start does before it returns. */
async function seed(deps: Deps): Promise<DemoCast> {
  const administrator = await seedAdmin(deps);
  const resellers = await seedResellers(deps, administrator.admin);
  const cast = await seedAccounts(deps, administrator, resellers);
  await seedBlocks(deps, administrator.admin);
  return cast;
}

describe('the demo', () => {
  let dataDir: string;
  let context: TestContext;
  let cast: DemoCast;
  let decoder: Decoder;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'registry-400-demo-'));
    context = await createTestContext({ env: { DEMO: '1', DATA_DIR: dataDir } });
    decoder = new Decoder();
    cast = await seed(context.deps);
  });

  afterAll(async () => {
    await decoder.close();
    await context.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const whoseFilePasswordsWork = async () => {
    const accounts = await readDemoAccounts(dataDir);
    const works = async ({ email, password }: { email: string; password: string }) =>
      passwordMatches((await findUserByLogin(context.deps, email))?.passwordHash ?? null, password);
    const right: string[] = [];
    for (const account of accounts) if (await works(account)) right.push(account.email);
    return right;
  };

  it('makes accounts of every role, two resellers and numbers to choose from', async () => {
    const { db } = context.deps;
    expect(await whoseFilePasswordsWork()).toEqual([
      DEMO_ADMIN.email,
      ...Object.values(DEMO_PERSONAS).map(({ email }) => email),
    ]);
    expect((await stat(join(dataDir, 'demo-accounts.json'))).mode & 0o777).toBe(0o600);
    expect(await resellerModel(db).countDocuments({})).toBe(Object.keys(DEMO_RESELLERS).length);
    const sizes = DEMO_BLOCKS.map(({ from, to }) => Number(to) - Number(from) + 1);
    expect(await numberModel(db).countDocuments({})).toBe(sizes.reduce((sum, size) => sum + size, 0));
  });

  it('makes nothing twice, and keeps the passwords', async () => {
    const before = await readDemoAccounts(dataDir);
    expect(await seed(context.deps)).toEqual(cast);
    expect(await readDemoAccounts(dataDir)).toEqual(before);
    expect(await userModel(context.deps.db).countDocuments({})).toBe(people + 1);
    expect(await resellerModel(context.deps.db).countDocuments({})).toBe(2);
  });

  it('gives new passwords when a killed start left accounts but no file', async () => {
    await rm(join(dataDir, 'demo-accounts.json'));
    await seed(context.deps);
    expect(await whoseFilePasswordsWork()).toHaveLength(people + 1);
    expect(await userModel(context.deps.db).countDocuments({})).toBe(people + 1);
  });

  it('goes on with an application that a killed start left half-way, and leaves alone what somebody changed', async () => {
    const [, , whole] = await specimenDossiers();
    if (whole === undefined) throw new Error('no dossier');
    // Three documents are enough here, the real workers read more below.
    const dossier = { ...whole, files: whole.files.slice(0, 3) };
    const { deps } = context;
    const killed = { ...dossier, files: dossier.files.slice(0, 1) };
    const begun = await seedApplication(deps, decoder, cast.secondAgent, killed);
    const finished = await seedApplication(deps, decoder, cast.secondAgent, dossier);
    expect(finished.id).toBe(begun.id);
    const documents = await currentDocuments(deps, finished.id);
    expect(documents.map(({ kind }) => kind).sort()).toEqual(dossier.files.map(({ kind }) => kind).sort());
    const row = await applicationModel(deps.db).findById(finished.id).orFail();
    expect(row.revision).toBe(finished.revision);

    await applicationModel(deps.db).updateOne({ _id: row._id }, { $inc: { revision: 1 } });
    await followApplications(deps, cast, [finished]);
    expect((await applicationModel(deps.db).findById(finished.id).orFail()).status).toBe('draft');
  }, 60_000);

  it('takes the first compliant dossier through the real workers until its number works, and only that one', async () => {
    const { deps } = context;
    // What the carrier's counter signs may follow: six documents each are enough.
    const followLater = ['acceptance_form', 'commitment_letter'];
    const matching = (await specimenDossiers()).slice(0, 2).map((dossier) => ({
      ...dossier,
      files: dossier.files.filter(({ kind }) => !followLater.includes(kind)),
    }));
    const seedBoth = async () => {
      const applications = [];
      for (const dossier of matching) applications.push(await seedApplication(deps, decoder, cast.firstAgent, dossier));
      return applications;
    };
    const worker = await startTestWorker(context);
    try {
      const applications = await seedBoth();
      await followApplications(deps, cast, applications);
      const rows = await applicationModel(deps.db).find({ _id: { $in: applications.map(({ id }) => id) } });
      const working = rows.filter(({ status }) => status === 'activated');
      expect(working).toHaveLength(1);
      const live = async () => (await assignmentsOfNumbers(matching)).filter((row) => row.live);
      expect(await live()).toMatchObject([{ holder: { uscc: working[0]?.uscc } }]);
      // A second start finds it done.
      expect(await seedBoth()).toEqual(applications);
      await followApplications(deps, cast, applications);
      expect(await live()).toHaveLength(1);
    } finally {
      await worker.close();
    }
  }, 420_000);

  const assignmentsOfNumbers = async (dossiers: readonly { number: string }[]) =>
    (await Promise.all(dossiers.map(({ number }) => assignmentsOfNumber(context.deps, number)))).flat();
});

describe('with an administrator in the environment', () => {
  it('makes no other one', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'registry-400-demo-'));
    const env = {
      DEMO: '1',
      DATA_DIR: dataDir,
      ADMIN_EMAIL: 'boss@carrier.example',
      ADMIN_PASSWORD: 'a long password',
    };
    const context = await createTestContext({ env });
    try {
      await bootstrapAdmin(context.deps);
      await seed(context.deps);
      expect(await userModel(context.deps.db).countDocuments({ role: 'carrier_admin' })).toBe(1);
      expect((await readDemoAccounts(dataDir)).map(({ role }) => role)).not.toContain('carrier_admin');
    } finally {
      await context.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
