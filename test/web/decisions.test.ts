import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applicationModel, type ApplicationRow } from '../../src/applications/application-model.js';
import type { SeededUser } from '../support/seed.js';
import { openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { takePicture } from './picture.js';
import { givenContested } from './read-dossier.js';

const PATIENCE = 120_000;

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, PATIENCE);
afterAll(() => office.close());

const row = (id: string) => applicationModel(office.context.deps.db).findById(id).orFail().lean<ApplicationRow>();

/** The case, claimed by its key. */
async function takeCase(reviewer: SeededUser, id: string) {
  const opened = await openConsole(office.browser, office.url);
  await signInOn(opened.page, reviewer);
  await opened.page.locator('.queue').or(opened.page.getByText('没有待审的申请')).first().waitFor();
  await opened.page.goto(`${office.url}/console/reviews/${id}`);
  await opened.page.getByRole('status').getByText('此件未由您领取').waitFor();
  await opened.page.keyboard.press('l');
  await opened.page.getByText(/领取剩/).waitFor();
  return opened;
}

async function dialogOf(page: Page, key: string) {
  await page.keyboard.press(key);
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
}

it(
  'a reviewer rejects and takes it back within ten seconds, then parks the case, by keys alone',
  async () => {
    const id = await givenContested(office.api, '4008880031');
    const { page, visit, faults } = await takeCase(office.seeded.reviewer1, id);
    const dialog = await dialogOf(page, 'x');
    await dialog.getByRole('combobox').waitFor();
    await page.keyboard.type('OTHER');
    await page.keyboard.press('Enter');
    await dialog.locator('.preview').waitFor();
    await takePicture(page, 'review-reject');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.locator('.decided').waitFor();
    expect((await row(id)).status).toBe('rejected');
    await page.keyboard.press('z');
    await page.getByText('已撤销，此件仍由您处理').waitFor();
    const undone = await row(id);
    expect([undone.status, undone.decisions.map(({ undone: taken }) => taken)]).toEqual(['in_review', [true]]);

    await dialogOf(page, 'p');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('已挂起').first().waitFor();
    expect((await row(id)).parkedUntil?.getTime()).toBeGreaterThan(office.context.deps.clock.now().getTime());
    expect(faults).toEqual([]);
    await visit.close();
  },
  PATIENCE,
);

it(
  'an approval against failed checks waits for another person, and not for the same one',
  async () => {
    const id = await givenContested(office.api, '4008880032');
    const first = await takeCase(office.seeded.reviewer1, id);
    const dialog = await dialogOf(first.page, 'a');
    for (const reason of await dialog.getByLabel(/^批准理由/).all()) await reason.fill('已核对原件');
    await takePicture(first.page, 'review-override');
    await expectAccessible(first.page);
    await first.page.keyboard.press('Control+Enter');
    await first.page.locator('.decided').waitFor();
    expect((await row(id)).status).toBe('awaiting_second_approval');
    await first.page.getByText('第一次批准是您作出的，须由另一位审核员第二次批准。').waitFor();

    const second = await takeCase(office.seeded.reviewer2, id);
    await second.page.getByText(/已于 .* 第一次批准，需由另一人第二次批准/).waitFor();
    await expectAccessible(second.page);
    await (await dialogOf(second.page, 'a')).getByRole('button', { name: '批准' }).waitFor();
    // Twice, as an impatient hand does.
    await second.page.keyboard.press('Control+Enter');
    await second.page.keyboard.press('Control+Enter');
    await second.page.locator('.decided').waitFor();
    const approved = await row(id);
    expect([approved.status, approved.decisions.length]).toEqual(['approved', 2]);
    expect([...first.faults, ...second.faults]).toEqual([]);
    await Promise.all([first.visit.close(), second.visit.close()]);
  },
  PATIENCE,
);
