import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { toPage } from '../http/page.js';
import { createReseller } from '../resellers/create-reseller.js';
import { listResellerRows } from '../resellers/reseller-queries.js';
import { DEMO_RESELLERS, type DemoReseller } from './cast.js';

/** @returns ids of the two resellers, made now or by an earlier start */
export async function seedResellers(deps: Deps, admin: Principal): Promise<Record<DemoReseller, string>> {
  return { first: await seedReseller(deps, admin, 'first'), second: await seedReseller(deps, admin, 'second') };
}

async function seedReseller(deps: Deps, admin: Principal, which: DemoReseller): Promise<string> {
  const { name, uscc } = DEMO_RESELLERS[which];
  const known = await findByUscc(deps, uscc);
  if (known !== null) return known;
  const row = await createReseller(deps, admin, {
    name,
    uscc,
    contact: { name: '样例联系人', phone: '010-00000000', email: `contact@${which}.example` },
    authorisation: { from: '2020-01-01', until: '2099-12-31' },
    limits: {},
    sandbox: false,
  });
  return row._id.toHexString();
}

async function findByUscc(deps: Deps, uscc: string): Promise<string | null> {
  let cursor: string | undefined;
  do {
    const page = { limit: 100, cursor };
    const { items, nextCursor } = toPage(await listResellerRows(deps, page), page, (row) => row);
    const found = items.find((row) => row.uscc === uscc && !row.sandbox);
    if (found !== undefined) return found._id.toHexString();
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return null;
}
