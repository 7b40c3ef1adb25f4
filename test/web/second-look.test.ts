import { afterAll, beforeAll, expect, it } from 'vitest';
import { applicationModel, type ApplicationRow } from '../../src/applications/application-model.js';
import { TEST_NOW } from '../support/app.js';
import { givenDraft, openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { takePicture } from './picture.js';

let office: Office;
let id: string;

/** A dossier that the first reviewer approved alone, chosen for a second look. */
beforeAll(async () => {
  office = await openOffice();
  const { context, seeded } = office;
  id = await givenDraft(office, '4008880100', '样本单位');
  const at = new Date(TEST_NOW.getTime() - 3_600_000);
  const by = seeded.reviewer1.id;
  const decision = { by, outcome: 'approve', reasons: [], note: null, noteToApplicant: null, overrides: [], at };
  await applicationModel(context.deps.db).updateOne(
    { _id: id },
    {
      $set: {
        status: 'approved',
        entityName: '样本单位',
        submittedAt: at,
        decisions: [{ ...decision, undone: false }] as never,
        secondLook: {
          status: 'open',
          notBefore: at,
          first: { by, outcome: 'approve', at },
          involved: [by],
          blindTo: [],
          claim: null,
          sealedReview: null,
          second: null,
          settlement: null,
        },
      },
    },
  );
}, 60_000);
afterAll(() => office.close());

it('is taken and judged by keys without a sight of the decision, and a senior settles the disagreement', async () => {
  const { context, seeded, browser, url } = office;
  const row = () => applicationModel(context.deps.db).findById(id).orFail().lean<ApplicationRow>();
  const second = await openConsole(browser, url);
  await signInOn(second.page, seeded.reviewer2);
  await second.page.locator('.page-head h1').waitFor();
  await second.page.getByText(/^盲审 1/).click();
  await second.page.getByText('有 1 件等待盲审').waitFor();
  await expectAccessible(second.page);
  await takePicture(second.page, 'blind-queue');
  await second.page.keyboard.press('n');
  await second.page.getByText('盲审：此件已有决定').waitFor();
  const text = await second.page.locator('main').innerText();
  expect(text).not.toContain(seeded.reviewer1.staffNumber);
  expect(text).not.toMatch(/已批准|待受理|备注/);
  await expectAccessible(second.page);
  await takePicture(second.page, 'blind-case');
  await second.page.keyboard.press('x');
  const dialog = second.page.getByRole('dialog');
  await dialog.getByRole('combobox').waitFor();
  await second.page.keyboard.type('SEAL_MISSING');
  await second.page.keyboard.press('Enter');
  await second.page.keyboard.press('Control+Enter');
  await second.page.getByText('盲审意见不一致').waitFor();
  expect([(await row()).status, (await row()).secondLook?.status]).toEqual(['approved', 'disagreed']);
  expect(second.faults).toEqual([]);
  await second.visit.close();

  const senior = await openConsole(browser, url, { language: 'en' });
  await signInOn(senior.page, seeded.senior, 'en');
  await senior.page.getByText('A blind review disagrees').waitFor();
  await takePicture(senior.page, 'blind-senior-queue');
  await senior.page.locator('.disagreements').getByRole('link').click();
  await senior.page.getByRole('button', { name: 'The decision stands' }).waitFor();
  await expectAccessible(senior.page);
  await takePicture(senior.page, 'blind-senior-case');
  await senior.page.getByRole('button', { name: 'The decision stands' }).press('Enter');
  await senior.page.getByRole('dialog').getByRole('textbox').fill('印章清晰可辨');
  await senior.page.getByRole('dialog').getByRole('button', { name: 'The decision stands' }).click();
  await senior.page.getByText('Settled: the decision stands').waitFor();
  expect((await row()).secondLook?.settlement?.side).toBe('first');
  expect(senior.faults).toEqual([]);
  await senior.visit.close();
}, 120_000);
