import { displayNumber } from '../../domain/number-400.js';
import { html } from './html.js';
import { layout } from './layout.js';
import { searchForm } from './search-form.js';
import { TEXTS } from './texts.js';
import { linkTo, type Visitor } from './visitor.js';

export interface Search {
  /** What was typed. */
  readonly value: string;
  /** Several numbers in one message: to choose from. */
  readonly found: readonly string[];
  readonly forged: boolean;
  readonly error: string | null;
}

export const NO_SEARCH: Search = { value: '', found: [], forged: false, error: null };

/** `/`: first what happened, then one field. */
export function homePage(visitor: Visitor, search: Search): string {
  const texts = TEXTS[visitor.language];
  const choice =
    search.found.length === 0
      ? null
      : html`<section class="card choice" aria-labelledby="several">
          <h2 id="several">${texts.several}</h2>
          <ul>
            ${search.found.map(
              (number) =>
                html`<li>
                  <a href="${linkTo(visitor, `/numbers/${number}`, { forged: search.forged ? '1' : null })}"
                    >${displayNumber(number)}</a
                  >
                </li>`,
            )}
          </ul>
        </section>`;
  return layout(visitor, {
    title: texts.brand,
    path: '/',
    front: true,
    indexed: search === NO_SEARCH,
    members: search.found.length === 0 ? {} : { q: search.found.join(' '), forged: search.forged ? '1' : null },
    body: html`<div class="home">
      <h1>${texts.homeTitle.map((part) => html`<span>${part}</span>`)}</h1>
      <p class="lead">${texts.homeLead}</p>
      ${choice}
      <div class="card">${searchForm(visitor, { ask: true, value: search.value, error: search.error })}</div>
      <ul class="promises">
        ${texts.promises.map(([title = '', text = '']) => html`<li><b>${title}</b><span>${text}</span></li>`)}
      </ul>
    </div>`,
  });
}
