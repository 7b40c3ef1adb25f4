import type { Express } from 'express';
import request from 'supertest';
import { createApiKey } from '../../src/accounts/create-api-key.js';
import { principalOf } from '../../src/accounts/identify.js';
import { hashPassword } from '../../src/accounts/password.js';
import { newUser } from '../../src/accounts/new-user.js';
import type { Principal, Role } from '../../src/accounts/principal.js';
import { sessionCookie } from '../../src/accounts/session-cookie.js';
import { startSession } from '../../src/accounts/session-store.js';
import { userModel, type UserRow } from '../../src/accounts/user-model.js';
import type { Deps } from '../../src/deps.js';
import { createReseller } from '../../src/resellers/create-reseller.js';
import { toReseller, type Reseller } from '../../src/resellers/reseller-queries.js';
import { fixtureDossier } from './dossiers.js';

/** Every seeded user's password. */
export const PASSWORD = 'correct horse 样本';

/** The legal entity that `owner` acts for: the one of the dossier `clean`. */
export const OWNED_USCC = fixtureDossier('clean').declared.entity.uscc;

/** Personal data that seeding writes: tests grep logs, Redis and public answers for these. */
export const SEEDED_PERSONAL = ['样本联系人', '13900000001', 'ops-a@reseller.example', '样本用户', '@people.example'];

const CAST = {
  adminA: { role: 'reseller_admin', organisation: 'a' },
  agentA: { role: 'reseller_agent', organisation: 'a' },
  adminB: { role: 'reseller_admin', organisation: 'b' },
  agentB: { role: 'reseller_agent', organisation: 'b' },
  reviewer1: { role: 'reviewer', organisation: null },
  reviewer2: { role: 'reviewer', organisation: null },
  senior: { role: 'senior_reviewer', organisation: null },
  carrierAdmin: { role: 'carrier_admin', organisation: null },
  auditor: { role: 'auditor', organisation: null },
  owner: { role: 'entity_user', organisation: null },
} as const satisfies Record<string, { role: Role; organisation: 'a' | 'b' | null }>;
export type CastName = keyof typeof CAST;

export interface SeededUser {
  readonly id: string;
  readonly email: string;
  readonly staffNumber: string;
  readonly principal: Principal;
}
export type Seeded = Readonly<Record<CastName, SeededUser>> & { readonly a: Reseller; readonly b: Reseller };

/** Who creates what nobody in the cast creates. */
const FOUNDER: Principal = {
  kind: 'user',
  actorId: '000000000000000000000000',
  role: 'carrier_admin',
  resellerId: null,
  carriers: null,
  provinces: null,
  mustChangePassword: false,
};

/** Two resellers, each with an administrator and an agent, one or two of every staff role, and an owner. */
export async function seedUsers(deps: Deps): Promise<Seeded> {
  const a = await seedReseller(deps, { name: '样例代理有限公司', uscc: '91110105MA0000015F' });
  const b = await seedReseller(deps, { name: '另一代理有限公司', uscc: '92330106MA2XK7QT13' });
  const passwordHash = await hashPassword(PASSWORD);
  const users = {} as Record<CastName, SeededUser>;
  for (const [index, [name, { role, organisation }]] of Object.entries(CAST).entries()) {
    const resellerId = organisation === null ? null : { a, b }[organisation].id;
    users[name as CastName] = await seedUser(deps, {
      role,
      resellerId,
      uscc: role === 'entity_user' ? OWNED_USCC : null,
      passwordHash,
      email: `${name.toLowerCase()}@people.example`,
      staffNumber: `S-${index + 1}`,
    });
  }
  return { ...users, a, b };
}

/** A reseller authorised from a year before now until a year after. */
export async function seedReseller(
  deps: Deps,
  given: { readonly name: string; readonly uscc: string; readonly provinces?: string[] },
): Promise<Reseller> {
  const day = (offset: number) => new Date(deps.clock.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  const { name, uscc, provinces } = given;
  const row = await createReseller(deps, FOUNDER, {
    name,
    uscc,
    contact: { name: '样本联系人', phone: '13900000001', email: 'ops-a@reseller.example' },
    authorisation: { from: day(-365), until: day(365), provinces },
    limits: {},
    sandbox: false,
  });
  return toReseller(row);
}

async function seedUser(
  deps: Deps,
  user: Pick<UserRow, 'role' | 'resellerId' | 'uscc' | 'passwordHash'> & { email: string; staffNumber: string },
): Promise<SeededUser> {
  const { email, staffNumber, ...account } = user;
  const row = newUser(deps, { email, name: `样本用户${staffNumber}` }, { staffNumber, ...account });
  await userModel(deps.db).insertMany([row]);
  return { id: row._id.toHexString(), email, staffNumber, principal: principalOf(row) };
}

/** One agent for everybody of the cast. */
export async function signInAll(deps: Deps, app: Express, cast: Seeded): Promise<Record<CastName, Agent>> {
  const names = Object.keys(CAST) as CastName[];
  const agents = await Promise.all(names.map(async (name) => [name, await signIn(deps, app, cast[name])] as const));
  return Object.fromEntries(agents) as Record<CastName, Agent>;
}

/** A supertest agent with this user's session cookie and CSRF token. */
export async function signIn(deps: Deps, app: Express, user: Pick<SeededUser, 'id'>) {
  const row = await userModel(deps.db).findById(user.id).orFail().lean<UserRow>();
  const { token, session } = await startSession(deps, { id: user.id, epoch: row.sessionEpoch });
  const [cookie = ''] = sessionCookie(deps.config, token).split(';');
  return request.agent(app).set('Cookie', cookie).set('X-CSRF-Token', session.csrf);
}
export type Agent = Awaited<ReturnType<typeof signIn>>;

/** A supertest agent with a fresh API key of this user's reseller. */
export async function withApiKey(deps: Deps, app: Express, user: Pick<SeededUser, 'principal'>): Promise<Agent> {
  const { key } = await createApiKey(deps, user.principal, { name: 'test' });
  return request.agent(app).set('Authorization', `Bearer ${key}`);
}
