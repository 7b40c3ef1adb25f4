import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordEvent, SYSTEM } from '../../src/events/record-event.js';
import { leaseSequencer, sequenceEvents } from '../../src/events/sequence-events.js';
import { inTransaction } from '../../src/platform/mongo.js';
import { deliverWebhook } from '../../src/webhooks/deliver-webhook.js';
import { makeDeliveries } from '../../src/webhooks/make-deliveries.js';
import { webhookModel } from '../../src/webhooks/webhook-model.js';
import { Receiver, signedBy } from '../webhooks/receiver.js';
import { openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';

let office: Office;
let receiver: Receiver;

beforeAll(async () => {
  office = await openOffice({ env: { WEBHOOK_NETWORKS: '127.0.0.0/8' } });
  receiver = await new Receiver().open();
}, 60_000);
afterAll(async () => {
  await receiver.close();
  await office.close();
});

/** One event of the reseller's, numbered and told, as the workers do. */
async function happened(): Promise<void> {
  const { deps } = office.context;
  await inTransaction(deps.db, () =>
    recordEvent(deps, {
      type: 'number.suspended',
      subjects: [{ kind: 'number', id: '4008880001' }],
      actor: SYSTEM,
      resellerId: office.seeded.a.id,
      version: 1,
    }),
  );
  const fence = await leaseSequencer(deps, 'test');
  while (fence !== null && (await sequenceEvents(deps, fence)) > 0);
  while ((await makeDeliveries(deps)) > 0);
  const webhook = await webhookModel(deps.db).findOne({}).orFail().lean();
  await deliverWebhook(deps, webhook._id.toHexString());
}

it('is made, tried out, fails with the reason in words, sends again, changes its secret and is deleted', async () => {
  const { browser, url, seeded } = office;
  const { page, visit, faults } = await openConsole(browser, url);
  await signInOn(page, seeded.adminA);
  await page.getByRole('link', { name: 'Webhook' }).click();
  await page.getByRole('button', { name: '新建 Webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('用途').fill('订单系统');
  await dialog.getByLabel('接收地址').fill('https://10.0.0.8/hooks');
  await dialog.getByRole('button', { name: '新建 Webhook' }).click();
  await dialog.getByText('须为公网地址').waitFor();
  await expectAccessible(page);
  await dialog.getByLabel('接收地址').fill(receiver.url);
  await dialog.getByRole('button', { name: '新建 Webhook' }).click();
  const secret = (await page.getByText(/^whsec_[\w+/=]+$/).textContent()) ?? '';
  await page.getByRole('button', { name: '我已保存' }).click();
  await page.getByRole('link', { name: '订单系统' }).click();

  await page.getByRole('button', { name: '发送测试' }).click();
  await page.getByText('测试已送达：对方返回 204').waitFor();
  expect(receiver.calls.map((call) => [call.body.type, signedBy(call, secret)])).toEqual([['webhook.test', 1]]);
  receiver.answer = (_call, response) => response.writeHead(500).end();
  await happened();
  await page.getByText('连续 1 次未送达').waitFor();
  await page.reload();
  await page.getByText('HTTP 500').waitFor();
  receiver.answer = (_call, response) => response.writeHead(204).end();
  await page.getByRole('button', { name: /^重新发送 .*号码停机/ }).click();
  await page.getByText('已安排重新发送').waitFor();
  const webhook = await webhookModel(office.context.deps.db).findOne({}).orFail().lean();
  await deliverWebhook(office.context.deps, webhook._id.toHexString());
  await page.reload();
  await page
    .getByText(/HTTP 204/)
    .first()
    .waitFor();
  await expectAccessible(page);

  await page.getByRole('button', { name: '更换密钥' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '更换密钥' }).click();
  await page.getByText(/^whsec_[\w+/=]+$/).waitFor();
  await page.getByRole('button', { name: '我已保存' }).click();
  await page.getByRole('button', { name: '停用' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await page.getByRole('button', { name: '启用' }).click();
  await page.getByText('已启用').waitFor();
  await page.getByRole('button', { name: '删除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await page.getByText('还没有 Webhook').waitFor();
  expect(faults).toEqual([]);
  await visit.close();
}, 110_000);

it.each([
  ['zh', 'phone'],
  ['en', 'desk'],
] as const)(
  'its pages are without barriers (%s, %s)',
  async (language, screen) => {
    const { browser, url, seeded } = office;
    const { page, visit, faults } = await openConsole(browser, url, { language, screen });
    await signInOn(page, seeded.adminA, language);
    await page.locator('.top-bar').waitFor();
    await page.goto(`${url}/console/webhooks`);
    await page.getByRole('heading', { level: 1, name: language === 'zh' ? 'Webhook' : 'Webhooks' }).waitFor();
    await page.waitForLoadState('networkidle');
    await expectAccessible(page);
    expect(faults).toEqual([]);
    await visit.close();
  },
  90_000,
);
