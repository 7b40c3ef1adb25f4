import { afterAll, beforeAll, expect, it } from 'vitest';
import { applicationModel } from '../../src/applications/application-model.js';
import { TEST_NOW } from '../support/app.js';
import { givenDraft, openOffice, type Office } from './console-office.js';
import { expectAccessible, openConsole, signInOn } from './console-page.js';
import { takePicture } from './picture.js';

let office: Office;

/** Decisions of three reviewers in the last days. */
async function givenDecisions({ context: { deps }, seeded, ...rest }: Office): Promise<void> {
  const { reviewer1, reviewer2, senior } = seeded;
  const authors = [reviewer1, reviewer1, reviewer1, reviewer2, reviewer2, senior];
  for (const [index, author] of authors.entries()) {
    const id = await givenDraft(rest, `400888010${index}`);
    const at = new Date(TEST_NOW.getTime() - (index + 1) * 3_600_000);
    const decision = {
      by: author.id,
      outcome: 'approve',
      reasons: [],
      note: null,
      noteToApplicant: null,
      overrides: [],
      undone: false,
      at,
      work: {
        claimedAt: new Date(at.getTime() - (30 + index * 40) * 1000),
        fields: { all: 24, unshown: index * 2 },
        contested: [],
      },
      ...(index === 1 ? { rescindedAt: TEST_NOW } : {}),
    };
    await applicationModel(deps.db).updateOne(
      { _id: id },
      { $set: { status: 'approved', submittedAt: at, decisions: [decision] as never } },
    );
  }
}

beforeAll(async () => {
  office = await openOffice();
  await givenDecisions(office);
}, 60_000);
afterAll(() => office.close());

it.each([
  ['zh', 'phone'],
  ['zh', 'desk'],
  ['en', 'phone'],
  ['en', 'desk'],
] as const)(
  'a reviewer sees the own figures, an administrator all: in %s on a %s',
  async (language, screen) => {
    const { seeded, browser, url } = office;
    const pages = [
      { user: seeded.reviewer1, path: '/quality', title: { zh: '我的质量', en: 'My quality' }, name: 'quality-own' },
      {
        user: seeded.carrierAdmin,
        path: '/reviewer-quality',
        title: { zh: '审核质量', en: 'Review quality' },
        name: 'quality-all',
      },
    ];
    for (const { user, path, title, name } of pages) {
      const { page, visit, faults } = await openConsole(browser, url, { screen, language });
      await signInOn(page, user, language);
      await page.locator('.top-bar').waitFor();
      await page.goto(`${url}/console${path}`);
      await page.getByRole('heading', { level: 1, name: title[language] }).waitFor();
      await page.locator('.measures, .ledger').waitFor();
      const text = await page.locator('main').innerText();
      expect(text.includes(seeded.reviewer2.staffNumber)).toBe(path === '/reviewer-quality');
      expect(text).toContain(language === 'zh' ? '团队中位数' : 'Team median');
      await expectAccessible(page);
      await takePicture(page, `${name}-${language}-${screen}`);
      expect(faults).toEqual([]);
      await visit.close();
    }
  },
  120_000,
);
