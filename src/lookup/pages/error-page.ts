import { html } from './html.js';
import { layout } from './layout.js';
import { TEXTS } from './texts.js';
import type { Visitor } from './visitor.js';

/** @param why the fault is ours, the address could not be read, or too many requests came */
export function errorPage(visitor: Visitor, why: 'ours' | 'address' | 'busy'): string {
  const texts = TEXTS[visitor.language];
  return layout(visitor, {
    title: texts.errorTitle,
    path: '/',
    indexed: false,
    body: html`<section class="card missing">
      <h1>${texts.errorTitle}</h1>
      <p>${texts.errors[why]}</p>
    </section>`,
  });
}
