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

/** Controls without a name, pictures without a role, headings that skip a level, doubled ids, a missing language. */
export async function unlabelled(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    for (const input of document.querySelectorAll<HTMLInputElement>('input:not([type=hidden])'))
      if ([...(input.labels ?? [])].every((label) => label.textContent.trim() === ''))
        faults.push(`no label: ${input.id}`);
    for (const control of document.querySelectorAll('a, button'))
      if (control.textContent.trim() === '') faults.push(`no name: ${control.outerHTML.slice(0, 80)}`);
    for (const picture of document.querySelectorAll('svg'))
      if (picture.getAttribute('aria-hidden') !== 'true') faults.push('a decorative picture is announced');
    const levels = [...document.querySelectorAll('h1, h2, h3')].map((heading) => Number(heading.tagName.slice(1)));
    if (levels.filter((level) => level === 1).length !== 1) faults.push('not exactly one h1');
    levels.forEach((level, index) => {
      if (level > (levels[index - 1] ?? 1) + 1) faults.push('a heading level is skipped');
    });
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    if (new Set(ids).size !== ids.length) faults.push('an id is used twice');
    for (const reference of document.querySelectorAll('[aria-describedby]'))
      for (const id of (reference.getAttribute('aria-describedby') ?? '').split(' '))
        if (document.getElementById(id) === null) faults.push(`describedby leads nowhere: ${id}`);
    if (document.documentElement.lang === '' || document.title === '') faults.push('no language or title');
    if (document.querySelector('main') === null) faults.push('no main');
    return faults;
  });
}

/** Visible text below WCAG AA: 4.5 : 1, or 3 : 1 from 24 px (18.66 px bold) on. Grounds are plain colours here. */
export async function failingContrast(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: string) =>
      channels(colour)
        .slice(0, 3)
        .map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
        .reduce((sum, value, index) => sum + value * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
    /** The first ground behind that is not transparent; the front page's band is a gradient, whose lighter end counts. */
    const groundOf = (element: Element | null): string => {
      if (element === null) return 'rgb(255, 255, 255)';
      const { backgroundColor, backgroundImage } = getComputedStyle(element);
      const band = element === document.body && backgroundImage !== 'none';
      if (band) return 'rgb(20, 88, 108)';
      return (channels(backgroundColor)[3] ?? 1) === 0 ? groundOf(element.parentElement) : backgroundColor;
    };
    const inBand = (element: Element) => element.closest('.top, h1, .lead') !== null;
    return [...document.body.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== '');
      if (!own || !element.checkVisibility()) return [];
      const { color, fontSize, fontWeight } = getComputedStyle(element);
      let ground = groundOf(element);
      if (document.body.classList.contains('front') && ground === 'rgb(20, 88, 108)' && !inBand(element))
        ground =
          getComputedStyle(document.documentElement).getPropertyValue('--ground') === ''
            ? ground
            : 'rgb(243, 246, 247)';
      const [light = 0, dark = 0] = [luminance(color), luminance(ground)].toSorted((a, b) => b - a);
      const large = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
      const ratio = (light + 0.05) / (dark + 0.05);
      return ratio < (large ? 3 : 4.5) ? [`${element.textContent.trim().slice(0, 30)}: ${ratio.toFixed(2)}`] : [];
    });
  });
}
