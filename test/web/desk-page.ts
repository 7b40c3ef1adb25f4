import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Looks at all that must be seen, then approves: every key counts from there. */
export async function approveByKeys(page: Page, name: string): Promise<void> {
  await page.locator('.viewer-page img.shown, .viewer-empty').first().waitFor();
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toContain(name);
  const left = async () => {
    const text = await page.locator('.case').innerText();
    return /须看之处都已看过|此申请没有材料/.test(text) ? 0 : Number(/还有 (\d+) 处须看/.exec(text)?.[1] ?? 99);
  };
  await expect.poll(left, { timeout: 20_000 }).toBeLessThan(99);
  for (let before = await left(); before > 0; before = await left()) {
    await page.keyboard.press('u');
    await expect.poll(left, { timeout: 20_000 }).toBeLessThan(before);
  }
  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  await press('a');
  await page.getByRole('dialog').getByRole('button', { name: '批准' }).waitFor();
  await press('Enter');
  await page.locator('.decided').waitFor();
  expect(keys).toBeLessThanOrEqual(5);
}

/** Records the counter's acceptance of the one dossier that waits. */
export async function acceptOn(page: Page, display: string, acceptanceNumber: string): Promise<void> {
  await page.getByRole('button', { name: `登记受理：${display}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('受理编号').fill(acceptanceNumber);
  await dialog.getByLabel('营业厅').fill('样例营业厅');
  await dialog.getByLabel('受理人员').fill('受理员');
  await page.keyboard.press('Enter');
  await page.getByText(/^已受理/).waitFor();
  await page.getByText('没有等待受理的申请').waitFor();
}
