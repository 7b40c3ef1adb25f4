import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';
import { givenDraft, openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { takePicture } from './picture.js';

const PATIENCE = 150_000;
const dossier = fixtureDossier('clean-photo');

let office: Office;

beforeAll(async () => {
  office = await openOffice();
}, PATIENCE);
afterAll(() => office.close());

async function photograph(page: Page, kind: string, send: string): Promise<void> {
  const { bytes, name } = fixtureFile(dossier, kind);
  await page
    .locator(`input[type=file][data-kind=${kind}]`)
    .setInputFiles({ name, mimeType: 'image/jpeg', buffer: bytes });
  const dialog = page.getByRole('dialog');
  await dialog
    .getByText(/\d (kB|KB|MB)/)
    .first()
    .waitFor();
  await dialog.getByRole('button', { name: send, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

describe('links into a dossier', () => {
  it(
    'make a phone the camera of the desktop, until the desktop ends it',
    async () => {
      const id = await givenDraft(office, '4008880001');
      const desk = await openConsole(office.browser, office.url);
      await signInOn(desk.page, office.seeded.agentA);
      await desk.page.locator('.page-head h1').waitFor();
      await desk.page.goto(`${office.url}/console/applications/${id}?step=entity`);
      const issued = desk.page.waitForResponse((answer) => answer.url().endsWith('/links'));
      await desk.page.getByRole('button', { name: '用手机拍摄' }).click();
      const { secret } = (await (await issued).json()) as { secret: string };
      await desk.page.getByRole('img', { name: '手机上传二维码' }).waitFor();
      await takePicture(desk.page, 'hand-over-desk');
      await expectAccessible(desk.page);

      const phone = await openConsole(office.browser, office.url, { screen: 'phone' });
      await phone.page.goto(`${office.url}/console/link#${secret}`);
      await phone.page.reload();
      await phone.page.getByRole('heading', { name: '拍摄材料' }).waitFor();
      await photograph(phone.page, 'business_licence', '上传');
      await phone.page.getByRole('region', { name: '营业执照' }).getByText('等待识别').waitFor();
      await takePicture(phone.page, 'hand-over-phone');
      await expectAccessible(phone.page);
      await desk.page.getByText('营业执照 · 等待识别').waitFor();

      await desk.page.getByRole('button', { name: '停用二维码' }).click();
      await expect
        .poll(async () =>
          (
            await phone.page.request.get(`${office.url}/api/v1/links/current`, { headers: { 'Dossier-Link': secret } })
          ).status(),
        )
        .toBe(410);
      await phone.page.reload();
      await phone.page.getByText('链接已失效').first().waitFor();
      expect([...desk.faults, ...phone.faults]).toEqual([]);
      await desk.visit.close();
      await phone.visit.close();
    },
    PATIENCE,
  );

  it(
    'let the agent bring their own card and consent, in English on a phone; the reseller sees it',
    async () => {
      const id = await givenDraft(office, '4008880002');
      const desk = await openConsole(office.browser, office.url);
      await signInOn(desk.page, office.seeded.agentA);
      await desk.page.locator('.page-head h1').waitFor();
      await desk.page.goto(`${office.url}/console/applications/${id}?step=people`);
      await desk.page.getByRole('button', { name: '生成经办人的链接' }).click();
      const address = await desk.page.getByLabel('经办人的链接，仅显示这一次').inputValue();
      await takePicture(desk.page, 'customer-link-desk');
      await expectAccessible(desk.page);

      const phone = await openConsole(office.browser, office.url, { screen: 'phone', language: 'en' });
      await phone.page.goto(address);
      await phone.page.reload();
      await phone.page.getByRole('heading', { name: 'Agent: your own papers' }).waitFor();
      expect(await phone.page.locator('input[data-kind=business_licence]').count()).toBe(0);
      await photograph(phone.page, 'agent_id_front', 'Upload');
      await phone.page.getByText('waiting to be read').waitFor();
      await phone.page.getByRole('button', { name: 'I have read this and consent' }).click();
      await phone.page.getByText(/^You consented on/).waitFor();
      await takePicture(phone.page, 'customer-link-phone');
      await expectAccessible(phone.page);

      await desk.page.reload();
      await desk.page.getByText(/^本人已于 .* 单独同意$/).waitFor();
      expect([...desk.faults, ...phone.faults]).toEqual([]);
      await desk.visit.close();
      await phone.visit.close();
    },
    PATIENCE,
  );
});
