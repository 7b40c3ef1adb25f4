import { bootstrapAdmin } from '../accounts/bootstrap-admin.js';
import { createUser } from '../accounts/create-user.js';
import { principalOf } from '../accounts/identify.js';
import type { Principal } from '../accounts/principal.js';
import { newSecret } from '../accounts/secret.js';
import { setOwnPassword } from '../accounts/set-own-password.js';
import type { UserRow } from '../accounts/user-model.js';
import { findUserByLogin } from '../accounts/user-queries.js';
import type { Deps } from '../deps.js';
import { readDemoAccounts, writeDemoAccounts, type DemoAccount } from './account-file.js';
import { DEMO_ADMIN, DEMO_PERSONAS, type DemoCast, type DemoReseller, type Persona, type PersonaName } from './cast.js';

type ResellerIds = Readonly<Record<DemoReseller, string>>;

/** The administrator of the environment, or the demo's own. */
export async function seedAdmin(deps: Deps): Promise<{ admin: Principal; account: DemoAccount | null }> {
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = deps.config;
  if (ADMIN_EMAIL !== undefined && ADMIN_PASSWORD !== undefined) {
    const user = await findUserByLogin(deps, ADMIN_EMAIL);
    if (user === null) throw new Error('the administrator of the environment is missing');
    return { admin: principalOf(user), account: null };
  }
  const { user, account } = await seedAccount(deps, DEMO_ADMIN, async (password) => {
    await bootstrapAdmin({
      ...deps,
      config: { ...deps.config, ADMIN_EMAIL: DEMO_ADMIN.email, ADMIN_PASSWORD: password },
    });
  });
  return { admin: principalOf(user), account };
}

/**
 * Makes the accounts that are missing and writes the file with all of them last: whatever stands in the file can sign in,
 * and a start that was killed before finds accounts without a known password and gives them new ones.
 */
export async function seedAccounts(
  deps: Deps,
  { admin, account }: { readonly admin: Principal; readonly account: DemoAccount | null },
  resellers: ResellerIds,
): Promise<DemoCast> {
  const accounts = account === null ? [] : [account];
  const cast: Partial<Record<PersonaName, Principal>> = {};
  for (const name of Object.keys(DEMO_PERSONAS) as PersonaName[]) {
    const persona: Persona = DEMO_PERSONAS[name];
    const organisation = persona.reseller === undefined ? {} : { resellerId: resellers[persona.reseller] };
    const seeded = await seedAccount(deps, persona, async (password) => {
      const { email, role } = persona;
      await createUser(deps, admin, { email, name: persona.name, role, password, ...organisation });
    });
    accounts.push(seeded.account);
    cast[name] = principalOf(seeded.user);
  }
  await writeDemoAccounts(deps.config.DATA_DIR, accounts);
  return cast as DemoCast;
}

async function seedAccount(
  deps: Deps,
  persona: Persona,
  create: (password: string) => Promise<void>,
): Promise<{ user: UserRow; account: DemoAccount }> {
  const { role, name, email } = persona;
  const kept = (await readDemoAccounts(deps.config.DATA_DIR)).find((account) => account.email === email);
  const password = kept?.password ?? newSecret().slice(0, 16);
  const known = await findUserByLogin(deps, email);
  if (known === null) await create(password);
  else if (kept === undefined) await setOwnPassword(deps, known, password, 'user.password_changed');
  const user = await findUserByLogin(deps, email);
  if (user === null) throw new Error(`the demo’s ${role} was not made`);
  return { user, account: { role, name, email, password } };
}
