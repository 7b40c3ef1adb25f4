import type { Page } from 'playwright-core';

/** Pixels by which the page is wider than the screen. */
export async function widerThanScreen(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

/** The smallest type on the page, in CSS pixels. */
export async function smallestType(page: Page): Promise<number> {
  return page.evaluate(() => {
    const sizes = [...document.body.querySelectorAll('*')]
      .filter((element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== ''),
      )
      .map((element) => parseFloat(getComputedStyle(element).fontSize));
    return Math.min(...sizes);
  });
}
