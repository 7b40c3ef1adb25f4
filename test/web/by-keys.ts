import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Enough to pass bar, menu and the first things of a page; the rest is made of the same parts. */
const STEPS = 20;

/**
 * Walks a page by Tab: what takes the focus is on the screen, shows that it has it, and lets it go again.
 * @returns how many different things took it
 */
export async function expectWalkableByTab(page: Page, which: string): Promise<number> {
  await page.evaluate(() => {
    window.scrollTo(0, 0);
    // Only what has the focus is where Tab starts from: after `blur` it would start where the focus was.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const seen: string[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(look);
    if (at === null) break;
    expect(at.fault, `${which}: ${at.name}`).toBeNull();
    expect(seen.at(-1), `${which}: Tab does not leave ${at.name}`).not.toBe(at.name);
    seen.push(at.name);
  }
  return new Set(seen).size;
}

/** In the page: the thing in focus, and what is wrong with how it shows. Null when the page is through. */
function look(): { readonly name: string; readonly fault: string | null } | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const all = [...document.querySelectorAll('*')];
  const name = `${element.tagName.toLowerCase()} ${String(all.indexOf(element))} ${(element.getAttribute('aria-label') ?? element.innerText).slice(0, 40)}`;
  const box = element.getBoundingClientRect();
  // What is drawn around it may be its own or that of the box it stands in (a select, a segment, a checkbox).
  const around = [element, element.nextElementSibling, element.parentElement, element.parentElement?.parentElement];
  const marked = around.some((part) => {
    if (!(part instanceof HTMLElement)) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow.includes('0px 0px 0px');
  });
  // A file field is drawn by its button, a radio by its label: they are small on purpose.
  const hidden = element instanceof HTMLInputElement && ['file', 'radio', 'checkbox'].includes(element.type);
  const away = !hidden && (box.width === 0 || box.bottom <= 0 || box.top >= window.innerHeight);
  return { name, fault: away ? 'is not on the screen' : marked ? null : 'shows no focus' };
}

/** With `prefers-reduced-motion` nothing moves. */
export async function expectStill(page: Page, which: string): Promise<void> {
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && Number(effect?.getTiming().duration ?? 0) > 1)
      .map(({ effect }) => (effect instanceof KeyframeEffect ? (effect.target?.className ?? '') : '')),
  );
  expect(moving, `${which} moves`).toEqual([]);
}

/** Goes on by Tab until what is called so has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const met: string[] = [];
  for (let step = 0; step < 90; step += 1) {
    await page.keyboard.press('Tab');
    const called = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return '';
      const label = 'labels' in element ? (element as HTMLInputElement).labels?.[0]?.innerText : undefined;
      return (element.getAttribute('aria-label') ?? label ?? element.innerText).trim();
    });
    if (typeof name === 'string' ? called === name : name.test(called)) return;
    met.push(called);
  }
  throw new Error(`Tab never came to ${String(name)}; it met ${met.join(' · ')}`);
}

/** Into what is called so, character by character. */
export async function typeInto(page: Page, name: string | RegExp, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}
