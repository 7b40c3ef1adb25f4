import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';
import { PASSWORD } from '../support/seed.js';
import { openSlowLine, type SlowLine } from '../support/slow-line.js';
import { givenDraft, openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { takePicture } from './picture.js';

const PATIENCE = 150_000;
const dossier = fixtureDossier('clean-photo');

let office: Office;
let line: SlowLine;

beforeAll(async () => {
  office = await openOffice();
  line = await openSlowLine(office.url);
}, PATIENCE);
afterAll(async () => {
  line.close();
  await office.close();
});

const documentsOf = async (id: string) =>
  ((await office.api.get(`/api/v1/applications/${id}`)).body as { documents: { id: string; kind: string }[] })
    .documents;

/** Chooses the specimen of a kind, and sends what the dialogue shows. */
async function choose(page: Page, kind: string): Promise<void> {
  const { bytes, name } = fixtureFile(dossier, kind);
  await page
    .locator(`input[type=file][data-kind=${kind}]`)
    .setInputFiles({ name, mimeType: 'image/jpeg', buffer: bytes });
  const dialog = page.getByRole('dialog');
  await dialog
    .getByText(/(KB|MB|kB)/)
    .first()
    .waitFor();
  await dialog.getByRole('button', { name: '上传', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

const percent = async (page: Page) =>
  Number(
    /(\d+)%/.exec(
      (await page
        .getByText(/正在上传 \d+%/)
        .first()
        .textContent()
        .catch(() => '')) ?? '',
    )?.[1] ?? 0,
  );

describe('a paper on a bad line (256 kbit/s, 5 % of packets lost)', () => {
  it(
    'survives a broken connection, a reload and a session that ended, and is not sent twice',
    async () => {
      const id = await givenDraft(office, '4008880001');
      const { page, visit, faults } = await openConsole(office.browser, line.url, { screen: 'phone' });
      await signInOn(page, office.seeded.agentA);
      await page.locator('.page-head h1').waitFor();
      await page.goto(`${line.url}/console/applications/${id}?step=entity`);
      await page.locator('input[data-kind=business_licence]').waitFor({ state: 'attached' });
      await shape(page, 256, 0.05);
      const before = line.sent();
      await choose(page, 'business_licence');
      await expect.poll(() => percent(page), { timeout: 30_000 }).toBeGreaterThan(10);

      line.cut();
      await page.getByText(/网络中断，恢复后从 \d+% 继续/).waitFor();
      await takePicture(page, 'upload-paused');
      await expectAccessible(page);
      line.mend();
      await expect.poll(() => percent(page), { timeout: 30_000 }).toBeGreaterThan(25);

      // The page itself comes quickly; the paper goes on slowly.
      await shape(page, 0, 0);
      line.cut();
      line.mend();
      await page.reload();
      await page
        .getByText(/正在上传|正在核对|等待识别|正在识别/)
        .first()
        .waitFor();
      const [document] = await poll(() => documentsOf(id), 1);
      expect(document?.kind).toBe('business_licence');
      const { body } = (await office.api.get(`/api/v1/documents/${document?.id ?? ''}`)) as { body: { size: number } };
      // All of it once, a piece or two again, and the pages' own requests.
      expect(line.sent() - before).toBeLessThan(body.size * 1.5 + 60_000);
      expect(faults).toEqual([]);
      await visit.close();
    },
    PATIENCE,
  );

  it(
    'goes two at a time, waits for signing in, and leaves nothing in the office.browser of who signed out',
    async () => {
      const id = await givenDraft(office, '4008880002');
      const { page, visit } = await openConsole(office.browser, line.url);
      await signInOn(page, office.seeded.agentA);
      await page.locator('.page-head h1').waitFor();
      await page.goto(`${line.url}/console/applications/${id}?step=people`);
      await page.locator('input[data-kind=agent_id_front]').waitFor({ state: 'attached' });
      await shape(page, 256, 0.05);
      for (const kind of ['legal_representative_id_front', 'legal_representative_id_back', 'agent_id_front'])
        await choose(page, kind);
      await page.getByText('排队等待上传').waitFor();
      expect(await page.getByText(/正在上传 \d+%/).count()).toBe(2);

      await visit.clearCookies();
      const dialog = page.getByRole('dialog', { name: '登录已过期' });
      await dialog.waitFor();
      await shape(page, 0, 0);
      await dialog.getByLabel('密码').fill(PASSWORD);
      await dialog.getByRole('button', { name: '登录', exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
      expect((await poll(() => documentsOf(id), 3)).map(({ kind }) => kind).sort()).toEqual([
        'agent_id_front',
        'legal_representative_id_back',
        'legal_representative_id_front',
      ]);

      await shape(page, 256, 0.05);
      await choose(page, 'agent_id_back');
      await page.getByText(/正在上传 \d+%/).waitFor();
      expect(await kept(page)).toBe(1);
      await shape(page, 0, 0);
      line.cut();
      await page.getByText(/网络中断/).waitFor();
      line.mend();
      await page.getByRole('button', { name: /^账号/ }).click();
      await page.getByRole('button', { name: '退出登录' }).click();
      await page.getByRole('heading', { name: '登录控制台' }).waitFor();
      await expect.poll(() => kept(page)).toBe(0);
      await visit.close();
    },
    PATIENCE,
  );
});

/** @param kbit kilobits a second each way; 0 is as fast as it goes. @param loss share of packets lost */
async function shape(page: Page, kbit: number, loss: number): Promise<void> {
  line.lose(loss);
  const bytes = kbit === 0 ? -1 : (kbit * 1_000) / 8;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: kbit === 0 ? 0 : 150,
    downloadThroughput: bytes,
    uploadThroughput: bytes,
  });
}

/** Until there are so many. */
async function poll<Item>(list: () => Promise<Item[]>, count: number): Promise<Item[]> {
  let found: Item[] = [];
  await expect.poll(async () => (found = await list()).length, { timeout: 60_000, interval: 500 }).toBe(count);
  return found;
}

/** Papers in the browser's own store. */
function kept(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('registry-400-uploads');
        opening.onerror = () => reject(new Error('no database'));
        opening.onsuccess = () => {
          const count = opening.result.transaction('uploads').objectStore('uploads').count();
          count.onsuccess = () => {
            opening.result.close();
            resolve(count.result);
          };
        };
      }),
  );
}
