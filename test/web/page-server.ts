import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { createApp } from '../../src/app.js';
import { disconnectNumber } from '../../src/registry/disconnect-number.js';
import { placeHold } from '../../src/registry/place-hold.js';
import type { TestContext } from '../support/app.js';
import { givenBlock, givenWorking } from '../lookup/number-fixture.js';
import { ADMIN } from '../registry/hold-fixture.js';

export const WORKING = '4000123400';
export const SUSPENDED = '4000123401';
export const DISCONNECTED = '4000123402';
export const SPARE = '4000123409';
export const ELSEWHERE = '4008208820';

/** The whole application on a free port, over one number of each kind. */
export async function servePages({ deps }: TestContext): Promise<{ url: string; server: Server }> {
  const { resellerId } = await givenBlock(deps, WORKING.slice(0, 8));
  for (const number of [WORKING, SUSPENDED, DISCONNECTED]) await givenWorking(deps, number, resellerId);
  const notice = { documentsRequired: ['缴费凭证'], expectedRecovery: '2026-12-01' };
  await placeHold(deps, ADMIN, SUSPENDED, {
    kind: 'arrears',
    reason: '账户余额不足，已欠费超过 30 天。',
    remedy: '缴清欠费后 48 小时内恢复。',
    ...notice,
  });
  await disconnectNumber(deps, ADMIN, DISCONNECTED, '使用单位申请销户');
  const server = createServer(createApp(deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, server };
}
